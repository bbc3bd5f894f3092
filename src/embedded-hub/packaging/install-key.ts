import { createHash } from 'node:crypto';

/** All that is kept of an installation key: enough to tell whether another text is the same key. */
export function installKeyHash(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}
