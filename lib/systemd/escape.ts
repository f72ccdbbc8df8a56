/**
 * The name that systemd gives to the unit of a path, without its extension: `/var/lib/etcd` gives `var-lib-etcd`, and
 * characters that a name cannot contain are written like `\x2d`.
 */
export function escapePath(path: string): string {
  const parts = path.split('/').filter((part) => part !== '');
  const name = parts.map(escapePart).join('-');
  return name === '' ? '-' : name.replace(/^\./, '\\x2e');
}

function escapePart(part: string): string {
  if (/^[\w:.]*$/.test(part)) return part;
  return Array.from(Buffer.from(part, 'utf8'), (byte) => {
    const char = String.fromCharCode(byte);
    return /[\w:.]/.test(char) ? char : `\\x${byte.toString(16)}`;
  }).join('');
}

/** The path of a unit name, without its extension: the reverse of `escapePath`. */
export function unescapePath(name: string): string {
  const bytes = name
    .split(/(\\x[0-9a-f]{2})/)
    .map((part, i) => (i % 2 === 0 ? Buffer.from(part.replace(/-/g, '/')) : Buffer.from(part.slice(2), 'hex')));
  return `/${Buffer.concat(bytes).toString()}`.replace(/^\/\/+/, '/');
}
