import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { hashToken, hintOf, newTokenSecret } from './token-secret.ts';

test('a token carries a checksum that a scanner can verify by itself', () => {
  const secret = newTokenSecret();
  expect(secret).toMatch(/^rcl_scim_[0-9A-Za-z]{43}[0-9A-Za-z]{6}$/);
  expect(number(secret.slice(-6))).toBe(BigInt(crc32Bitwise(secret.slice(0, -6))));
});

test('a token of one changed character fails its checksum', () => {
  const secret = newTokenSecret();
  const other = secret.charAt(20) === 'a' ? 'b' : 'a';
  const mistyped = secret.slice(0, 20) + other + secret.slice(21);
  expect(number(mistyped.slice(-6))).not.toBe(BigInt(crc32Bitwise(mistyped.slice(0, -6))));
});

test('a token is known by the SHA-256 of the whole secret (RFC 7644 §7.7)', () => {
  expect(hashToken('rcl_scim_x')).toEqual(createHash('sha256').update('rcl_scim_x').digest());
});

test('a hint shows four characters of the secret', () => {
  expect(hintOf('rcl_scim_0123456789')).toBe('rcl_scim_…6789');
});

function number(digits: string): bigint {
  const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
  return [...digits].reduce((value, digit) => value * 62n + BigInt(alphabet.indexOf(digit)), 0n);
}

/** CRC-32 as ISO 3309 defines it, bit by bit. */
function crc32Bitwise(text: string): number {
  let rest = 0xffffffff;
  for (const byte of Buffer.from(text)) {
    rest ^= byte;
    for (let bit = 0; bit < 8; bit++) rest = (rest >>> 1) ^ (rest & 1 ? 0xedb88320 : 0);
  }
  return (rest ^ 0xffffffff) >>> 0;
}
