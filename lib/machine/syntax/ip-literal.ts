import { quote } from './quote';

/**
 * Why a host in square brackets is not an IPv6 address, in the words of Go's net/netip.
 *
 * @param address One character a byte.
 */
export function addressFault(address: string): string | undefined {
  const mark = /[.:%]/.exec(address)?.[0];
  if (mark === undefined) return fault(address, 'unable to parse IP');
  if (mark === '%') return fault(address, 'missing IPv6 address');
  if (mark === '.') return ipv4Fault(address, address) ?? 'invalid IP-literal';
  return ipv6Fault(address);
}

function fault(address: string, message: string, at = ''): string {
  const place = at === '' ? '' : ` (at ${quoted(at)})`;
  return `invalid host: ParseAddr(${quoted(address)}): ${message}${place}`;
}

function quoted(text: string): string {
  return quote(Buffer.from(text, 'latin1'));
}

function ipv6Fault(address: string): string | undefined {
  const percent = address.indexOf('%');
  if (percent >= 0 && percent === address.length - 1) return fault(address, 'zone must be a non-empty string');
  let rest = percent < 0 ? address : address.slice(0, percent);
  let ellipsis = rest.startsWith('::');
  if (ellipsis) rest = rest.slice(2);
  if (ellipsis && rest === '') return undefined;

  let bytes = 0;
  while (bytes < 16) {
    const digits = /^[0-9A-Fa-f]*/.exec(rest)?.[0].length ?? 0;
    if (digits > 4) return fault(address, 'each group must have 4 or less digits', rest);
    if (digits === 0) return fault(address, 'each colon-separated field must have at least one digit', rest);
    if (rest[digits] === '.') {
      if (!ellipsis && bytes !== 12) {
        return fault(address, 'embedded IPv4 address must replace the final 2 fields of the address', rest);
      }
      if (bytes > 12) {
        return fault(address, 'too many hex fields to fit an embedded IPv4 at the end of the address', rest);
      }
      const wrong = ipv4Fault(address, rest);
      if (wrong !== undefined) return wrong;
      rest = '';
      bytes += 4;
      break;
    }
    bytes += 2;
    rest = rest.slice(digits);
    if (rest === '') break;
    if (!rest.startsWith(':')) return fault(address, 'unexpected character, want colon', rest);
    if (rest === ':') return fault(address, 'colon must be followed by more characters', rest);
    rest = rest.slice(1);
    if (rest.startsWith(':')) {
      if (ellipsis) return fault(address, 'multiple :: in address', rest);
      ellipsis = true;
      rest = rest.slice(1);
      if (rest === '') break;
    }
  }
  if (rest !== '') return fault(address, 'trailing garbage after address', rest);
  if (bytes < 16) return ellipsis ? undefined : fault(address, 'address string too short');
  return ellipsis ? fault(address, 'the :: must expand to at least one field of zeros') : undefined;
}

/** The fault of four numbers and three dots, which are an address or the end of one. */
function ipv4Fault(address: string, text: string): string | undefined {
  let dots = 0;
  let value = 0;
  let digits = 0;
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i);
    const rest = text.slice(i);
    if (char >= '0' && char <= '9') {
      if (digits === 1 && value === 0) return fault(address, 'IPv4 field has octet with leading zero');
      value = value * 10 + Number(char);
      digits++;
      if (value > 255) return fault(address, 'IPv4 field has value >255');
    } else if (char === '.') {
      if (i === 0 || rest === '.' || text[i - 1] === '.') {
        return fault(address, 'IPv4 field must have at least one digit', rest);
      }
      if (dots === 3) return fault(address, 'IPv4 address too long');
      dots++;
      value = 0;
      digits = 0;
    } else {
      return fault(address, 'unexpected character', rest);
    }
  }
  return dots < 3 ? fault(address, 'IPv4 address too short') : undefined;
}
