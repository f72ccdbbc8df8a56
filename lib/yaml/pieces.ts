// Go's readers take a file by pieces of so many bytes, and look at the characters of a piece before they cut tokens from
// it. What stands in a piece behind the end of the first document is not looked at.
const PIECE = 512;

/**
 * Whether a character stands in a piece that is not read.
 *
 * @param text The text.
 * @param readTo Up to where it was read.
 * @param at Where the character stands.
 */
export function isUnread(text: string, readTo: number, at: number): boolean {
  const bytes = Buffer.from(text.slice(0, at));
  const needed = Buffer.byteLength(text.slice(0, readTo));
  let end = 0;
  while (end < needed) {
    end += PIECE;
    if (end > bytes.length) return false;
    // A character that a piece does not hold whole goes into the next one.
    while (((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  }
  return true;
}
