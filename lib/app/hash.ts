import { createHash } from 'node:crypto';

/** The SHA-256 of a content, by which a change is noticed. */
export function hashOf(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
