import { afterAll, beforeAll, expect, test } from 'vitest';
import { lockProvisioning } from '@rollcall/database';
import { dialects } from '@rollcall/scim';
import {
  callScim,
  enableScim,
  ledgerOf,
  newOrganisation,
  publicOrigin,
  testConnection,
} from '../../test/test-organisation.ts';
import { inTenant } from '../in-tenant.ts';
import { generateToken } from '../tokens/generate-token.ts';
import { chooseDialect } from './choose-dialect.ts';
import { enableProvisioning } from './enable-provisioning.ts';
import { getProvisioning } from './get-provisioning.ts';
import { proveScope } from './prove-scope.ts';
import type { ScimScope } from './scim-scope.ts';
import { settleDialect } from './settle-dialect.ts';
import { withCurrentRules } from './with-current-rules.ts';

let connection: Awaited<ReturnType<typeof testConnection>>;
beforeAll(async () => {
  connection = await testConnection();
});
afterAll(() => connection[Symbol.asyncDispose]());

const dialectOf = async (scope: Awaited<ReturnType<typeof newOrganisation>>) =>
  (await getProvisioning(scope, { publicOrigin })).dialect;

test('no client is known of a new organisation, and the first settings of Entra make it Entra', async () => {
  const scope = await newOrganisation(connection.db);
  expect(await dialectOf(scope)).toBeNull();
  await enableScim(scope);
  expect(await dialectOf(scope)).toBe('entra');
  expect(await ledgerOf(scope)).toMatchObject([
    { resource_type: 'IdentityProvider' },
    { resource_type: 'Provisioning', paths: [{ path: 'dialect', before: null, after: 'entra' }] },
    { resource_type: 'Provisioning', operation: 'enable' },
  ]);
});

test.each(['rfc', 'okta'] as const)(
  'who has chosen %s keeps it, whatever settings are saved',
  async (name) => {
    const scope = await newOrganisation(connection.db);
    await chooseDialect(scope, name);
    await enableScim(scope);
    expect(await dialectOf(scope)).toBe(name);
  },
);

test('an identity provider of another kind leaves an organisation held to the RFC', async () => {
  const scope = await newOrganisation(connection.db);
  await inTenant(scope, async (tx) => settleDialect(tx, scope, await lockProvisioning(tx), 'oidc'));
  expect(await dialectOf(scope)).toBe('rfc');
});

test.each(Object.values(dialects))('a request is read as $name once that is chosen', async ({ name }) => {
  const scope = await newOrganisation(connection.db);
  await enableScim(scope);
  const { secret } = await generateToken(scope, { label: 'Provisioning' });
  const before = await callScim(scope, secret);
  await chooseDialect(scope, name);
  expect(await dialectOf(scope)).toBe(name);
  expect((await callScim(scope, secret)).dialect).toBe(dialects[name]);
  // A door that recognised the token before the choice hears of it by its next request.
  const work = async (current: ScimScope) => {
    await proveScope(current);
    return current.dialect;
  };
  expect(await withCurrentRules(before, work)).toBe(dialects[name]);
});

test('a choice is in the ledger once, and choosing what is chosen is not', async () => {
  const scope = await newOrganisation(connection.db);
  await chooseDialect(scope, 'entra');
  await chooseDialect(scope, 'okta');
  await chooseDialect(scope, 'okta');
  const line = { actor_label: scope.actor.label, resource_type: 'Provisioning', operation: 'update' };
  expect(await ledgerOf(scope)).toMatchObject([
    { ...line, paths: [{ path: 'dialect', before: null, after: 'entra' }] },
    { ...line, paths: [{ path: 'dialect', before: 'entra', after: 'okta' }] },
  ]);
});

test('a choice is one organisation’s own', async () => {
  const [one, other] = [await newOrganisation(connection.db), await newOrganisation(connection.db)];
  await chooseDialect(one, 'google');
  expect(await dialectOf(other)).toBeNull();
});

test.each(['okta', 'rfc'] as const)(
  'who has chosen %s enables SCIM without saving an identity provider',
  async (name) => {
    const scope = await newOrganisation(connection.db);
    await chooseDialect(scope, name);
    expect(await getProvisioning(scope, { publicOrigin })).toMatchObject({ canEnable: true, whyNot: null });
    await enableProvisioning(scope);
    expect((await getProvisioning(scope, { publicOrigin })).enabled).toBe(true);
  },
);
