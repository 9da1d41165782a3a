import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  callScim,
  enableScim,
  ledgerOf,
  newOrganisation,
  testConnection,
} from '../../test/test-organisation.ts';
import { proveScope } from '../provisioning/prove-scope.ts';
import { generateToken } from './generate-token.ts';
import { listTokens } from './list-tokens.ts';
import { revokeToken } from './revoke-token.ts';

let connection: Awaited<ReturnType<typeof testConnection>>;
beforeAll(async () => {
  connection = await testConnection();
});
afterAll(() => connection[Symbol.asyncDispose]());

test('a revoked token is refused at once, also in a request that has begun (RFC 7644 §7.4)', async () => {
  const scope = await newOrganisation(connection.db);
  await enableScim(scope);
  const { token, secret } = await generateToken(scope, { label: 'Entra' });
  const begun = await callScim(scope, secret);
  const revoked = await revokeToken(scope, token.id);
  expect(revoked).toMatchObject({ id: token.id, state: 'revoked', revokedAt: expect.any(String) as string });
  await expect(proveScope(begun)).rejects.toMatchObject({ code: 'unauthenticated' });
  await expect(callScim(scope, secret)).rejects.toMatchObject({ code: 'unauthenticated' });
});

test('revoking twice is revoking once', async () => {
  const scope = await newOrganisation(connection.db);
  const { token } = await generateToken(scope, { label: 'Entra' });
  const first = await revokeToken(scope, token.id);
  expect(await revokeToken(scope, token.id)).toEqual(first);
  expect((await ledgerOf(scope)).map(({ operation }) => operation)).toEqual(['create', 'revoke']);
});

test('a token of another organisation is neither seen nor revoked', async () => {
  const [scope, other] = [await newOrganisation(connection.db), await newOrganisation(connection.db)];
  const { token } = await generateToken(other, { label: 'theirs' });
  expect((await listTokens(scope)).items).toEqual([]);
  await expect(revokeToken(scope, token.id)).rejects.toMatchObject({ code: 'notFound' });
  expect((await listTokens(other)).items).toMatchObject([{ id: token.id, state: 'live' }]);
  expect(await ledgerOf(scope)).toEqual([]);
});

test.each([randomUUID(), 'no uuid', ''])('there is no token %o', async (id) => {
  const scope = await newOrganisation(connection.db);
  await expect(revokeToken(scope, id)).rejects.toMatchObject({ code: 'notFound' });
});
