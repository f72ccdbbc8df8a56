import { dataUrlFault } from './data-url';
import { type IgnitionSpec, isSince } from '../schema/versions';
import { type ParsedUrl, parseUrl, queryValue } from './url';

const INVALID_URL = 'unable to parse url';
const INVALID_SCHEME = 'invalid url scheme';
const INVALID_ARN = 'invalid S3 ARN format';

interface SourceScheme {
  readonly name: string;
  readonly since: IgnitionSpec;
  /** Returns a further fault of a URL of this scheme. */
  readonly fault: (url: ParsedUrl, text: string) => string | undefined;
}

const SCHEMES: readonly SourceScheme[] = [
  { name: 'http', since: '3.0.0', fault: () => undefined },
  { name: 'https', since: '3.0.0', fault: () => undefined },
  { name: 'tftp', since: '3.0.0', fault: () => undefined },
  { name: 's3', since: '3.0.0', fault: versionIdFault },
  { name: 'data', since: '3.0.0', fault: (_, text) => dataUrlFault(text) },
  { name: 'gs', since: '3.2.0', fault: () => undefined },
  { name: 'arn', since: '3.4.0', fault: arnFault },
];

/** The fault of the source of a resource, in Ignition's words; an empty one is for the caller. */
export function validateUrl(source: string, spec: IgnitionSpec): string | undefined {
  const url = parseUrl(source);
  if (url.fault !== undefined) return INVALID_URL;
  const scheme = SCHEMES.find(({ name, since }) => name === url.scheme && isSince(spec, since));
  return scheme === undefined ? INVALID_SCHEME : scheme.fault(url, source);
}

/** The fault of the HTTP headers of a resource for the source that it has, in Ignition's words. */
export function headersFault(source: string): string | undefined {
  const url = source === '' ? undefined : parseUrl(source);
  if (url === undefined || url.fault !== undefined) return INVALID_URL;
  return isHttp(url) ? undefined : 'cannot use HTTP headers with this source scheme';
}

/** The fault of the URL of a Tang server, in Ignition's words. */
export function tangUrlFault(text: string): string | undefined {
  const url = parseUrl(text);
  if (url.fault !== undefined) return INVALID_URL;
  return isHttp(url) ? undefined : INVALID_SCHEME;
}

/** The fault of the URL of a proxy, in Ignition's words. */
export function proxyFault(text: string): string | undefined {
  const url = parseUrl(text);
  if (url.fault !== undefined) return INVALID_URL;
  return isHttp(url) ? undefined : 'proxies must be http(s)';
}

/** The warning about a proxy for HTTPS that is itself reached in plain text, in Ignition's words. */
export function httpsProxyWarning(text: string): string | undefined {
  const url = parseUrl(text);
  return url.fault === undefined && url.scheme === 'http'
    ? 'insecure plaintext HTTP proxy specified for HTTPS resources'
    : undefined;
}

function isHttp({ scheme }: ParsedUrl): boolean {
  return scheme === 'http' || scheme === 'https';
}

function versionIdFault({ query }: ParsedUrl): string | undefined {
  return queryValue(query, 'versionId') === '' ? 'invalid S3 object VersionId' : undefined;
}

function arnFault(url: ParsedUrl): string | undefined {
  // arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE, and the resource itself may hold colons.
  const [, service, , , ...resource] = url.opaque.split(':');
  const keyParts = url.opaque.split('/').length;
  const fewest = resource[0]?.startsWith('accesspoint/') === true ? 3 : 2;
  if (service !== 's3' || resource.length === 0 || keyParts < fewest) return INVALID_ARN;
  return versionIdFault(url);
}
