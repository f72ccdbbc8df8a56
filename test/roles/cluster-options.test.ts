import { Deckhouse, DeckhouseRelease } from '../../lib/deckhouse';
import type { ClusterOption } from '../../lib/roles';
import { OPTION_SERVED_BY } from '../../lib/roles/cluster-options';

it('the table of options agrees with what the distributions serve', () => {
  const { name, serves } = new Deckhouse({ release: DeckhouseRelease.V1_76 });
  const served = (Object.keys(OPTION_SERVED_BY) as ClusterOption[]).filter((o) => OPTION_SERVED_BY[o] === name);
  expect(served.sort()).toEqual([...serves].sort());
});
