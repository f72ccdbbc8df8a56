const SLASHES_AND_LETTERS = /[A-Za-z0-9+/]/;

/**
 * The fault of base64 text, in the words of Go's decoder, which skips line feeds and minds the padding.
 *
 * @param text Of the base64 alphabet, `=` and line feeds only.
 */
export function base64Fault(text: string): string | undefined {
  if (text.length % 4 === 0 && /^={0,2}$/.test(paddingOf(text)) && !text.includes('\n')) return undefined;
  const at = faultAt(text);
  return at === undefined ? undefined : `illegal base64 data at input byte ${at}`;
}

/** All from the first padding character on. */
function paddingOf(text: string): string {
  const at = text.indexOf('=');
  return at < 0 ? '' : text.slice(at);
}

function faultAt(text: string): number | undefined {
  let digits = 0;
  let at = 0;
  for (; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === '=') break;
    if (SLASHES_AND_LETTERS.test(char)) digits = (digits + 1) % 4;
  }
  if (at === text.length) return digits === 0 ? undefined : incompleteAt(text, digits);
  if (digits < 2) return at;
  let next = pastLineFeeds(text, at + 1);
  if (digits === 2) {
    if (next === text.length) return text.length;
    if (text[next] !== '=') return next - 1;
    next = pastLineFeeds(text, next + 1);
  }
  return next === text.length ? undefined : next;
}

/** Go counts back from the end as many bytes as it has digits, whether or not there are line feeds between them. */
function incompleteAt(text: string, digits: number): number {
  return text.length - digits;
}

function pastLineFeeds(text: string, from: number): number {
  let at = from;
  while (text[at] === '\n') at++;
  return at;
}
