import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  clientId,
  entraTenantId,
  ledgerOf,
  newOrganisation,
  secretKeys,
  testConnection,
} from '../../test/test-organisation.ts';
import { inTenant } from '../in-tenant.ts';
import type { Scope } from '../scope.ts';
import { decryptSecret } from '../secrets/encrypt-secret.ts';
import { getIdentityProvider } from './get-identity-provider.ts';
import { saveIdentityProvider } from './save-identity-provider.ts';

const settings = {
  entraTenantId,
  clientId,
  clientSecret: 'Qx8~first-secret',
  clientSecretExpiresOn: '2099-01-31',
};
const by = { secretKeys };

let connection: Awaited<ReturnType<typeof testConnection>>;
beforeAll(async () => {
  connection = await testConnection();
});
afterAll(() => connection[Symbol.asyncDispose]());

test('what is saved is what is read, without the secret', async () => {
  const scope = await newOrganisation(connection.db);
  expect(await getIdentityProvider(scope)).toBeNull();
  const saved = await saveIdentityProvider(
    scope,
    { ...settings, entraTenantId: ` ${entraTenantId.toUpperCase()} ` },
    by,
  );
  expect(saved).toEqual({
    kind: 'entra',
    name: 'Microsoft Entra ID',
    entraTenantId,
    issuer: `https://login.microsoftonline.com/${entraTenantId}/v2.0`,
    clientId,
    hasClientSecret: true,
    clientSecretExpiresOn: '2099-01-31',
    userNameClaim: null,
    groupsClaim: null,
    rolesClaim: null,
    jit: 'untilScim',
    savedAt: expect.any(String) as string,
    savedBy: 'ada@lantern.example',
    verifiedAt: null,
    checks: null,
    trial: null,
  });
  expect(await getIdentityProvider(scope)).toEqual(saved);
});

test('the secret is stored encrypted, opens with the key, and is in no answer and no ledger', async () => {
  const scope = await newOrganisation(connection.db);
  const saved = await saveIdentityProvider(scope, settings, by);
  const stored = await storedSecret(scope);
  expect(stored.includes(settings.clientSecret)).toBe(false);
  expect(decryptSecret(stored, secretKeys, scope.tenant.id)).toBe(settings.clientSecret);
  expect(JSON.stringify([saved, await ledgerOf(scope)])).not.toContain(settings.clientSecret);
});

test('the stored secret and its day stay when none is entered', async () => {
  const scope = await newOrganisation(connection.db);
  await saveIdentityProvider(scope, settings, by);
  const before = await storedSecret(scope);
  const other = '7a7a7a7a-1b1d-4c55-8f0e-6a1b2c3d4e5f';
  const saved = await saveIdentityProvider(scope, { entraTenantId, clientId: other, clientSecret: '' }, by);
  expect(saved).toMatchObject({ clientId: other, clientSecretExpiresOn: '2099-01-31' });
  expect(await storedSecret(scope)).toEqual(before);
});

test('the day of the old secret is not taken for the day of a new one', async () => {
  const scope = await newOrganisation(connection.db);
  await saveIdentityProvider(scope, settings, by);
  const saved = await saveIdentityProvider(scope, { entraTenantId, clientId, clientSecret: 'second' }, by);
  expect(saved.clientSecretExpiresOn).toBeNull();
  expect(decryptSecret(await storedSecret(scope), secretKeys, scope.tenant.id)).toBe('second');
});

test('the ledger says what changed, and of the secret only that it did', async () => {
  const scope = await newOrganisation(connection.db);
  await saveIdentityProvider(scope, settings, by);
  await saveIdentityProvider(scope, { ...settings, clientSecret: 'second' }, by);
  await saveIdentityProvider(scope, { entraTenantId, clientId }, by);
  const lines = (await ledgerOf(scope)).filter(({ resource_type }) => resource_type === 'IdentityProvider');
  expect(lines).toMatchObject([
    {
      resource_type: 'IdentityProvider',
      operation: 'create',
      paths: [
        { path: 'entraTenantId', before: null, after: entraTenantId },
        { path: 'clientId', before: null, after: clientId },
        { path: 'clientSecretExpiresOn', before: null, after: '2099-01-31' },
        { path: 'clientSecret', before: null, after: 'hidden' },
      ],
    },
    { operation: 'update', paths: [{ path: 'clientSecret', before: 'hidden', after: 'hidden' }] },
  ]);
});

