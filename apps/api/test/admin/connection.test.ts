import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { makeTenant, makeUser } from '@rollcall/testkit';
import { publicOrigin, startAdmin, type AdminDoor } from './start-admin.ts';

const settings = {
  entraTenantId: '8f2d1c9e-0f3b-4a52-9a1c-3f6f0a1b7d20',
  clientId: '2b9c4f6a-7d1e-4c58-8a3b-5e0f9d2c6b14',
  clientSecret: 'Q~a.secret.value',
};

let door: AdminDoor;
let tenant: string;
let api: ReturnType<AdminDoor['as']>;
beforeAll(async () => {
  door = await startAdmin();
});
afterAll(() => door[Symbol.asyncDispose]());

beforeEach(async () => {
  const scope = await makeTenant(door.db);
  tenant = scope.tenant.key;
  api = door.as(await door.signInTo(scope));
});

const confirm = { losing: 0 };

test('before the first save there are no settings, and what to register at the provider can be copied already', async () => {
  expect(await api.identityProvider.get.query({ tenant })).toBeNull();
  expect(await api.identityProvider.returnAddresses.query({ tenant })).toEqual({
    redirectUri: `${publicOrigin}/t/${tenant}/sign-in/callback`,
    postLogoutRedirectUri: `${publicOrigin}/t/${tenant}/sign-in/signed-out`,
  });
});

test('settings come back without their secret', async () => {
  const tried = await api.identityProvider.save.mutate({ tenant, ...settings });
  expect(tried).toMatchObject({ applied: false, impact: { gaining: 0, losing: 0 } });
  expect(await api.identityProvider.get.query({ tenant })).toBeNull();
  const saved = await api.identityProvider.save.mutate({ tenant, ...settings, confirm });
  expect(saved).toMatchObject({
    applied: true,
    result: { kind: 'entra', hasClientSecret: true, savedBy: 'Ada Vance' },
  });
  expect(await api.identityProvider.get.query({ tenant })).toMatchObject({ kind: 'entra' });
  expect(JSON.stringify(saved)).not.toContain(settings.clientSecret);
});

test('settings that cannot be right are refused with a sentence per field', async () => {
  const wrong = { tenant, entraTenantId: 'my tenant', clientId: '42', clientSecret: '' };
  await expect(api.identityProvider.save.mutate(wrong)).rejects.toMatchObject({
    data: {
      code: 'BAD_REQUEST',
      reason: 'invalidInput',
      fields: {
        entraTenantId: expect.stringContaining('Directory (tenant) ID'),
        clientId: expect.stringContaining('Application (client) ID'),
        clientSecret: expect.stringContaining('client secret'),
      },
    },
  });
});

test('SCIM is enabled after the settings are saved, not before', async () => {
  await expect(api.provisioning.enable.mutate({ tenant })).rejects.toMatchObject({
    data: { code: 'PRECONDITION_FAILED', reason: 'identityProviderNotSaved', httpStatus: 412 },
  });
  await api.identityProvider.save.mutate({ tenant, ...settings, confirm });
  expect(await api.provisioning.enable.mutate({ tenant })).toMatchObject({
    enabled: true,
    baseUrl: `${publicOrigin}/t/${tenant}/scim/v2`,
    connection: { state: 'neverContacted', lastCall: null },
  });
});

test('switching SCIM off says first whom it touches', async () => {
  const { scope, scim } = await door.makeConnectedTenant();
  await makeUser(scim);
  const owner = door.as(await door.signInTo(scope));
  const of = { tenant: scope.tenant.key };
  expect(await owner.provisioning.previewDisable.query(of)).toEqual({
    users: 1,
    activeUsers: 1,
    groups: 0,
    liveTokens: 1,
  });
  const after = await owner.provisioning.disable.mutate({ ...of, people: 'suspend' });
  expect(after).toMatchObject({ enabled: false, directory: { users: 1, activeUsers: 0 } });
});

test('a token is shown once, two are live at most, and a revoked one leaves room', async () => {
  const first = await api.tokens.generate.mutate({ tenant, label: 'First', expiresInDays: 30 });
  await api.tokens.generate.mutate({ tenant, label: 'Second' });
  await expect(api.tokens.generate.mutate({ tenant, label: 'Third' })).rejects.toMatchObject({
    data: { code: 'CONFLICT', reason: 'noFreeSlot' },
  });
  expect(await api.tokens.revoke.mutate({ tenant, id: first.token.id })).toMatchObject({ state: 'revoked' });
  await api.tokens.generate.mutate({ tenant, label: 'Third' });

  const list = await api.tokens.list.query({ tenant });
  expect(list.items.map(({ label, state }) => `${label} ${state}`)).toEqual([
    'Third live',
    'Second live',
    'First revoked',
  ]);
  expect(JSON.stringify(list)).not.toContain(first.secret);
});

test('a label or a number of days that makes no sense is refused by its field', async () => {
  const generate = (given: { label: string; expiresInDays: number }) =>
    api.tokens.generate.mutate({ tenant, ...given });
  const refusal = (field: string) => ({
    data: { code: 'BAD_REQUEST', fields: { [field]: expect.any(String) } },
  });
  await expect(generate({ label: ' ', expiresInDays: 30 })).rejects.toMatchObject(refusal('label'));
  await expect(generate({ label: 'a\0b', expiresInDays: 30 })).rejects.toMatchObject(refusal('label'));
  await expect(generate({ label: 'Entra', expiresInDays: 731 })).rejects.toMatchObject(
    refusal('expiresInDays'),
  );
  await expect(generate({ label: 'Entra', expiresInDays: Number.NaN })).rejects.toMatchObject(
    refusal('expiresInDays'),
  );
});
