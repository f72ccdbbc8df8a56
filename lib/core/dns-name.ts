import { CORE } from './codes';
import { KvorumError, raise } from './error';
import { show } from './format';
import { LABEL_PATTERN, SUBDOMAIN_PATTERN } from './patterns';

/** Names as DNS and Kubernetes accept them (RFC 1123). */
export class DnsName {
  /** Whether a text is one label: lower-case letters, digits and hyphens, at most 63 characters. */
  public static isLabel(text: unknown): text is string {
    return typeof text === 'string' && LABEL_PATTERN.pattern.test(text);
  }

  /** Whether a text is a DNS name: labels separated by dots, at most 253 characters. */
  public static isSubdomain(text: unknown): text is string {
    const { pattern, maxLength } = SUBDOMAIN_PATTERN;
    return typeof text === 'string' && text.length <= maxLength && pattern.test(text);
  }

  /**
   * The text, when it is a label.
   *
   * @throws KV1303 when it is not one.
   */
  public static label(text: string): string {
    return DnsName.isLabel(text) ? text : refuse(text, LABEL_PATTERN.form);
  }

  /**
   * The text, when it is a DNS name.
   *
   * @throws KV1303 when it is not.
   */
  public static subdomain(text: string): string {
    return DnsName.isSubdomain(text)
      ? text
      : refuse(text, `at most ${SUBDOMAIN_PATTERN.maxLength} ${SUBDOMAIN_PATTERN.form}`);
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
