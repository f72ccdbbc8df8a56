/**
 * The spelling of a version in which configs are looked up: `01.3.0` gives `1.3.0`, `1.8.0-experimental+x` itself.
 *
 * @returns undefined when the text is not a version: three numbers, then possibly a pre-release and metadata.
 */
export function parseSemver(text: string): string | undefined {
  const [beforeMetadata, metadata] = cut(text, '+');
  const [numbers, preRelease] = cut(beforeMetadata, '-');
  const parts = numbers.split('.');
  if (parts.length !== 3 || !parts.every(isNumber)) return undefined;
  if (![preRelease, metadata].every((id) => id === '' || IDENTIFIER.test(id))) return undefined;
  const core = parts.map((part) => part.replace(/^0+(?=\d)/, '')).join('.');
  return `${core}${preRelease && `-${preRelease}`}${metadata && `+${metadata}`}`;
}

const IDENTIFIER = /^[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*$/;
const LARGEST = '9223372036854775807';

function isNumber(part: string): boolean {
  if (!/^\d+$/.test(part)) return false;
  const digits = part.replace(/^0+/, '');
  return digits.length < LARGEST.length || (digits.length === LARGEST.length && digits <= LARGEST);
}

function cut(text: string, delimiter: string): readonly [string, string] {
  const at = text.indexOf(delimiter);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}
