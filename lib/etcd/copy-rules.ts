import { Findings } from '../core/findings';
import type { Construct } from 'constructs';
import type { AgeEncryption } from './age-encryption';
import { ETCD } from './codes';
import type { IOffClusterCopy } from './off-cluster';

/** Warns where snapshots leave the cluster as they are. */
export function warnOfPlainCopy(scope: Construct, copy: IOffClusterCopy, encryption: AgeEncryption | undefined): void {
  if (copy.encrypts || encryption !== undefined) return;
  Findings.of(scope).report(ETCD.plainCopy, { message: 'nothing encrypts what is copied', property: 'encryption' });
}
