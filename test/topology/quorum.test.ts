import fc from 'fast-check';

import { etcdMembersOf, isQuorate, mastersOf, quorumOf, REPLICAS, tolerated } from '../../lib/topology';
import { runs } from '../support/seed';

it.each([
  [1, 1, 1, 1, 0],
  [3, 3, 3, 2, 1],
  [5, 5, 5, 3, 2],
  [7, 7, 7, 4, 3],
  ['2+arbiter', 2, 3, 2, 1],
] as const)(
  'replicas %s: %d masters, %d members, a quorum of %d, %d may be lost',
  (replicas, masters, members, quorum, lost) => {
    expect([mastersOf(replicas), etcdMembersOf(replicas), quorumOf(members), tolerated(members)]).toEqual([
      masters,
      members,
      quorum,
      lost,
    ]);
  },
);

it('every value of replicas is sound', () => {
  expect(REPLICAS).toEqual([1, 3, 5, 7, '2+arbiter']);
  for (const replicas of REPLICAS) expect(isQuorate(mastersOf(replicas), replicas === '2+arbiter')).toBe(true);
});

it('two quorums always share a member, and what may be lost leaves one', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1000 }), (members) => {
      expect(2 * quorumOf(members)).toBeGreaterThan(members);
      expect(members - tolerated(members)).toBe(quorumOf(members));
      expect(members - tolerated(members) - 1).toBeLessThan(quorumOf(members));
    }),
    runs(100),
  );
});

it('a sound number of members tolerates more than the number below it; another one does not', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 1000 }), (masters) => {
      expect(isQuorate(masters, false)).toBe(tolerated(masters) > tolerated(masters - 1));
    }),
    runs(100),
  );
});

it('an arbiter is sound beside two masters alone', () => {
  fc.assert(
    fc.property(fc.nat(100), (masters) => isQuorate(masters, true) === (masters === 2)),
    runs(100),
  );
});
