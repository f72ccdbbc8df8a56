import { App, Chart } from 'cdk8s';
import type { KvorumError } from 'kvorum';

import { errorsOf } from '../support/errors';

/** Every error with which a construct is refused; it must leave no trace. Empty when it is accepted. */
export function refusedBy(make: (chart: Chart) => unknown): readonly KvorumError[] {
  const chart = new Chart(new App(), 'etcd');
  const errors = errorsOf(() => make(chart));
  if (errors.length > 0) expect(chart.node.children).toEqual([]);
  return errors;
}
