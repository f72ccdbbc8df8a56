import { overlap } from '../../../lib/machine/ignition/checks/overlap';
import { Mulberry } from '../../conformance/mulberry';

interface Partition {
  readonly start_mib: number;
  readonly size_mib: number;
}

/** What the real program does: it looks at every pair. */
function byPairs(partitions: readonly Partition[]): number {
  const extents = partitions
    .map(({ start_mib: start, size_mib: size }, index) => ({
      index,
      start,
      end: size === 0 ? start : start + size - 1,
    }))
    .filter(({ start }) => start !== 0);
  for (const p of extents) {
    for (const o of extents) {
      const isIn = (place: number): boolean => place >= o.start && place <= o.end;
      if (o !== p && (isIn(p.start) || isIn(p.end) || (p.start < o.start && p.end > o.end))) return o.index;
    }
  }
  return -1;
}

describe('partitions that lie over each other', () => {
  it('are found as by a look at every pair, negative sizes included', () => {
    const random = new Mulberry(1);
    const found = new Set<boolean>();
    for (let i = 0; i < 5000; i++) {
      const partitions = Array.from({ length: random.below(7) }, () => ({
        start_mib: random.below(60),
        size_mib: random.below(14) - 5,
      }));
      expect({ partitions, at: overlap([...partitions]) }).toEqual({ partitions, at: byPairs(partitions) });
      found.add(overlap([...partitions]) >= 0);
    }
    expect(found.size).toBe(2);
  });

  it('are looked for only where both places are known', () => {
    expect(overlap([{ start_mib: 1 }, { start_mib: 1, size_mib: 5 }, { size_mib: 5 }])).toBe(-1);
    expect(overlap([{ start_mib: 1, size_mib: 5 }, {}, { start_mib: 5, size_mib: 5 }])).toBe(2);
  });
});
