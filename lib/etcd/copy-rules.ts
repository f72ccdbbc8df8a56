import { Findings } from '../core/findings';
import type { Construct } from 'constructs';
import type { AgeEncryption } from './age-encryption';
import { ETCD } from './codes';
import type { IOffClusterCopy } from './off-cluster';

/** Warns when snapshots leave the cluster unencrypted. */
export function warnOfPlainCopy(scope: Construct, copy: IOffClusterCopy, encryption: AgeEncryption | undefined): void {
  if (copy.encrypts || encryption !== undefined) return;
  Findings.of(scope).report(ETCD.plainCopy, { message: 'the copies are not encrypted', property: 'encryption' });
}
