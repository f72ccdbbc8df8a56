import { addressFault } from './ip-literal';
import { quote } from './quote';

/** A URL, taken apart as far as Ignition looks at it. */
export interface ParsedUrl {
  /** Why it is not a URL, in the words of Go's net/url; undefined when it is one. */
  readonly fault: string | undefined;
  /** In lower case; empty without one. */
  readonly scheme: string;
  /** The rest after the scheme when no slash follows, without the query. */
  readonly opaque: string;
  /** The text after the first `?`. */
  readonly query: string;
}

/** The characters that a part may contain unescaped; a percent sign starts an escape in each. */
type Part = 'text' | 'host' | 'zone';

const HOST_CHARACTER = /^[A-Za-z0-9!$&'()*+,;=:[\]<>"\-_.~\x80-\uffff]$/;
const USER = /^[A-Za-z0-9\-._:~!$&'()*+,;=%@]*$/;

/** Takes a text apart like a URL. It may be relative: then the scheme is empty. */
export function parseUrl(text: string): ParsedUrl {
  const hash = text.indexOf('#');
  const url = hash < 0 ? text : text.slice(0, hash);
  const parsed = parseWithoutFragment(url);
  if (parsed.fault !== undefined) return { ...parsed, fault: `parse ${quote(url)}: ${parsed.fault}` };
  const fault = hash < 0 ? undefined : escapeFault(text.slice(hash + 1), 'text');
  return fault === undefined ? parsed : failed(`parse ${quote(text)}: ${fault}`);
}

/** The first value of a key of the query; undefined without one. Invalid pairs do not count. */
export function queryValue(query: string, key: string): string | undefined {
  const pairs = query.split('&');
  if (pairs.length > MOST_PARAMETERS) return undefined;
  for (const pair of pairs) {
    const equals = pair.indexOf('=');
    const name = equals < 0 ? pair : pair.slice(0, equals);
    const value = equals < 0 ? '' : pair.slice(equals + 1);
    if (pair.includes(';') || [name, value].some((part) => escapeFault(part, 'text') !== undefined)) continue;
    if (unescape(bytesAsText(name).replaceAll('+', ' ')) === key) return unescape(value);
  }
  return undefined;
}

/** A query with more than so many parameters counts as an empty one. */
const MOST_PARAMETERS = 10_000;

function parseWithoutFragment(text: string): ParsedUrl {
  // eslint-disable-next-line no-control-regex -- control characters are what this looks for
  if (/[\x00-\x1f\x7f]/.test(text)) return failed('net/url: invalid control character in URL');
  if (text.startsWith(':')) return failed('missing protocol scheme');
  const scheme = /^([A-Za-z][A-Za-z0-9+\-.]*):/.exec(text)?.[1] ?? '';
  const behind = scheme === '' ? text : text.slice(scheme.length + 1);
  const mark = behind.indexOf('?');
  const rest = mark < 0 ? behind : behind.slice(0, mark);
  const query = mark < 0 ? '' : behind.slice(mark + 1);
  const parsed = { fault: undefined, scheme: scheme.toLowerCase(), opaque: '', query };

  if (!rest.startsWith('/')) {
    if (scheme !== '') return { ...parsed, opaque: rest };
    // `*` is a request for a whole server, and as such no path.
    if (text === '*') return parsed;
    const [segment = ''] = rest.split('/', 1);
    if (segment.includes(':')) return failed('first path segment in URL cannot contain colon');
  }
  const hasAuthority = rest.startsWith('//') && (scheme !== '' || !rest.startsWith('///'));
  const slash = hasAuthority ? rest.indexOf('/', 2) : 0;
  const authority = hasAuthority ? rest.slice(2, slash < 0 ? undefined : slash) : '';
  const path = slash < 0 ? '' : rest.slice(slash);
  const fault = authorityFault(authority) ?? escapeFault(path, 'text');
  return fault === undefined ? parsed : failed(fault);
}

function failed(fault: string): ParsedUrl {
  return { fault, scheme: '', opaque: '', query: '' };
}

function authorityFault(authority: string): string | undefined {
  const at = authority.lastIndexOf('@');
  const fault = hostFault(authority.slice(at + 1));
  if (fault !== undefined || at < 0) return fault;
  const user = authority.slice(0, at);
  if (!USER.test(user)) return 'net/url: invalid userinfo';
  const colon = user.indexOf(':');
  if (colon < 0) return escapeFault(user, 'text');
  return escapeFault(user.slice(0, colon), 'text') ?? escapeFault(user.slice(colon + 1), 'text');
}

function hostFault(host: string): string | undefined {
  const open = host.lastIndexOf('[');
  if (open > 0) return 'invalid IP-literal';
  if (open < 0) {
    const colon = host.lastIndexOf(':');
    return (colon < 0 ? undefined : portFault(host.slice(colon))) ?? escapeFault(host, 'host');
  }
  const close = host.lastIndexOf(']');
  if (close < 0) return "missing ']' in host";
  const literal = host.slice(1, close);
  const zone = literal.indexOf('%25');
  const address = zone < 0 ? literal : literal.slice(0, zone);
  const fault =
    portFault(host.slice(close + 1)) ??
    escapeFault(address, 'host') ??
    (zone < 0 ? undefined : escapeFault(literal.slice(zone), 'zone'));
  return fault ?? addressFault(unescape(bytesAsText(literal)));
}

function portFault(port: string): string | undefined {
  return port === '' || /^:\d*$/.test(port) ? undefined : `invalid port ${quote(port)} after host`;
}

/** The first bad escape, or the first character that this part must not contain. */
function escapeFault(text: string, part: Part): string | undefined {
  if (part === 'text' && !text.includes('%')) return undefined;
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i);
    if (char === '%') {
      if (!isEscape(text.slice(i, i + 3), part)) {
        // Three bytes are shown, be they whole characters or not.
        return `invalid URL escape ${quote(Buffer.from(text.slice(i, i + 4), 'utf8').subarray(0, 3))}`;
      }
      i += 2;
    } else if (part !== 'text' && !HOST_CHARACTER.test(char)) {
      return `invalid character ${quote(char)} in host name`;
    }
  }
  return undefined;
}

function isEscape(escape: string, part: Part): boolean {
  if (!/^%[0-9A-Fa-f]{2}$/.test(escape)) return false;
  if (part === 'text' || escape === '%25') return true;
  const code = parseInt(escape.slice(1), 16);
  // A host may only hide bytes that are not ASCII, a zone only what it might show, and spaces.
  if (part === 'host') return code >= 0x80;
  return code === 0x20 || (code < 0x80 && HOST_CHARACTER.test(String.fromCharCode(code)));
}

/** A text with one character a byte, in which escapes can be replaced by bytes. */
function bytesAsText(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

function unescape(text: string): string {
  return text.replace(/%([0-9A-Fa-f]{2})/g, (_, digits: string) => String.fromCharCode(parseInt(digits, 16)));
}
