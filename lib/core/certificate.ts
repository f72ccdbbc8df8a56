import { X509Certificate } from 'node:crypto';

const BLOCK = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

/**
 * Describes the fault of a text that should hold certificates; undefined when it is valid.
 *
 * @param pem One or more PEM certificates.
 */
export function certificateFault(pem: string): string | undefined {
  const blocks = pem.match(BLOCK);
  if (blocks === null) return 'it contains no PEM certificate';
  try {
    blocks.forEach((block) => new X509Certificate(block));
    return undefined;
  } catch {
    return 'it contains a certificate that cannot be parsed';
  }
}
