const BREAK = /\r\n|[\n\r\x85\u2028\u2029]/g;
const ONLY_LF = /^[^\r\x85\u2028\u2029]*$/;
const HALF = /[\ud800-\udfff]/;

/** Where lines end. */
export type LineBreaks = 'yaml' | 'json';

/**
 * Lines and columns of a text, both from 1. Lines end where those of YAML 1.1 do, or at line feeds alone, and columns count
 * characters, not their units in memory.
 *
 * It costs nothing until it is asked.
 */
export class LineMap {
  private starts: readonly number[] | undefined;
  private hasHalves = false;
  // Where the last question was answered: the next one is about a place near behind it.
  private lastOffset = 0;
  private lastColumn = 1;

  /**
   * @param text The text.
   * @param breaks Where its lines end: in YAML at more characters than in JSON.
   */
  public constructor(
    private readonly text: string,
    private readonly breaks: LineBreaks = 'yaml',
  ) {}

  /** The line of an offset. What stands behind the end of the text is on a line of its own. */
  public lineOf(offset: number): number {
    return this.indexOf(offset) + 1;
  }

  /** The column of an offset. */
  public columnOf(offset: number): number {
    const start = this.lineStarts()[this.indexOf(offset)]!;
    if (!this.hasHalves) return offset - start + 1;
    const isBehind = this.lastOffset >= start && this.lastOffset <= offset;
    const from = isBehind ? this.lastOffset : start;
    let column = (isBehind ? this.lastColumn : 1) + offset - from;
    for (let i = from; i < offset; i++) {
      // The second half of a character that has two.
      if ((this.text.charCodeAt(i) & 0xfc00) === 0xdc00) column -= 1;
    }
    this.lastOffset = offset;
    this.lastColumn = column;
    return column;
  }

  private indexOf(offset: number): number {
    const starts = this.lineStarts();
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  private lineStarts(): readonly number[] {
    if (this.starts === undefined) {
      this.starts = lineStarts(this.text, this.breaks);
      this.hasHalves = HALF.test(this.text);
    }
    return this.starts;
  }
}

function lineStarts(text: string, breaks: LineBreaks): readonly number[] {
  const starts = [0];
  if (breaks === 'json' || ONLY_LF.test(text)) {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  } else {
    for (const { 0: found, index } of text.matchAll(BREAK)) starts.push(index + found.length);
  }
  if (starts[starts.length - 1]! < text.length) starts.push(text.length + 1);
  return starts;
}
