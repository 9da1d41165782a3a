import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { decryptSecret, encryptSecret } from './encrypt-secret.ts';

const key = randomBytes(32);

test('a secret comes back with its key and owner', () => {
  expect(decryptSecret(encryptSecret('p@ss – 鍵', key, 'tenant-1'), key, 'tenant-1')).toBe('p@ss – 鍵');
});

test('the same secret is never stored the same way twice', () => {
  expect(encryptSecret('secret', key, 'tenant-1')).not.toEqual(encryptSecret('secret', key, 'tenant-1'));
});

test('a secret moved to another owner does not open', () => {
  const encrypted = encryptSecret('secret', key, 'tenant-1');
  expect(() => decryptSecret(encrypted, key, 'tenant-2')).toThrow();
});

test('a secret under another key says that the key is missing', () => {
  const encrypted = encryptSecret('secret', key, 'tenant-1');
  expect(() => decryptSecret(encrypted, randomBytes(32), 'tenant-1')).toThrow(/another SECRET_KEY/);
});

test.each([4, 16, 32])('a secret changed at byte %i does not open', (position) => {
  const encrypted = encryptSecret('secret', key, 'tenant-1');
  encrypted[position] = encrypted[position]! ^ 1;
  expect(() => decryptSecret(encrypted, key, 'tenant-1')).toThrow();
});
