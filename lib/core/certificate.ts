import { X509Certificate } from 'node:crypto';

const BLOCK = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

/**
 * What is wrong with a text that should hold certificates, in words; undefined when nothing is.
 *
 * @param pem One or more PEM certificates.
 */
export function certificateFault(pem: string): string | undefined {
  const blocks = pem.match(BLOCK);
  if (blocks === null) return 'there is no PEM certificate in it';
  try {
    blocks.forEach((block) => new X509Certificate(block));
    return undefined;
  } catch {
    return 'a certificate in it cannot be parsed';
  }
}
