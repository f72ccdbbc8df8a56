import { FileContent } from '../../core/output-file';
import { SecretValue } from '../../core/secret-value';
import type { Shape } from '../../core/shape';
import { instance, object, oneOf, optional, required, text } from '../../core/shape';
import type { ButaneResource } from '../butane/config';
import type { ShapeFault } from '../../core/check-shape';
import { show } from '../../core/format';
import { fault } from '../../core/fault';
import { checkedProps } from '../../core/props';
import { MACHINE } from '../codes/machine';

/** Props of `RemoteContent.of`. */
export interface RemoteContentProps {
  /** A URL with http, https, tftp or s3; `gs` since fcos 1.2.0, `arn` since fcos 1.5.0. */
  readonly url: string;
  /** The SHA-512 of the contents, 128 hexadecimal digits. */
  readonly sha512: string;
  /**
   * The compression of the contents at the URL.
   *
   * @default - not compressed
   */
  readonly compression?: 'gzip';
}

const PROPS = object<RemoteContentProps>({
  url: required(text({ maxLength: 4096 })),
  sha512: required(text({ pattern: /^[0-9a-f]{128}$/, form: '128 hexadecimal digits in lower case' })),
  compression: optional(oneOf(['gzip'])),
});

const REMOTE_CONTENT = Symbol.for('kvorum/RemoteContent');

/** Contents that a machine fetches on its first boot. */
export class RemoteContent {
  /** Contents at a URL with their hash, because the file at the URL could change. */
  public static of(props: RemoteContentProps): RemoteContent {
    const { url, sha512, compression } = checkedProps('', PROPS, props, (given) => urlFaults('url', given.url));
    return new RemoteContent({
      source: url,
      ...(compression && { compression }),
      verification: { hash: `sha512-${sha512}` },
    });
  }

  /** Whether `x` is a RemoteContent, also one from another copy of the library. */
  public static isRemoteContent(x: unknown): x is RemoteContent {
    return typeof x === 'object' && x !== null && REMOTE_CONTENT in x;
  }

  private constructor(
    /** @internal */
    public readonly _resource: ButaneResource,
  ) {
    Object.defineProperty(this, REMOTE_CONTENT, { value: true });
  }
}

const FETCHED = /^(?:https?|tftp|s3|gs|arn):[!-~]+$/;

/** The fault of the URL of something that a machine fetches. */
export function urlFaults(property: string, url: string): readonly ShapeFault[] {
  if (FETCHED.test(url) && !/["<>\\^`{|}]/.test(url)) return [];
  const allowed = 'a URL with http, https, tftp, s3, gs or arn, without blanks';
  return [fault(MACHINE.badPointer, property, 'the text is not a URL to fetch from', { given: show(url), allowed })];
}

/** The contents of a file of a machine: text, bytes, a secret, or something that the machine fetches. */
export type MachineFileContent = string | FileContent | SecretValue | RemoteContent;

/** Contents among the props of a call. */
export const CONTENT: Shape<MachineFileContent> = instance(
  'a text, a FileContent, a SecretValue or a RemoteContent',
  isContent,
);

/** Whether a value can be the contents of a file. */
export function isContent(value: unknown): boolean {
  return (
    typeof value === 'string' ||
    value instanceof FileContent ||
    SecretValue.isSecretValue(value) ||
    RemoteContent.isRemoteContent(value)
  );
}

/** Returns the value of a secret while a config is rendered. */
export type Reveal = (secret: SecretValue) => string;

/**
 * Contents as Butane expects them. Bytes become a data URL: YAML holds text only. Anything else is left to the
 * transpiler.
 */
export function resourceOf(content: unknown, reveal: Reveal): ButaneResource {
  if (RemoteContent.isRemoteContent(content)) return content._resource;
  const produced = content instanceof FileContent ? content._produce() : content;
  if (typeof produced === 'string') return { inline: produced };
  if (SecretValue.isSecretValue(produced)) return { inline: reveal(produced) };
  if (produced instanceof Uint8Array) return { source: `data:;base64,${Buffer.from(produced).toString('base64')}` };
  return produced as ButaneResource;
}

/** Whether two contents are the same, as far as that is known before the synth. */
export function isSameContent(a: unknown, b: unknown): boolean {
  if (a === b || !SecretValue.isSecretValue(a) || !SecretValue.isSecretValue(b)) return a === b;
  // Secrets written in the program all look alike.
  return a.placeholder === b.placeholder && !a.source.includes('plain-text');
}
