import { hashFault } from '../../syntax/hash';
import { headersFault, httpsProxyWarning, proxyFault, validateUrl } from '../../syntax/source';
import type { Check, CheckContext } from '../check-context';
import type { ConfigObject } from '../../value';
import { objectsOf, objectOf, textOf } from '../../value';
import type { Rule } from '../../report/rule';
import * as rules from '../rules';

const HASHES: readonly Rule[] = [rules.HASH_MALFORMED, rules.HASH_UNRECOGNIZED, rules.HASH_WRONG_SIZE];
const URLS: readonly Rule[] = [rules.BAD_URL, rules.BAD_SCHEME, rules.BAD_S3_VERSION, rules.BAD_S3_ARN];

/** Says what is wrong with a URL; what a decoder says in its own words belongs to data URLs. */
function addUrlFault(context: CheckContext, at: readonly (string | number)[], source: string): void {
  const fault = validateUrl(source, context.version);
  if (fault !== undefined) context.add(URLS.find(({ message }) => message === fault) ?? rules.BAD_DATA_URL, at, fault);
}

/** Contents of a file, a certificate, another config. */
export const resource: Check<ConfigObject> = (object, context) => {
  const source = textOf(object, 'source');
  const compression = textOf(object, 'compression');
  if (compression !== undefined && compression !== '' && compression !== 'gzip') {
    context.add(rules.BAD_COMPRESSION, ['compression']);
  }
  const hash = textOf(objectOf(object, 'verification'), 'hash');
  if (hash !== undefined && source === undefined) context.add(rules.HASH_WITHOUT_SOURCE, ['verification', 'hash']);
  // What the library has encoded itself is a data URL.
  const isOwn = object.inline !== undefined || object.local !== undefined;
  if (source !== undefined && source !== '' && !isOwn) addUrlFault(context, ['source'], source);
  if (objectsOf(object, 'http_headers').length === 0) return;
  const fault = headersFault(source ?? '');
  if (fault !== undefined)
    context.add(fault === rules.BAD_URL.message ? rules.BAD_URL : rules.HEADERS_NEED_HTTP, ['http_headers']);
};

/** A config that must come from somewhere. */
function requireSource(object: ConfigObject, context: CheckContext, at: readonly (string | number)[]): void {
  const source = textOf(object, 'source');
  if (source === undefined || source === '') context.add(rules.SOURCE_REQUIRED, at);
  else addUrlFault(context, at, source);
}

/** Configs that are merged. */
export const ignitionConfig: Check<ConfigObject> = (object, context) => {
  if (context.spec < 1) return;
  objectsOf(object, 'merge').forEach((entry, i) => requireSource(entry, context, ['merge', i]));
};

/** Certificates that Ignition trusts. */
export const tls: Check<ConfigObject> = (object, context) => {
  if (context.spec < 1) return;
  objectsOf(object, 'certificate_authorities').forEach((entry, i) => {
    requireSource(entry, context, ['certificate_authorities', i]);
  });
};

/** Another config, in spec 3.0. */
export const configReference: Check<ConfigObject> = (object, context) => {
  const source = textOf(object, 'source');
  if (source !== undefined && source !== '') addUrlFault(context, ['source'], source);
};

/** A certificate, in spec 3.0. */
export const caReference: Check<ConfigObject> = (object, context) => {
  addUrlFault(context, ['source'], textOf(object, 'source') ?? '');
};

/** A header of a request. */
export const httpHeader: Check<ConfigObject> = (object, context) => {
  if ((textOf(object, 'name') ?? '') === '') context.add(rules.EMPTY_HEADER_NAME, ['name']);
  if (textOf(object, 'value') === '') context.add(rules.EMPTY_HEADER_VALUE, ['value']);
};

/** A checksum. */
export const verification: Check<ConfigObject> = (object, context) => {
  const hash = textOf(object, 'hash');
  if (hash === undefined) return;
  const fault = hashFault(hash, context.version);
  if (fault !== undefined)
    context.add(
      HASHES.find(({ message }) => message === fault)!,
      ['hash'],
    );
};

/** Proxies. */
export const proxy: Check<ConfigObject> = (object, context) => {
  for (const name of ['http_proxy', 'https_proxy']) {
    const value = textOf(object, name);
    if (value === undefined) continue;
    const fault = proxyFault(value);
    if (fault !== undefined) context.add(fault === rules.BAD_URL.message ? rules.BAD_URL : rules.BAD_PROXY, [name]);
    else if (name === 'https_proxy' && httpsProxyWarning(value) !== undefined) context.add(rules.PLAIN_PROXY, [name]);
  }
};
