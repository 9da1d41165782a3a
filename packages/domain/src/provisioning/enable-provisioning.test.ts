import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  callScim,
  clientId,
  enableScim,
  entraTenantId,
  ledgerOf,
  newOrganisation,
  publicOrigin,
  secretKeys,
  testConnection,
} from '../../test/test-organisation.ts';
import { saveIdentityProvider } from '../identity-provider/save-identity-provider.ts';
import { generateToken } from '../tokens/generate-token.ts';
import { enableProvisioning } from './enable-provisioning.ts';
import { getProvisioning } from './get-provisioning.ts';
import { recordActivity } from './record-activity.ts';

let connection: Awaited<ReturnType<typeof testConnection>>;
beforeAll(async () => {
  connection = await testConnection();
});
afterAll(() => connection[Symbol.asyncDispose]());

test('SCIM cannot be enabled before the identity provider settings are saved', async () => {
  const scope = await newOrganisation(connection.db);
  await expect(enableProvisioning(scope)).rejects.toMatchObject({ code: 'identityProviderNotSaved' });
  expect(await getProvisioning(scope, { publicOrigin })).toMatchObject({
    enabled: false,
    canEnable: false,
    whyNot: expect.stringMatching(/^Save the identity provider settings first/) as string,
    connection: { state: 'disabled' },
  });
  expect(await ledgerOf(scope)).toEqual([]);
});

test('the Base URL answers once SCIM is enabled, and not before', async () => {
  const scope = await newOrganisation(connection.db);
  const { secret } = await generateToken(scope, { label: 'Entra' });
  await saveIdentityProvider(
    scope,
    { entraTenantId, clientId, clientSecret: 'a~client.secret' },
    { secretKeys },
  );
  await expect(callScim(scope, secret)).rejects.toMatchObject({ code: 'forbidden' });
  await enableProvisioning(scope);
  const call = await callScim(scope, secret);
  expect(await getProvisioning(scope, { publicOrigin })).toEqual({
    enabled: true,
    enabledAt: expect.any(String) as string,
    baseUrl: call.baseUrl,
    dialect: 'entra',
    canEnable: true,
    whyNot: null,
    connection: {
      state: 'neverContacted',
      testedAt: null,
      firstWriteAt: null,
      lastCallAt: null,
      lastCall: null,
    },
    directory: { users: 0, activeUsers: 0, groups: 0 },
  });
});

test('enabling is in the ledger once, however often it is asked for', async () => {
  const scope = await newOrganisation(connection.db);
  await enableScim(scope);
  await enableProvisioning(scope);
  const enabled = (await ledgerOf(scope)).filter(({ operation }) => operation === 'enable');
  expect(enabled).toMatchObject([
    { resource_type: 'Provisioning', paths: [{ path: 'enabled', before: false, after: true }] },
  ]);
});

test('a tested connection becomes a provisioning one with the first write', async () => {
  const scope = await newOrganisation(connection.db);
  await enableScim(scope);
  const { token } = await generateToken(scope, { label: 'Entra' });
  const heard = {
    tokenId: token.id,
    address: '203.0.113.77',
    lastCallAt: '2026-03-01T10:00:00.000Z',
    lastCall: { method: 'GET', path: '/Users', status: 200, tokenLabel: 'Entra' },
    testedAt: '2026-03-01T10:00:00.000Z',
    wroteAt: null,
  };
  await recordActivity(scope.db, scope.tenant.id, heard);
  const tested = await getProvisioning(scope, { publicOrigin });
  expect(tested.connection).toMatchObject({ state: 'connectionTested', lastCall: heard.lastCall });
  await recordActivity(scope.db, scope.tenant.id, { ...heard, wroteAt: '2026-03-01T10:01:00.000Z' });
  const provisioning = await getProvisioning(scope, { publicOrigin });
  expect(provisioning.connection).toMatchObject({
    state: 'provisioning',
    firstWriteAt: '2026-03-01T10:01:00.000Z',
  });
});
