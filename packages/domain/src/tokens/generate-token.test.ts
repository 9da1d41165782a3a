import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  callScim,
  daysLater,
  enableScim,
  ledgerOf,
  newOrganisation,
  testConnection,
} from '../../test/test-organisation.ts';
import { generateToken } from './generate-token.ts';
import { listTokens } from './list-tokens.ts';
import { revokeToken } from './revoke-token.ts';

let connection: Awaited<ReturnType<typeof testConnection>>;
beforeAll(async () => {
  connection = await testConnection();
});
afterAll(() => connection[Symbol.asyncDispose]());

test('a new token opens the Base URL of its organisation', async () => {
  const scope = await newOrganisation(connection.db);
  await enableScim(scope);
  const { token, secret } = await generateToken(scope, { label: ' Entra, first ' });
  const call = await callScim(scope, secret);
  expect(call.tenant).toEqual(scope.tenant);
  expect(call.token).toEqual({ id: token.id, label: 'Entra, first' });
});

test('a token does not open the Base URL of another organisation', async () => {
  const [scope, other] = [await newOrganisation(connection.db), await newOrganisation(connection.db)];
  await enableScim(scope);
  await enableScim(other);
  const { secret } = await generateToken(scope, { label: 'Entra' });
  await expect(callScim(other, secret)).rejects.toMatchObject({ code: 'unauthenticated' });
});

test('an expired token is refused', async () => {
  const scope = await newOrganisation(connection.db);
  await enableScim(scope);
  const { secret } = await generateToken(daysLater(scope, -31), { label: 'Entra', expiresInDays: 30 });
  await expect(callScim(scope, secret)).rejects.toMatchObject({ code: 'unauthenticated' });
});

test('two tokens are live at the most', async () => {
  const scope = await newOrganisation(connection.db);
  await generateToken(scope, { label: 'first' });
  await generateToken(scope, { label: 'second' });
  await expect(generateToken(scope, { label: 'third' })).rejects.toMatchObject({ code: 'noFreeSlot' });
});

test('two tokens are live at the most when three are generated at once', async () => {
  const scope = await newOrganisation(connection.db);
  const answers = await Promise.allSettled(
    ['first', 'second', 'third'].map((label) => generateToken(scope, { label })),
  );
  const refused = answers.filter((answer) => answer.status === 'rejected');
  expect(refused.map((answer): unknown => answer.reason)).toMatchObject([{ code: 'noFreeSlot' }]);
});

test('an expired token leaves its slot and stays listed as expired', async () => {
  const scope = await newOrganisation(connection.db);
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

test('a revoked token leaves its slot', async () => {
  const scope = await newOrganisation(connection.db);
  const { token } = await generateToken(scope, { label: 'first' });
  await generateToken(scope, { label: 'second' });
  await revokeToken(scope, token.id);
  await expect(generateToken(scope, { label: 'third' })).resolves.toMatchObject({ token: { state: 'live' } });
});

test('a token expires after a year unless asked otherwise', async () => {
  const scope = await newOrganisation(connection.db);
  const now = new Date('2026-03-01T10:00:00.000Z');
  const { token } = await generateToken({ ...scope, now: () => now }, { label: 'Entra' });
  expect(token).toMatchObject({
    createdAt: '2026-03-01T10:00:00.000Z',
    expiresAt: '2027-03-01T10:00:00.000Z',
    createdBy: 'ada@lantern.example',
  });
});

test.each([
  [{ label: '  ' }, 'label'],
  [{ label: 'x'.repeat(81) }, 'label'],
  [{ label: 'Entra', expiresInDays: 0 }, 'expiresInDays'],
  [{ label: 'Entra', expiresInDays: 731 }, 'expiresInDays'],
  [{ label: 'Entra', expiresInDays: 1.5 }, 'expiresInDays'],
])('%o is refused for its %s', async (input, field) => {
  const scope = await newOrganisation(connection.db);
  await expect(generateToken(scope, input)).rejects.toMatchObject({
    code: 'invalidInput',
    fields: { [field]: expect.any(String) as string },
  });
});

test('the ledger knows of the token and not of its secret', async () => {
  const scope = await newOrganisation(connection.db);
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
