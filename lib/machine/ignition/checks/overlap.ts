import type { ConfigObject } from '../../value';
import { numberOf } from '../../value';

/** The place of a partition, in MiB, both ends included. With a negative size the end is before the start. */
interface Extent {
  /** Of the partition in its list. */
  readonly index: number;
  readonly start: bigint;
  readonly end: bigint;
}

/** The index of a partition that overlaps another one; -1 when none does. Partitions without a place do not overlap. */
export function overlap(partitions: readonly ConfigObject[]): number {
  const extents: Extent[] = [];
  partitions.forEach((partition, index) => {
    const [start, size] = [numberOf(partition, 'start_mib'), numberOf(partition, 'size_mib')];
    if (start === undefined || size === undefined || BigInt(start) === 0n) return;
    const from = BigInt(start);
    extents.push({ index, start: from, end: BigInt(size) === 0n ? from : BigInt.asIntN(64, from + BigInt(size) - 1n) });
  });
  if (extents.length < 2) return -1;
  // The real program checks every pair; for a disk with many partitions this is done only where needed.
  const sorted = new SortedExtents(extents);
  const first = extents.find((extent) => sorted.meets(extent));
  return first === undefined ? -1 : extents.find((other) => other !== first && lieOver(first, other))!.index;
}

/** Whether one overlaps the other, as the real program checks it. */
function lieOver(p: Extent, o: Extent): boolean {
  return (
    (p.start >= o.start && p.start <= o.end) ||
    (p.end >= o.start && p.end <= o.end) ||
    (p.start < o.start && p.end > o.end)
  );
}

/** Finds whether an extent overlaps any other, without checking each. */
class SortedExtents {
  private readonly starts: readonly bigint[];
  private readonly ends: readonly bigint[];
  private readonly inverted: readonly Extent[];
  /** The least end of those inverted that begin as far behind, or farther. */
  private readonly least: readonly bigint[];

  public constructor(extents: readonly Extent[]) {
    const straight = extents.filter(({ start, end }) => end >= start);
    this.starts = straight.map(({ start }) => start).sort(compare);
    this.ends = straight.map(({ end }) => end).sort(compare);
    this.inverted = extents.filter(({ start, end }) => end < start).sort((a, b) => compare(a.start, b.start));
    const least: bigint[] = [];
    for (let i = this.inverted.length - 1; i >= 0; i--) {
      const { end } = this.inverted[i]!;
      const after = least[i + 1];
      least[i] = after === undefined || end < after ? end : after;
    }
    this.least = least;
  }

  public meets({ start, end }: Extent): boolean {
    const inside = firstAbove(this.inverted, (its) => its.start > start);
    if (inside < this.inverted.length && this.least[inside]! < end) return true;
    // It is one of those that it meets itself.
    if (end >= start) return this.count(start, end) > 1;
    return this.count(start, start) > 0 || this.count(end, end) > 0;
  }

  /** How many have something between two places. */
  private count(from: bigint, to: bigint): number {
    const begun = firstAbove(this.starts, (start) => start > to);
    return begun - firstAbove(this.ends, (end) => end >= from);
  }
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Where a sorted list begins to be above something. */
function firstAbove<T>(list: readonly T[], isAbove: (item: T) => boolean): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isAbove(list[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
}
