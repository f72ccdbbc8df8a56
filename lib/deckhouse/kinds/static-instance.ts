import { IPV4_FORM } from '../../core/ip';
import { object, oneOf, optional, required, text } from '../../core/shape';
import type { PlatformKind } from './kind';
import { OBJECT_NAME } from './kind';

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
   * A namespace. The kind is cluster-scoped, and it is not read.
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

/**
 * The fields of a StaticInstance.
 *
 * @see https://deckhouse.io/modules/node-manager/cr.html#staticinstance
 */
export interface StaticInstanceSpec {
  /** The machine's IPv4 address. Unique among the instances. Cannot be changed later. */
  readonly address: string;
  /** The credentials with which the machine is reached. */
  readonly credentialsRef: CredentialsReference;
}

/** The table of a StaticInstance's fields. */
export const STATIC_INSTANCE_SPEC = object<StaticInstanceSpec>({
  // The CRD's own pattern would also accept 999.1.1.1.
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
