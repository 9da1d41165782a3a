import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { decryptSecret, encryptSecret } from './encrypt-secret.ts';
import type { KeyRing } from './key-ring.ts';

const keys: KeyRing = [randomBytes(32)];

test('a secret comes back with its key and owner', () => {
  expect(decryptSecret(encryptSecret('p@ss – 鍵', keys, 'tenant-1'), keys, 'tenant-1')).toBe('p@ss – 鍵');
});

test('the same secret is never stored the same way twice', () => {
  expect(encryptSecret('secret', keys, 'tenant-1')).not.toEqual(encryptSecret('secret', keys, 'tenant-1'));
});

test('a secret moved to another owner does not open', () => {
  const encrypted = encryptSecret('secret', keys, 'tenant-1');
  expect(() => decryptSecret(encrypted, keys, 'tenant-2')).toThrow();
});

test('a secret under another key says that the key is missing', () => {
  const encrypted = encryptSecret('secret', keys, 'tenant-1');
  expect(() => decryptSecret(encrypted, [randomBytes(32)], 'tenant-1')).toThrow(
    /that SECRET_KEY does not have/,
  );
});

test('the first key seals, and what any of them has sealed opens', () => {
  const [first, older] = [randomBytes(32), randomBytes(32)];
  const before = encryptSecret('secret', [older], 'tenant-1');
  expect(decryptSecret(before, [first, older], 'tenant-1')).toBe('secret');
  const after = encryptSecret('secret', [first, older], 'tenant-1');
  expect(decryptSecret(after, [first], 'tenant-1')).toBe('secret');
  expect(() => decryptSecret(after, [older], 'tenant-1')).toThrow();
});

test.each([4, 16, 32])('a secret changed at byte %i does not open', (position) => {
  const encrypted = encryptSecret('secret', keys, 'tenant-1');
  encrypted[position] = encrypted[position]! ^ 1;
  expect(() => decryptSecret(encrypted, keys, 'tenant-1')).toThrow();
});
