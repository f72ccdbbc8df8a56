import type { RawScalar } from '../../yaml/node';

/** The anchor and the tag in front of a scalar's own text. */
const PROPERTIES = /(?:[&!]\S*\s+)*/y;
const BREAK = /\r\n|[\n\r\u0085\u2028\u2029]/g;

/** A line of a scalar's text: where it begins there, and in the document. */
interface Line {
  readonly inner: number;
  readonly outer: number;
}

/** Maps places in the text of a scalar to places in its document. */
export class ScalarPlaces {
  private readonly lines: readonly Line[];

  /**
   * @param scalar The scalar.
   * @param text The document.
   */
  public constructor({ value, style, start, end }: RawScalar, text: string) {
    PROPERTIES.lastIndex = start;
    const from = start + (PROPERTIES.exec(text)?.[0].length ?? 0);
    const quote = style === 'plain' ? 0 : 1;
    if (style === 'literal') this.lines = linesOfBlock(value, text.slice(from, end), from);
    // On one line and without escapes, the document has the text literally.
    else this.lines = text.startsWith(value, from + quote) ? [{ inner: 0, outer: from + quote }] : [];
  }

  /**
   * The place of a character of the scalar's text in the document; undefined where the document differs: folded, or
   * with escapes.
   *
   * @param offset The number of the character in the text.
   */
  public placeOf(offset: number): number | undefined {
    const { lines } = this;
    let low = 0;
    let high = lines.length - 1;
    if (high < 0) return undefined;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (lines[middle]!.inner <= offset) low = middle;
      else high = middle - 1;
    }
    return lines[low]!.outer + offset - lines[low]!.inner;
  }
}

/** The lines of a literal block; none when they are not those of the document, behind one indentation. */
function linesOfBlock(value: string, block: string, from: number): readonly Line[] {
  const values = value.split('\n');
  const starts = [...block.matchAll(BREAK)].map(({ 0: found, index }) => index + found.length);
  const first = values.findIndex((line) => /[^ ]/.test(line));
  const known = first < 0 ? undefined : starts[first];
  if (known === undefined) return [];
  const indent = block.indexOf(values[first]!, known) - known;
  const lines: Line[] = [];
  let inner = 0;
  for (const [i, line] of values.entries()) {
    const start = starts[i];
    if (start === undefined) break;
    // An empty line may be less indented.
    if (line !== '' && !block.startsWith(line, start + indent)) return [];
    lines.push({ inner, outer: from + start + (line === '' ? 0 : indent) });
    inner += line.length + 1;
  }
  return lines;
}