test('a domain verified in Entra names the tenant too', async () => {
  const scope = await newOrganisation(connection.db);
  const saved = await saveIdentityProvider(
    scope,
    { ...settings, entraTenantId: 'Lantern.onmicrosoft.com' },
    by,
  );
  expect(saved.entraTenantId).toBe('lantern.onmicrosoft.com');
});

const oidc = {
  kind: 'oidc',
  issuer: 'https://login.lantern.example/',
  clientId: 'Rollcall',
  clientSecret: 's3cret',
} as const;

test('any OpenID Connect provider is saved by its issuer, letter by letter', async () => {
  const scope = await newOrganisation(connection.db);
  const saved = await saveIdentityProvider(
    scope,
    { ...oidc, userNameClaim: 'email', groupsClaim: 'groups', jit: 'off' },
    by,
  );
  expect(saved).toMatchObject({
    kind: 'oidc',
    name: 'login.lantern.example',
    entraTenantId: null,
    issuer: 'https://login.lantern.example/',
    clientId: 'Rollcall',
    userNameClaim: 'email',
    groupsClaim: 'groups',
    rolesClaim: null,
    jit: 'off',
  });
  const kept = await saveIdentityProvider(scope, { ...oidc, clientSecret: '' }, by);
  expect(kept).toMatchObject({ userNameClaim: 'email', groupsClaim: 'groups', jit: 'off' });
  const cleared = await saveIdentityProvider(scope, { ...oidc, clientSecret: '', groupsClaim: '' }, by);
  expect(cleared.groupsClaim).toBeNull();
});

test('a secret is never sent to another provider than the one it was entered for', async () => {
  const scope = await newOrganisation(connection.db);
  await saveIdentityProvider(scope, oidc, by);
  const other = { ...oidc, issuer: 'https://login.elsewhere.example', clientSecret: '' };
  await expect(saveIdentityProvider(scope, other, by)).rejects.toMatchObject({
    fields: { clientSecret: expect.stringContaining('of another provider') as string },
  });
});

test.each([
  ['issuer', { issuer: 'login.lantern.example' }],
  ['issuer', { issuer: 'https://login.lantern.example/?tenant=1' }],
  ['issuer', { issuer: 'https://ada:secret@login.lantern.example' }],
  ['issuer', { issuer: `https://login.microsoftonline.com/${entraTenantId}/v2.0` }],
  ['clientId', { clientId: '' }],
  ['clientSecret', { clientSecret: '' }],
  ['groupsClaim', { groupsClaim: 'my groups' }],
])('the %s of %o is refused for any other provider too', async (field, wrong) => {
  const scope = await newOrganisation(connection.db);
  await expect(saveIdentityProvider(scope, { ...oidc, ...wrong }, by)).rejects.toMatchObject({
    code: 'invalidInput',
    fields: { [field]: expect.stringMatching(/\.$/) as string },
  });
});

test.each([
  ['userNameClaim', { userNameClaim: 'email' }],
  ['entraTenantId', { entraTenantId: 'contoso' }],
  ['entraTenantId', { entraTenantId: 'https://login.microsoftonline.com' }],
  ['clientId', { clientId: 'my app' }],
  ['clientSecret', { clientSecret: '' }],
  ['clientSecret', { clientSecret: 'x'.repeat(513) }],
  ['clientSecret', { clientSecret: clientId }],
  ['clientSecretExpiresOn', { clientSecretExpiresOn: '2020-01-31' }],
  ['clientSecretExpiresOn', { clientSecretExpiresOn: '2099-02-30' }],
  ['clientSecretExpiresOn', { clientSecretExpiresOn: '31.1.2099' }],
])('the %s of %o is refused with a sentence and saves nothing', async (field, wrong) => {
  const scope = await newOrganisation(connection.db);
  await expect(saveIdentityProvider(scope, { ...settings, ...wrong }, by)).rejects.toMatchObject({
    code: 'invalidInput',
    fields: { [field]: expect.stringMatching(/\.$/) as string },
  });
  expect(await getIdentityProvider(scope)).toBeNull();
});

test('another organisation does not see the settings', async () => {
  const scope = await newOrganisation(connection.db);
  const other = await newOrganisation(connection.db);
  await saveIdentityProvider(scope, settings, by);
  expect(await getIdentityProvider(other)).toBeNull();
});

async function storedSecret(scope: Scope): Promise<Buffer> {
  const row = await inTenant(scope, (tx) =>
    tx.selectFrom('identity_providers').select('client_secret_encrypted').executeTakeFirstOrThrow(),
  );
  return row.client_secret_encrypted;
}
