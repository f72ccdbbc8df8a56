import { hashFault } from '../../syntax/hash';
import { headersFault, httpsProxyWarning, proxyFault, validateUrl } from '../../syntax/source';
import type { Check, CheckContext } from '../check-context';
import type { ConfigObject } from '../../value';
import { objectsOf, objectOf, textOf } from '../../value';
import type { Path } from '../../report/path';
import * as rules from '../rules';

function addUrlFault(context: CheckContext, at: Path, source: string): void {
  const { BAD_URL, BAD_SCHEME, BAD_S3_VERSION, BAD_S3_ARN, BAD_DATA_URL } = rules;
  const fault = validateUrl(source, context.version);
  context.addFault(fault, at, BAD_URL, BAD_SCHEME, BAD_S3_VERSION, BAD_S3_ARN, BAD_DATA_URL);
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
  context.addFault(headersFault(source ?? ''), ['http_headers'], rules.BAD_URL, rules.HEADERS_NEED_HTTP);
};

/** A config that must come from somewhere. */
function requireSource(object: ConfigObject, context: CheckContext, at: Path): void {
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
  const { HASH_MALFORMED, HASH_UNRECOGNIZED, HASH_WRONG_SIZE } = rules;
  context.addFault(hashFault(hash, context.version), ['hash'], HASH_MALFORMED, HASH_UNRECOGNIZED, HASH_WRONG_SIZE);
};

/** Proxies. */
export const proxy: Check<ConfigObject> = (object, context) => {
  for (const name of ['http_proxy', 'https_proxy']) {
    const value = textOf(object, name);
    if (value === undefined) continue;
    const fault = proxyFault(value);
    context.addFault(fault, [name], rules.BAD_URL, rules.BAD_PROXY);
    if (name === 'https_proxy') context.addFault(httpsProxyWarning(value), [name], rules.PLAIN_PROXY);
  }
};
