/** Random numbers that a seed repeats. */
export class Mulberry {
  /**
   * @param state The seed, a whole number.
   */
  public constructor(private state: number) {}

  /** A whole number from 0 to below the limit. */
  public below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  /** One of a list. */
  public pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T;
  }

  /** Each item with one chance in so many. */
  public some<T>(list: readonly T[], oneIn: number): readonly T[] {
    return list.filter(() => this.below(oneIn) === 0);
  }

  private next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }
}
