import { createHash } from 'node:crypto';

/** The SHA-256 of a content, used to detect changes. */
export function hashOf(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
