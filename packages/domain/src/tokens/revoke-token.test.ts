import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { test } from '../../test/in-organisation.ts';
import { callScim, ledgerOf } from '../../test/test-organisation.ts';
import { proveScope } from '../provisioning/prove-scope.ts';
import { generateToken } from './generate-token.ts';
import { listTokens } from './list-tokens.ts';
import { revokeToken } from './revoke-token.ts';

test('a revoked token is refused at once, also in a request that has begun (RFC 7644 §7.4)', async ({
  connected: scope,
}) => {
  const { token, secret } = await generateToken(scope, { label: 'Entra' });
  const begun = await callScim(scope, secret);
  const revoked = await revokeToken(scope, token.id);
  expect(revoked).toMatchObject({ id: token.id, state: 'revoked', revokedAt: expect.any(String) as string });
  await expect(proveScope(begun)).rejects.toMatchObject({ code: 'unauthenticated' });
  await expect(callScim(scope, secret)).rejects.toMatchObject({ code: 'unauthenticated' });
});

test('revoking twice is revoking once', async ({ scope }) => {
  const { token } = await generateToken(scope, { label: 'Entra' });
  const first = await revokeToken(scope, token.id);
  expect(await revokeToken(scope, token.id)).toEqual(first);
  expect((await ledgerOf(scope)).map(({ operation }) => operation)).toEqual(['create', 'revoke']);
});

test('a token of another organisation is neither seen nor revoked', async ({ scope, other }) => {
  const { token } = await generateToken(other, { label: 'theirs' });
  expect((await listTokens(scope)).items).toEqual([]);
  await expect(revokeToken(scope, token.id)).rejects.toMatchObject({ code: 'notFound' });
  expect((await listTokens(other)).items).toMatchObject([{ id: token.id, state: 'live' }]);
  expect(await ledgerOf(scope)).toEqual([]);
});

test.for([randomUUID(), 'no uuid', ''])('there is no token %o', async (id, { scope }) => {
  await expect(revokeToken(scope, id)).rejects.toMatchObject({ code: 'notFound' });
});
