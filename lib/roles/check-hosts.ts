import type { IConstruct } from 'constructs';

import type { FindingDetails } from '../core/error';
import { joinErrors, KvorumError, raise } from '../core/error';
import type { FindingType } from '../core/finding-type';
import { show } from '../core/format';
import { LABEL_KEY_FORM, LABEL_VALUE_FORM } from '../core/labels';
import { DnsName } from '../core/dns-name';
import { isPlain } from '../core/type-guards';
import { TOPOLOGY } from '../topology/codes';
import type { Host } from '../topology/host';
import type { ClusterContext } from './cluster-context';

/** Collects the faults of a cluster's hosts and plans, to report them all at once. */
export class HostFaults {
  private readonly errors: KvorumError[] = [];

  public constructor(private readonly scope: IConstruct) {}

  public add(type: FindingType, details: FindingDetails): void {
    this.errors.push(new KvorumError(type, this.scope, details));
  }

  public throwAll(): void {
    if (this.errors.length > 0) raise(joinErrors(this.errors));
  }
}

/** The fields that a host has wherever it is described, beside its address. */
export interface HostFields {
  readonly name?: unknown;
  readonly zone?: unknown;
  readonly group?: unknown;
  readonly labels?: unknown;
  readonly bootstrapped?: unknown;
}

/**
 * Checks the fields that hosts have in every infrastructure.
 *
 * @param at The place of the host in the props or the plan.
 */
export function checkHostFields(fields: HostFields, at: string, faults: HostFaults): void {
  const report = (key: string, message: string, value: unknown, allowed: string): void =>
    faults.add(TOPOLOGY.badHost, { message, property: `${at}.${key}`, given: show(value), allowed });
  const { name, zone, group, labels, bootstrapped } = fields;
  if (!DnsName.isSubdomain(name)) {
    report('name', 'the host has no usable name', name, 'lower-case letters, digits, hyphens and dots (DNS-1123)');
  }
  for (const [key, value] of Object.entries({ zone, group })) {
    if (value !== undefined && typeof value !== 'string') {
      report(key, 'the value has the wrong type', value, 'a text');
    }
  }
  if (bootstrapped !== undefined && typeof bootstrapped !== 'boolean') {
    report('bootstrapped', 'the value has the wrong type', bootstrapped, 'true or false');
  }
  if (labels !== undefined) checkLabels(labels, report);
}

function checkLabels(
  labels: unknown,
  report: (key: string, message: string, value: unknown, allowed: string) => void,
): void {
  if (!isPlain(labels)) return report('labels', 'the labels are not an object', labels, 'an object of texts');
  for (const [key, value] of Object.entries(labels)) {
    const place = `labels.${show(key)}`;
    if (key.length > (LABEL_KEY_FORM.maxLength ?? 0) || LABEL_KEY_FORM.pattern?.test(key) !== true) {
      report(place, 'the key of the label is not of the form that Kubernetes takes', key, LABEL_KEY_FORM.form ?? '');
    }
    const fits = typeof value === 'string' && value.length <= 63 && LABEL_VALUE_FORM.pattern?.test(value) === true;
    if (!fits) report(place, 'the label is not of the form that Kubernetes takes', value, LABEL_VALUE_FORM.form ?? '');
  }
}

/** Reports names and addresses that two hosts have. */
export function checkUnique(hosts: readonly Host[], faults: HostFaults): void {
  const values = {
    name: hosts.map(({ name }) => name as unknown),
    // Tokens of several addresses may look alike before apply.
    address: hosts.map(({ address }) => address.ifFixed),
  };
  for (const [key, list] of Object.entries(values)) {
    const seen = new Set<unknown>();
    for (const value of list) {
      if (typeof value !== 'string') continue;
      if (seen.has(value)) {
        const details = { message: `two hosts have the same ${key}`, property: 'infrastructure', given: value };
        faults.add(TOPOLOGY.duplicateHost, details);
      }
      seen.add(value);
    }
  }
}

/** Reports a number of masters that differs from the replicas. */
export function checkMasterCount(context: ClusterContext, masters: number, faults: HostFaults): void {
  if (masters === context.masters) return;
  faults.add(TOPOLOGY.hostCount, {
    message: 'the number of master hosts is not the number of replicas',
    property: 'infrastructure.masters',
    given: `${count(masters)}, replicas ${context.replicas}`,
    allowed: count(context.masters),
    fix: `name ${count(context.masters)} in masters, or change replicas`,
  });
}

function count(hosts: number): string {
  return hosts === 1 ? '1 host' : `${hosts} hosts`;
}
