import { CORE } from './codes';
import { KvorumError, raise } from './error';
import { show } from './format';

const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const LONGEST_LABEL = 63;
const LONGEST_SUBDOMAIN = 253;

/** Names as DNS and Kubernetes take them (RFC 1123). */
export class DnsName {
  /** Whether a text is one label: lower-case letters, digits and hyphens, at most 63 characters. */
  public static isLabel(text: unknown): text is string {
    return typeof text === 'string' && text.length <= LONGEST_LABEL && LABEL.test(text);
  }

  /** Whether a text is labels with dots between them, at most 253 characters. */
  public static isSubdomain(text: unknown): text is string {
    return (
      typeof text === 'string' &&
      text.length <= LONGEST_SUBDOMAIN &&
      text.split('.').every((label) => DnsName.isLabel(label))
    );
  }

  /**
   * The text, when it is a label.
   *
   * @throws KV1303 when it is none.
   */
  public static label(text: string): string {
    return DnsName.isLabel(text)
      ? text
      : refuse(text, `at most ${LONGEST_LABEL} lower-case letters, digits and hyphens`);
  }

  /**
   * The text, when it is labels with dots between them.
   *
   * @throws KV1303 when it is not.
   */
  public static subdomain(text: string): string {
    return DnsName.isSubdomain(text)
      ? text
      : refuse(text, `at most ${LONGEST_SUBDOMAIN} lower-case letters, digits, hyphens and dots`);
  }

  private constructor() {
    // Only its static functions are used.
  }
}

function refuse(text: unknown, allowed: string): never {
  return raise(
    new KvorumError(CORE.badName, undefined, { message: 'the text is not a DNS name', given: show(text), allowed }),
  );
}
