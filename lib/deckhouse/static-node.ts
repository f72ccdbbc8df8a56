import { Construct } from 'constructs';

import { isPlain } from '../core/check-shape';
import { CORE } from '../core/codes';
import { KvorumError, raise } from '../core/error';
import { pathOf } from '../core/construct-path';
import type { PropType } from '../core/props';
import { checkProps, givenProps } from '../core/props';
import { orRollback } from '../core/rollback';
import { show } from '../core/format';
import { targetOf } from './release';
import type { ISshAccess } from './node-ssh-access';
import type { DeckhouseRelease } from './release';
import { StaticInstance } from './resources/cluster-objects';
import { SKIP_BOOTSTRAP } from './rules/static-instances';
import { GROUP_LABEL } from './static-node-group';

/** Props of `StaticNode`. */
export interface StaticNodeProps {
  /** The machine's IPv4 address. Unique among the nodes. Cannot be changed later. */
  readonly address: string;
  /** The credentials for the machine: a `NodeSshAccess`, or `NodeSshAccess.fromName`. */
  readonly credentials: ISshAccess;
  /**
   * The group that takes the machine: it gets the label `node-group: GROUP`, which `StaticNodeGroup` and
   * `MasterNodeGroup` select by default.
   *
   * @default - none: `labels` decide
   */
  readonly group?: string;
  /**
   * Labels of the StaticInstance. Groups select machines by them.
   *
   * @default - none but that of `group`
   */
  readonly labels?: Readonly<Record<string, string>>;
  /**
   * Annotations of the StaticInstance.
   *
   * @default - none
   */
  readonly annotations?: Readonly<Record<string, string>>;
  /**
   * Adopt a machine that is already a node of the cluster: it is not set up again.
   *
   * Since 1.74.
   *
   * @default false
   */
  readonly adopt?: boolean;
  /**
   * Name of the StaticInstance.
   *
   * @default - the construct's id
   */
  readonly name?: string;
  /**
   * The release that the instance is written for.
   *
   * @default - that of the nearest scope that set one
   */
  readonly release?: DeckhouseRelease;
}

const PROPS = {
  address: 'any',
  credentials: 'any',
  group: 'text',
  labels: 'object',
  annotations: 'object',
  adopt: 'flag',
  name: 'text',
  release: 'any',
} as const satisfies Record<keyof StaticNodeProps, PropType>;

const ADOPTION = '1.74';

/** A machine that the cluster sets up over SSH, or adopts: a StaticInstance with the labels of its group. */
export class StaticNode extends Construct {
  /** The StaticInstance itself, for patches. */
  public readonly resource: StaticInstance;

  /**
   * @throws KV12xx for invalid props, KV1207 for `adopt` before 1.74.
   */
  public constructor(scope: Construct, id: string, props: StaticNodeProps) {
    const path = pathOf(scope, id);
    const given = givenProps(path, props);
    checkProps(path, given, PROPS);
    const release = targetOf(scope, given.release);
    const { address, credentials, group, adopt = false, name = id } = given;
    if (adopt && !release.isAtLeast(ADOPTION)) raise(adoptionTooEarly(path, release));
    if (!isReference(credentials)) raise(noCredentials(path, credentials));
    super(scope, id);
    const labels = { ...given.labels, ...(group !== undefined && { [GROUP_LABEL]: group }) };
    const annotations = { ...given.annotations, ...(adopt && { [SKIP_BOOTSTRAP]: '' }) };
    const metadata = {
      name,
      ...(Object.keys(labels).length > 0 && { labels }),
      ...(Object.keys(annotations).length > 0 && { annotations }),
    };
    const spec = { address, credentialsRef: credentials.credentialsRef };
    this.resource = orRollback(this, () => new StaticInstance(this, 'Resource', { metadata, release, spec }));
  }
}

function isReference(credentials: unknown): boolean {
  return (
    typeof credentials === 'object' &&
    credentials !== null &&
    isPlain((credentials as Partial<ISshAccess>).credentialsRef)
  );
}

function noCredentials(path: string, given: unknown): KvorumError {
  return new KvorumError(CORE.wrongType, path, {
    message: 'the node lacks credentials',
    property: 'credentials',
    given: show(given),
    allowed: 'a NodeSshAccess, or NodeSshAccess.fromName(scope, name)',
  });
}

function adoptionTooEarly(path: string, release: DeckhouseRelease): KvorumError {
  return new KvorumError(CORE.notYetKnown, path, {
    message: `a node can be adopted from release ${ADOPTION}`,
    property: 'adopt',
    given: release.name,
    allowed: `${ADOPTION} and later`,
  });
}
