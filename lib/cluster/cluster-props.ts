import type { ChartProps } from 'cdk8s';

import type { AuditPolicy } from '../audit/policy';
import { auditPolicyFault } from '../audit/policy-fault';
import { CORE } from '../core/codes';
import { KvorumError } from '../core/error';
import { ErrorCollector } from '../core/error-collector';
import { show } from '../core/format';
import type { PropType } from '../core/props';
import { checkProps, givenProps } from '../core/props';
import { isPlain } from '../core/type-guards';
import { EtcdConnection } from '../etcd/connection';
import type { EtcdOptions } from '../roles/cluster-options';
import type { IApiEndpoint, IDistribution, IInfrastructure } from '../roles/roles';
import type { SchedulerExtender } from '../roles/scheduler-extender';
import { TOPOLOGY } from '../topology/codes';
import type { Replicas } from '../topology/quorum';
import { REPLICAS } from '../topology/quorum';
import { CLUSTER } from './codes';

/** Props of `MultiMasterCluster`. */
export interface MultiMasterClusterProps extends ChartProps {
  /** How many masters. An even number does not compile: it tolerates no more losses than the odd one below it. */
  readonly replicas: Replicas;
  /**
   * Which Kubernetes runs on the machines.
   *
   * @default - Deckhouse of the default release, with a warning
   */
  readonly distribution?: IDistribution;
  /**
   * Where the machines come from.
   *
   * @default - static hosts that are managed elsewhere, with a warning: no machines and no addresses are written
   */
  readonly infrastructure?: IInfrastructure;
  /**
   * By which address the API is reached.
   *
   * @default - the distribution's own way
   */
  readonly endpoint?: IApiEndpoint;
  /**
   * The audit policy of the API server.
   *
   * @default - that of the distribution; of Deckhouse its built-in rules and `AuditPolicy.recommended()`
   */
  readonly audit?: AuditPolicy;
  /**
   * The etcd: its backup, or an etcd outside of the cluster.
   *
   * @default - as the distribution does it; Deckhouse makes a backup each night, from 1.70
   */
  readonly etcd?: EtcdOptions;
  /**
   * Extenders of the scheduler. They are asked in this order.
   *
   * @default - none
   */
  readonly scheduler?: readonly SchedulerExtender[];
  /**
   * Name of the master that the control plane starts from, and that the others join.
   *
   * @default - the first master that the infrastructure names
   */
  readonly firstMaster?: string;
}

const PROPS = {
  replicas: 'any',
  distribution: 'any',
  infrastructure: 'any',
  endpoint: 'any',
  audit: 'any',
  etcd: 'object',
  scheduler: 'list',
  firstMaster: 'text',
  namespace: 'text',
  labels: 'object',
  disableResourceNameHashes: 'flag',
} as const satisfies Record<keyof MultiMasterClusterProps, PropType>;

/**
 * The props of a cluster, read once and checked.
 *
 * @throws KV1201 and KV1203 for props that are unknown or of another type, KV2001 for a number of masters that is not one
 * of `Replicas`, KV2503 for strategies without the methods of their role; all of them in one error.
 */
export function checkedClusterProps(path: string, props: MultiMasterClusterProps): MultiMasterClusterProps {
  const given = givenProps(path, props);
  const errors = new ErrorCollector();
  errors.attempt(() => checkProps(path, given, PROPS));
  checkReplicas(path, given, errors);
  checkRoles(path, given, errors);
  checkAudit(path, given.audit, errors);
  if (isPlain(given.etcd)) checkEtcd(path, given.etcd, errors);
  errors.throwAll();
  return given;
}

function checkAudit(path: string, audit: unknown, errors: ErrorCollector): void {
  const fault = audit === undefined ? undefined : auditPolicyFault(path, 'audit', audit);
  if (fault !== undefined) errors.add(fault);
}

function checkEtcd(path: string, etcd: EtcdOptions, errors: ErrorCollector): void {
  errors.attempt(() => checkProps(path, etcd, { backup: 'object', external: 'any' }, 'etcd'));
  const { backup, external } = etcd;
  if (isPlain(backup)) {
    errors.attempt(() => checkProps(path, backup, { schedule: 'text', hostPath: 'text' }, 'etcd.backup'));
  }
  if (external === undefined || external instanceof EtcdConnection) return;
  const details = { message: 'this is not a connection to an etcd', property: 'etcd.external', given: show(external) };
  errors.add(new KvorumError(CORE.wrongType, path, { ...details, allowed: 'an EtcdConnection of kvorum/etcd' }));
}

function checkReplicas(path: string, props: MultiMasterClusterProps, errors: ErrorCollector): void {
  const given: unknown = props.replicas;
  if (REPLICAS.includes(given as Replicas)) return;
  errors.add(
    new KvorumError(TOPOLOGY.badReplicas, path, {
      message: 'a control plane cannot have this number of masters',
      property: 'replicas',
      given: show(given),
      allowed: "1, 3, 5, 7, '2+arbiter'",
      fix: given === 2 ? "set replicas: '2+arbiter' (Deckhouse 1.75 and later), or 3" : 'set replicas to 3',
    }),
  );
}

const ROLE_METHODS = [
  ['distribution', ['bindDistribution']],
  ['infrastructure', ['bindHosts', 'bindMachines']],
  ['endpoint', ['bindEndpoint']],
] as const;

function checkRoles(path: string, props: MultiMasterClusterProps, errors: ErrorCollector): void {
  for (const [property, methods] of ROLE_METHODS) {
    const strategy = props[property] as unknown as Readonly<Record<string, unknown>> | undefined;
    if (strategy === undefined) continue;
    const hasMethods = methods.every((method) => typeof strategy[method] === 'function');
    const servesList = property !== 'distribution' || Array.isArray(strategy.serves);
    if (hasMethods && servesList) continue;
    const allowed = [...methods, ...(servesList ? [] : ['serves, a list of options'])].join(', ');
    const details = { message: 'this object does not implement the role', property, given: show(strategy), allowed };
    errors.add(new KvorumError(CLUSTER.badRole, path, details));
  }
}
