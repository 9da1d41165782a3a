import { hash, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

/** What a token opens is written on it, so that one pasted in the wrong place is recognised. */
export type TokenKind = 'scim' | 'feed';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/**
 * A new API token: the prefix, 32 random bytes in base62 (43 characters), and the CRC-32 of both in base62 (6
 * characters), by which a secret scanner tells a real token from a look-alike without asking anyone.
 */
export function newTokenSecret(kind: TokenKind = 'scim'): string {
  const body = `rcl_${kind}_` + base62(BigInt(`0x${randomBytes(32).toString('hex')}`), 43);
  return body + base62(BigInt(crc32(body)), 6);
}

/** SHA-256 of the whole secret, prefix and checksum included: what is stored and looked up. */
export function hashToken(secret: string): Buffer {
  return hash('sha256', secret, 'buffer');
}

/** What of a secret is shown, so that an admin recognises the one pasted elsewhere. */
export function hintOf(secret: string): string {
  return `${secret.slice(0, secret.lastIndexOf('_') + 1)}…${secret.slice(-4)}`;
}

function base62(value: bigint, length: number): string {
  let digits = '';
  for (let rest = value; rest > 0n; rest /= 62n) digits = alphabet.charAt(Number(rest % 62n)) + digits;
  return digits.padStart(length, '0');
}
