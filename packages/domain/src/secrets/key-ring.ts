import { hkdfSync } from 'node:crypto';

/**
 * The keys of the process, 32 bytes each: the first seals, and every one opens what it has sealed. So a key is replaced
 * while things under the one before are still around (docs/decisions/0049).
 */
export type KeyRing = readonly [Buffer, ...Buffer[]];

/** The keys for that purpose alone, in the same order: one key does one thing (RFC 5869). */
export function derivedKeys([first, ...others]: KeyRing, purpose: string): KeyRing {
  const derived = (key: Buffer) => Buffer.from(hkdfSync('sha256', key, '', purpose, 32));
  return [derived(first), ...others.map(derived)];
}
