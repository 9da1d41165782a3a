import { expect } from 'vitest';
import { test } from '../../test/in-organisation.ts';
import { callScim, daysLater, enableScim, ledgerOf } from '../../test/test-organisation.ts';
import { generateToken } from './generate-token.ts';
import { listTokens } from './list-tokens.ts';
import { revokeToken } from './revoke-token.ts';

test('a new token opens the Base URL of its organisation', async ({ connected: scope }) => {
  const { token, secret } = await generateToken(scope, { label: ' Entra, first ' });
  const call = await callScim(scope, secret);
  expect(call.tenant).toEqual(scope.tenant);
  expect(call.token).toEqual({ id: token.id, label: 'Entra, first' });
});

test('a token does not open the Base URL of another organisation', async ({ connected: scope, other }) => {
  await enableScim(other);
  const { secret } = await generateToken(scope, { label: 'Entra' });
  await expect(callScim(other, secret)).rejects.toMatchObject({ code: 'unauthenticated' });
});

test('an expired token is refused', async ({ connected: scope }) => {
  const { secret } = await generateToken(daysLater(scope, -31), { label: 'Entra', expiresInDays: 30 });
  await expect(callScim(scope, secret)).rejects.toMatchObject({ code: 'unauthenticated' });
});

test('two tokens are live at the most', async ({ scope }) => {
  await generateToken(scope, { label: 'first' });
  await generateToken(scope, { label: 'second' });
  await expect(generateToken(scope, { label: 'third' })).rejects.toMatchObject({ code: 'noFreeSlot' });
});

test('two tokens are live at the most when three are generated at once', async ({ scope }) => {
  const answers = await Promise.allSettled(
    ['first', 'second', 'third'].map((label) => generateToken(scope, { label })),
  );
  const refused = answers.filter((answer) => answer.status === 'rejected');
  expect(refused.map((answer): unknown => answer.reason)).toMatchObject([{ code: 'noFreeSlot' }]);
});

test('an expired token leaves its slot and stays listed as expired', async ({ scope }) => {
  await generateToken(daysLater(scope, -31), { label: 'old', expiresInDays: 30 });
  await generateToken(scope, { label: 'first' });
  await generateToken(scope, { label: 'second' });
  const { items, maxLive } = await listTokens(scope);
  expect(items.map(({ label, state }) => [label, state])).toEqual([
    ['second', 'live'],
    ['first', 'live'],
    ['old', 'expired'],
  ]);
  expect(maxLive).toBe(2);
});

test('a revoked token leaves its slot', async ({ scope }) => {
  const { token } = await generateToken(scope, { label: 'first' });
  await generateToken(scope, { label: 'second' });
  await revokeToken(scope, token.id);
  await expect(generateToken(scope, { label: 'third' })).resolves.toMatchObject({ token: { state: 'live' } });
});

test('a token expires after a year unless asked otherwise', async ({ scope }) => {
  const now = new Date('2026-03-01T10:00:00.000Z');
  const { token } = await generateToken({ ...scope, now: () => now }, { label: 'Entra' });
  expect(token).toMatchObject({
    createdAt: '2026-03-01T10:00:00.000Z',
    expiresAt: '2027-03-01T10:00:00.000Z',
    createdBy: 'ada@lantern.example',
  });
});

test.for([
  [{ label: '  ' }, 'label'],
  [{ label: 'x'.repeat(81) }, 'label'],
  [{ label: 'Entra', expiresInDays: 0 }, 'expiresInDays'],
  [{ label: 'Entra', expiresInDays: 731 }, 'expiresInDays'],
  [{ label: 'Entra', expiresInDays: 1.5 }, 'expiresInDays'],
] as const)('%o is refused for its %s', async ([input, field], { scope }) => {
  await expect(generateToken(scope, input)).rejects.toMatchObject({
    code: 'invalidInput',
    fields: { [field]: expect.any(String) as string },
  });
});

test('the ledger knows of the token and not of its secret', async ({ scope }) => {
  const { token, secret } = await generateToken(scope, { label: 'Entra' });
  const ledger = await ledgerOf(scope);
  expect(ledger).toMatchObject([
    {
      actor_kind: 'admin',
      actor_label: 'ada@lantern.example',
      request_id: 'request-1',
      resource_type: 'Token',
      resource_id: token.id,
      resource_label: 'Entra',
      operation: 'create',
    },
  ]);
  expect(JSON.stringify([ledger, await listTokens(scope)])).not.toContain(secret.slice(9, -4));
});
