import { App, Chart } from 'cdk8s';
import { KvorumError } from 'kvorum';

/** Every error with which a construct is refused; it must leave no trace. Empty when it is taken. */
export function refusedBy(make: (chart: Chart) => unknown): readonly KvorumError[] {
  const chart = new Chart(new App(), 'etcd');
  try {
    make(chart);
  } catch (error) {
    if (!KvorumError.isKvorumError(error)) throw error;
    expect(chart.node.children).toEqual([]);
    return error.all;
  }
  return [];
}

/** `CODE property` of each error. */
export function codesOf(errors: readonly KvorumError[]): readonly string[] {
  return errors.map((e) => `${e.code} ${e.property}`.trim());
}
