import type { Construct } from 'constructs';

import type { PlatformKind, PlatformObjectProps } from '../platform-object';
import { OBJECT_NAME, PlatformObject } from '../platform-object';
import { IPV4_FORM } from '../../core/ip';
import { object, oneOf, optional, required, text } from '../../core/shape';

/** The credentials with which a machine is reached. */
export interface CredentialsReference {
  /** The kind of the object. */
  readonly kind: 'SSHCredentials';
  /** Its name. The object must exist. */
  readonly name: string;
  /**
   * Its API version, for example `deckhouse.io/v1alpha2`.
   *
   * @default - the stored one
   */
  readonly apiVersion?: string;
  /**
   * A part of the object. Not read.
   *
   * Since 1.71.
   *
   * @default - none
   */
  readonly fieldPath?: string;
  /**
   * A namespace. The kind has none, and it is not read.
   *
   * Since 1.71.
   *
   * @default - none
   */
  readonly namespace?: string;
  /**
   * A revision of the object. Not read.
   *
   * Since 1.71.
   *
   * @default - none
   */
  readonly resourceVersion?: string;
  /**
   * The object's uid. Not read.
   *
   * Since 1.71.
   *
   * @default - none
   */
  readonly uid?: string;
}

/** The fields of a StaticInstance. */
export interface StaticInstanceSpec {
  /** The machine's IPv4 address. Unique among the instances. Cannot be changed later. */
  readonly address: string;
  /** The credentials with which the machine is reached. */
  readonly credentialsRef: CredentialsReference;
}

/** The table of a StaticInstance's fields. */
export const STATIC_INSTANCE_SPEC = object<StaticInstanceSpec>({
  // The CRD's own pattern would also take 999.1.1.1.
  address: required(text(IPV4_FORM)),
  credentialsRef: required(
    object<CredentialsReference>({
      kind: required(oneOf(['SSHCredentials'])),
      name: required(text(OBJECT_NAME)),
      apiVersion: optional(
        text({ pattern: /^deckhouse\.io\/v1alpha[12]$/, form: 'deckhouse.io/v1alpha1 or deckhouse.io/v1alpha2' }),
      ),
      fieldPath: optional(text(), { since: '1.71' }),
      namespace: optional(text(), { since: '1.71' }),
      resourceVersion: optional(text(), { since: '1.71' }),
      uid: optional(text(), { since: '1.71' }),
    }),
  ),
});

/** The kind StaticInstance. */
export const STATIC_INSTANCE: PlatformKind = {
  kind: 'StaticInstance',
  apiVersions: [
    { since: '1.66', apiVersion: 'deckhouse.io/v1alpha1' },
    { since: '1.71', apiVersion: 'deckhouse.io/v1alpha2' },
  ],
  fields: { spec: required(STATIC_INSTANCE_SPEC) },
  name: OBJECT_NAME,
};

/** What `StaticInstance` takes. */
export interface StaticInstanceProps extends PlatformObjectProps {
  /** The fields of the instance. */
  readonly spec: StaticInstanceSpec;
}

/**
 * A machine that the cluster sets up over SSH, once a node group asks for it (`deckhouse.io/v1alpha1`, from 1.71
 * `v1alpha2`, cluster-scoped).
 *
 * The labels in its metadata decide which node group may take it. `StaticNode` is the same with credentials made for it.
 */
export class StaticInstance extends PlatformObject {
  /**
   * @throws KV12xx for fields that the release does not take, KV35xx for what Deckhouse's webhooks refuse.
   */
  public constructor(scope: Construct, id: string, props: StaticInstanceProps) {
    super(scope, id, STATIC_INSTANCE, props);
  }
}
