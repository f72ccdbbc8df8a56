import { DnsName } from '../core/dns-name';
import type { FindingDetails } from '../core/error';
import { joinErrors, KvorumError, raise } from '../core/error';
import { show, typeName } from '../core/format';
import { isPlain } from '../core/type-guards';
import type { ClusterContext } from '../roles/cluster-context';
import { ROLES } from '../roles/codes';
import type { HostPlan } from '../roles/plans';
import type { ClusterStep } from '../topology/cluster-step';

/**
 * The steps of all plans in one order, each with the steps that come before it.
 *
 * @param plans The steps of the plans, in the order in which the plans are carried out.
 * @throws KV2209 for invalid steps.
 */
export function orderedSteps(
  context: ClusterContext,
  { hosts }: HostPlan,
  plans: readonly (readonly ClusterStep[] | undefined)[],
): readonly ClusterStep[] {
  const steps = plans.flatMap((plan) => plan ?? []);
  const errors: KvorumError[] = [];
  const report = (i: number, details: FindingDetails): void => {
    errors.push(new KvorumError(ROLES.badStep, context.chart, { property: `steps[${i}]`, ...details }));
  };
  const known = new Set<string>();
  const names = new Set(hosts.map(({ name }) => name));
  steps.forEach((step, i) => {
    if (!isPlain(step)) return report(i, { message: 'the step is not an object', given: typeName(step) });
    checkWords(step, i, report);
    const { id, hosts: on = [], after = [] } = step;
    if (!DnsName.isLabel(id)) report(i, { message: 'the id of the step is not usable', given: show(id) });
    if (known.has(id)) report(i, { message: `two steps have the id ${id}`, given: id });
    for (const other of after.filter((other) => !known.has(other))) {
      report(i, { message: `the step ${id} waits for a step that does not come before it`, given: show(other) });
    }
    for (const host of on.filter((host) => !names.has(host))) {
      report(i, { message: `the step ${id} names a host that the cluster does not have`, given: show(host) });
    }
    known.add(id);
  });
  if (errors.length > 0) raise(joinErrors(errors));
  return steps.map((step, i): ClusterStep => ({
    ...step,
    after: step.after ?? steps.slice(i - 1, i).map((s) => s.id),
  }));
}

/** A line break in the word of a command or in a title would tear reports and runbooks apart. */
function checkWords(step: ClusterStep, i: number, report: (i: number, details: FindingDetails) => void): void {
  const { title, where, run = [], files = [], until } = step;
  const words = [...run, ...(until?.run ?? [])];
  if (!isLine(title) || (until !== undefined && !isLine(until.title))) {
    report(i, { message: 'the title of a step is one line of text', given: show(title) });
  }
  if (where !== 'workstation' && where !== 'host') {
    report(i, { message: 'the place of the step is unknown', given: show(where), allowed: 'workstation, host' });
  }
  for (const word of [...words, ...files]) {
    const text: unknown = isPlain(word) ? word.file : word;
    if (!isLine(text)) report(i, { message: 'a word of a command is one line of text, or a file', given: show(text) });
  }
}

function isLine(text: unknown): boolean {
  return typeof text === 'string' && text.trim() !== '' && !/[\0\r\n]/.test(text);
}
