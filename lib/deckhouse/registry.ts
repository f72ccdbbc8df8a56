import { isPlain } from '../core/check-shape';
import { decodeBase64 } from './private-key';

const PUBLIC_REGISTRY = 'registry.deckhouse.io';

/** The host of an image address, with the port if there is one. */
export function registryHost(imagesRepo: unknown): string {
  return typeof imagesRepo === 'string' && imagesRepo !== '' ? (imagesRepo.split('/')[0] ?? '') : PUBLIC_REGISTRY;
}

/**
 * The required form of the credentials of a registry, or undefined when they have it: Docker's config.json in
 * base64, with an entry for the host.
 *
 * @param value The credentials.
 * @param host The host of the images.
 */
export function dockerConfigFault(value: string, host: string): string | undefined {
  const form = "Docker's config.json, encoded in base64";
  const decoded = decodeBase64(value.trim());
  if (decoded === undefined) return form;
  let config: unknown;
  try {
    config = JSON.parse(decoded);
  } catch {
    return form;
  }
  const auths = isPlain(config) ? config.auths : undefined;
  if (!isPlain(auths)) return `${form}, with auths in it`;
  return Object.hasOwn(auths, host) ? undefined : `${form}, with the host ${host} of imagesRepo among its auths`;
}
