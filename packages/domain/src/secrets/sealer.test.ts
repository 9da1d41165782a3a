import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { sealer } from './sealer.ts';

const [newKey, oldKey] = [randomBytes(32), randomBytes(32)];

test('what travels while the key is replaced opens when it comes back', () => {
  const sealed = sealer([oldKey], 'a list').seal('tenant-1', { page: 2 });
  expect(sealer([newKey, oldKey], 'a list').open('tenant-1', sealed)).toEqual({ page: 2 });
  expect(sealer([newKey], 'a list').open('tenant-1', sealed)).toBeUndefined();
});

test.each([
  ['of another owner', 'a list', 'tenant-2'],
  ['for another purpose', 'a ticket', 'tenant-1'],
])('what was sealed %s does not open', (_what, purpose, owner) => {
  const sealed = sealer([oldKey], 'a list').seal('tenant-1', { page: 2 });
  expect(sealer([oldKey], purpose).open(owner, sealed)).toBeUndefined();
});

test.each(['', 'AA', 'not/base64url!', 'A'.repeat(38)])('"%s" opens as nothing', (text) => {
  expect(sealer([oldKey], 'a list').open('tenant-1', text)).toBeUndefined();
});
