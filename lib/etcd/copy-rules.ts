import type { ShapeFault } from '../core/check-shape';
import { CORE } from '../core/codes';
import { Findings } from '../core/findings';
import { show, typeName } from '../core/format';
import type { Construct } from 'constructs';
import type { AgeEncryption } from './age-encryption';
import { ETCD } from './codes';
import type { Given } from './given';
import type { IOffClusterCopy } from './off-cluster';

/** The faults of props that are no encryption, or no place off the cluster. Classes from another copy of the library count. */
export function copyFaults({ encryption, offCluster }: Given['props']): readonly ShapeFault[] {
  const fault = (property: string, given: unknown, allowed: string): ShapeFault => {
    const details = { message: `the value is ${typeName(given)}`, property, given: show(given), allowed };
    return { type: CORE.wrongType, details };
  };
  const age = encryption as Partial<AgeEncryption> | undefined;
  const copy = offCluster as Partial<IOffClusterCopy> | undefined;
  return [
    ...(age === undefined || typeof age.encrypt === 'function' ? [] : [fault('encryption', age, 'an AgeEncryption')]),
    ...(copy === undefined || (typeof copy.copyTo === 'function' && typeof copy.fetchNewest === 'function')
      ? []
      : [fault('offCluster', copy, 'a ResticRepository or an RcloneRemote')]),
  ];
}

/** Warns where snapshots leave the cluster as they are. */
export function warnOfPlainCopy(scope: Construct, copy: IOffClusterCopy, encryption: AgeEncryption | undefined): void {
  if (copy.encrypts || encryption !== undefined) return;
  Findings.of(scope).report(ETCD.plainCopy, { message: 'nothing encrypts what is copied', property: 'encryption' });
}
