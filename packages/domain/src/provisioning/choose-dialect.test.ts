import { afterAll, beforeAll, expect, test } from 'vitest';
import { dialects } from '@rollcall/scim';
import {
  callScim,
  enableScim,
  ledgerOf,
  newOrganisation,
  publicOrigin,
  testConnection,
} from '../../test/test-organisation.ts';
import { generateToken } from '../tokens/generate-token.ts';
import { chooseDialect } from './choose-dialect.ts';
import { enableProvisioning } from './enable-provisioning.ts';
import { getProvisioning } from './get-provisioning.ts';

let connection: Awaited<ReturnType<typeof testConnection>>;
beforeAll(async () => {
  connection = await testConnection();
});
afterAll(() => connection[Symbol.asyncDispose]());

const dialectOf = async (scope: Awaited<ReturnType<typeof newOrganisation>>) =>
  (await getProvisioning(scope, { publicOrigin })).dialect;

test('an organisation that has chosen nothing is read as Entra', async () => {
  expect(await dialectOf(await newOrganisation(connection.db))).toBe('entra');
});

test.each(Object.values(dialects))('a request is read as $name once that is chosen', async ({ name }) => {
  const scope = await newOrganisation(connection.db);
  await enableScim(scope);
  const { secret } = await generateToken(scope, { label: 'Provisioning' });
  await chooseDialect(scope, name);
  expect(await dialectOf(scope)).toBe(name);
  expect((await callScim(scope, secret)).dialect).toBe(dialects[name]);
});

test('a choice is in the ledger once, and choosing what is chosen is not', async () => {
  const scope = await newOrganisation(connection.db);
  await chooseDialect(scope, 'entra');
  await chooseDialect(scope, 'okta');
  await chooseDialect(scope, 'okta');
  expect(await ledgerOf(scope)).toMatchObject([
    {
      actor_label: scope.actor.label,
      resource_type: 'Provisioning',
      operation: 'update',
      paths: [{ path: 'dialect', before: 'entra', after: 'okta' }],
    },
  ]);
});

test('a choice is one organisation’s own', async () => {
  const [one, other] = [await newOrganisation(connection.db), await newOrganisation(connection.db)];
  await chooseDialect(one, 'google');
  expect(await dialectOf(other)).toBe('entra');
});

test('an organisation whose client is not Entra enables SCIM without the settings of an Entra tenant', async () => {
  const scope = await newOrganisation(connection.db);
  await chooseDialect(scope, 'okta');
  expect(await getProvisioning(scope, { publicOrigin })).toMatchObject({ canEnable: true, whyNot: null });
  await enableProvisioning(scope);
  expect((await getProvisioning(scope, { publicOrigin })).enabled).toBe(true);
});
