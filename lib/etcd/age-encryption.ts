import { isPlain } from '../core/check-shape';
import { KvorumError, raise } from '../core/error';
import { checkedProps } from '../core/props';
import type { Shape } from '../core/shape';
import { instance, list, object, optional, required, text } from '../core/shape';
import { ETCD } from './codes';
import { LABEL_PATTERN, SUBDOMAIN_PATTERN } from '../core/patterns';
import { imageFaults, IMAGE_PATTERN } from './image';
import type { ContainerSpec, VolumeMount } from './pod';

/** Props of `AgeEncryption`. */
export interface AgeEncryptionProps {
  /** The image with `age`, with a tag of one version or a digest. */
  readonly image: string;
  /** Public keys, `age1...`, whose owners can decrypt. The private keys have to outlive the cluster. */
  readonly recipients: readonly string[];
  /**
   * A Secret in the namespace of the CronJob that holds a private key, for restore drills. Anyone who can read it can
   * read all backups. Without it, drills in the cluster are not possible.
   *
   * @default - none
   */
  readonly identitySecretName?: string;
  /**
   * The key of that Secret.
   *
   * @default identity
   */
  readonly identityKey?: string;
}

const AGE = object<AgeEncryptionProps>({
  image: required(text(IMAGE_PATTERN)),
  recipients: required(
    list(text({ pattern: /^age1[02-9ac-hj-np-z]{58}$/, form: 'a public key of age: age1 and 58 characters' }), {
      minItems: 1,
      unique: true,
    }),
  ),
  identitySecretName: optional(text(SUBDOMAIN_PATTERN)),
  identityKey: optional(text(LABEL_PATTERN)),
});

/** Encryption of snapshots by age, for public keys: the cluster cannot read its own backups. */
export class AgeEncryption {
  /** Secret and key of the private key for drills; undefined when there is none. */
  public readonly identity: { readonly secretName: string; readonly key: string } | undefined;
  private readonly props: AgeEncryptionProps;

  /** @throws KV12xx for invalid props, KV4502 for an image without a fixed tag. */
  public constructor(props: AgeEncryptionProps) {
    refusePrivateKeys(props);
    this.props = checkedProps('', AGE, props, ({ image }) => imageFaults(image, 'image'));
    const { identitySecretName: secretName, identityKey: key = 'identity' } = this.props;
    this.identity = secretName === undefined ? undefined : { secretName, key };
  }

  /** The container that encrypts a file. */
  public encrypt(from: string, to: string, volumeMounts: readonly VolumeMount[]): ContainerSpec {
    const recipients = this.props.recipients.map((recipient) => `--recipient=${recipient}`);
    return this.container('encrypt', ['age', '--encrypt', ...recipients, `--output=${to}`, from], volumeMounts);
  }

  /** The container that decrypts a file by the private key in a file. */
  public decrypt(from: string, to: string, identity: string, volumeMounts: readonly VolumeMount[]): ContainerSpec {
    return this.container(
      'decrypt',
      ['age', '--decrypt', `--identity=${identity}`, `--output=${to}`, from],
      volumeMounts,
    );
  }

  private container(name: string, command: readonly string[], volumeMounts: readonly VolumeMount[]): ContainerSpec {
    return { name, image: this.props.image, command, volumeMounts };
  }
}

/** Runs before the table, whose errors show the given value. */
function refusePrivateKeys(props: unknown): void {
  const recipients: unknown = isPlain(props) ? props.recipients : undefined;
  if (!Array.isArray(recipients)) return;
  recipients.forEach((recipient, i) => {
    if (typeof recipient !== 'string' || !/secret|private/i.test(recipient)) return;
    const details = { message: 'the text is a private key', property: `recipients[${i}]` };
    raise(new KvorumError(ETCD.privateKeyForPublic, undefined, details));
  });
}

/** An AgeEncryption among props. */
export const AGE_ENCRYPTION: Shape<AgeEncryption> = instance('an AgeEncryption', (value) => {
  return typeof (value as Partial<AgeEncryption>).encrypt === 'function';
});
