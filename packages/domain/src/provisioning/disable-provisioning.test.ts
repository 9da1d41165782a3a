import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { insertUsers } from '@rollcall/database/testing';
import {
  accessOf,
  callScim,
  enableScim,
  ledgerOf,
  newOrganisation,
  provisionUsers,
  publicOrigin,
  testConnection,
} from '../../test/test-organisation.ts';
import { inTenant } from '../in-tenant.ts';
import { generateToken } from '../tokens/generate-token.ts';
import { disableProvisioning } from './disable-provisioning.ts';
import { enableProvisioning } from './enable-provisioning.ts';
import { getProvisioning } from './get-provisioning.ts';
import { previewDisable } from './preview-disable.ts';
import { proveScope } from './prove-scope.ts';

let connection: Awaited<ReturnType<typeof testConnection>>;
beforeAll(async () => {
  connection = await testConnection();
});
afterAll(() => connection[Symbol.asyncDispose]());

const people = [{ userName: 'inês' }, { userName: 'liam' }, { userName: 'noor', active: false }];

/** An organisation with three people brought by SCIM and one of its own. */
async function peopledOrganisation() {
  const scope = await newOrganisation(connection.db);
  await enableScim(scope);
  await provisionUsers(scope, people);
  await inTenant(scope, (tx) => insertUsers(tx, [{ attributes: { userName: 'local' }, origin: 'local' }]));
  return scope;
}

test('the preview counts whom SCIM brought and the tokens that are live', async () => {
  const scope = await peopledOrganisation();
  expect(await previewDisable(scope)).toEqual({ users: 3, activeUsers: 2, groups: 0, liveTokens: 1 });
});

test('the Base URL refuses at once when SCIM is disabled, although the token lives', async () => {
  const scope = await newOrganisation(connection.db);
  await enableScim(scope);
  const { secret } = await generateToken(scope, { label: 'Entra' });
  await disableProvisioning(scope, 'keep');
  await expect(callScim(scope, secret)).rejects.toMatchObject({ code: 'forbidden' });
  expect(await getProvisioning(scope, { publicOrigin })).toMatchObject({
    enabled: false,
    enabledAt: null,
    canEnable: true,
    connection: { state: 'disabled' },
  });
});

test('people keep their access when they are to keep it', async () => {
  const scope = await peopledOrganisation();
  const before = await accessOf(scope);
  await disableProvisioning(scope, 'keep');
  expect(await accessOf(scope)).toEqual(before);
});

test('disabling with suspend suspends everyone SCIM brought, and enabling restores those still requested active', async () => {
  const scope = await peopledOrganisation();
  await disableProvisioning(scope, 'suspend');
  expect(await accessOf(scope)).toEqual({
    inês: 'suspended',
    liam: 'suspended',
    local: 'granted',
    noor: 'suspended',
  });
  await enableProvisioning(scope);
  expect(await accessOf(scope)).toEqual({
    inês: 'granted',
    liam: 'granted',
    local: 'granted',
    noor: 'suspended',
  });
});

test('everyone suspended and restored has a line in the ledger, in the same request', async () => {
  const scope = await peopledOrganisation();
  const before = (await ledgerOf(scope)).length;
  await disableProvisioning({ ...scope, requestId: 'off' }, 'suspend');
  await enableProvisioning({ ...scope, requestId: 'on' });
  const lines = (await ledgerOf(scope)).slice(before);
  const told = lines.map((line) => [line.request_id, line.operation, line.resource_label, line.paths]);
  const access = (from: string, to: string) => [{ path: 'access', before: from, after: to }];
  expect(told.slice(0, 1)).toMatchObject([
    ['off', 'disable', null, [{}, { path: 'people', after: 'suspend' }]],
  ]);
  expect(told.slice(1, 3).sort()).toEqual([
    ['off', 'suspend', 'inês', access('granted', 'suspended')],
    ['off', 'suspend', 'liam', access('granted', 'suspended')],
  ]);
  expect(told.slice(3, 4)).toMatchObject([['on', 'enable', null, [{}]]]);
  expect(told.slice(4).sort()).toEqual([
    ['on', 'restore', 'inês', access('suspended', 'granted')],
    ['on', 'restore', 'liam', access('suspended', 'granted')],
  ]);
});

test('a request that had begun cannot give access back after everyone is suspended', async () => {
  const scope = await peopledOrganisation();
  const { secret } = await generateToken(scope, { label: 'second' });
  const begun = await callScim(scope, secret);
  const client = await scope.db.pool.connect();
  await client.query('begin');
  const { tenant, token, rulesVersion } = begun;
  await client.query('select enter_scim_scope($1, $2, $3)', [tenant.id, token.id, rulesVersion]);

  const disabled = disableProvisioning(scope, 'suspend');
  await vi.waitFor(() => expect(proveScope(begun)).rejects.toMatchObject({ code: 'unavailable' }));
  await client.query(`update users set access = 'granted' where user_name = 'noor'`);
  await client.query('commit');
  client.release();

  await disabled;
  await expect(proveScope(begun)).rejects.toMatchObject({ code: 'forbidden' });
  expect(await accessOf(scope)).toMatchObject({ inês: 'suspended', liam: 'suspended', noor: 'suspended' });
});

test('people of another organisation keep their access', async () => {
  const [scope, other] = [await peopledOrganisation(), await peopledOrganisation()];
  const before = await accessOf(other);
  await disableProvisioning(scope, 'suspend');
  expect(await accessOf(other)).toEqual(before);
  expect(await getProvisioning(other, { publicOrigin })).toMatchObject({ enabled: true });
});

test('disabling what is disabled suspends nobody and says nothing', async () => {
  const scope = await peopledOrganisation();
  await disableProvisioning(scope, 'keep');
  const lines = (await ledgerOf(scope)).length;
  await disableProvisioning(scope, 'suspend');
  expect(await accessOf(scope)).toMatchObject({ inês: 'granted' });
  expect(await ledgerOf(scope)).toHaveLength(lines);
});
