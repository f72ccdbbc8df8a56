const BREAK = /\r\n|[\n\r\x85\u2028\u2029]/g;
const ONLY_LF = /^[^\r\x85\u2028\u2029]*$/;
const HALF = /[\ud800-\udfff]/;

/** Where lines end. */
export type LineBreaks = 'yaml' | 'json';

/**
 * Lines and columns of a text, both from 1. Lines end where those of YAML 1.1 do, or at line feeds alone, and columns
 * count characters, not their units in memory.
 *
 * It is built at its first use.
 */
export class LineMap {
  private starts: readonly number[] | undefined;
  // The number of low surrogates before each block of the text; undefined when there are none.
  private halves: Uint32Array | undefined;

  /**
   * @param text The text.
   * @param breaks Where its lines end: in YAML at more characters than in JSON.
   */
  public constructor(
    private readonly text: string,
    private readonly breaks: LineBreaks = 'yaml',
  ) {}

  /** The line of an offset. An offset after the end of the text is on a separate line. */
  public lineOf(offset: number): number {
    return this.indexOf(offset) + 1;
  }

  /** The column of an offset. */
  public columnOf(offset: number): number {
    const start = this.lineStarts()[this.indexOf(offset)]!;
    return offset - start + 1 - (this.halves === undefined ? 0 : this.halvesBefore(offset) - this.halvesBefore(start));
  }

  private halvesBefore(offset: number): number {
    const block = Math.min(offset >> BLOCK, this.halves!.length - 1);
    let count = this.halves![block]!;
    for (let i = block << BLOCK; i < offset; i++) count += secondHalf(this.text, i);
    return count;
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
      if (HALF.test(this.text)) this.halves = countHalves(this.text);
    }
    return this.starts;
  }
}

const BLOCK = 10;

function secondHalf(text: string, at: number): 0 | 1 {
  return (text.charCodeAt(at) & 0xfc00) === 0xdc00 ? 1 : 0;
}

function countHalves(text: string): Uint32Array {
  const counts = new Uint32Array((text.length >> BLOCK) + 1);
  let count = 0;
  for (let i = 0; i < text.length; i++) {
    if ((i & ((1 << BLOCK) - 1)) === 0) counts[i >> BLOCK] = count;
    count += secondHalf(text, i);
  }
  if ((text.length & ((1 << BLOCK) - 1)) === 0) counts[text.length >> BLOCK] = count;
  return counts;
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
