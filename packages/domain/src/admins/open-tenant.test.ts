import { afterAll, beforeAll, expect, test } from 'vitest';
import { newOrganisation, secretKeys, testConnection } from '../../test/test-organisation.ts';
import { createAdmin } from './create-admin.ts';
import { createAuth } from './create-auth.ts';
import { giveProfile } from './give-profile.ts';
import { openTenant } from './open-tenant.ts';
import { tenantsOf } from './tenants-of.ts';

let connection: Awaited<ReturnType<typeof testConnection>>;
beforeAll(async () => {
  connection = await testConnection();
});
afterAll(() => connection[Symbol.asyncDispose]());

async function newAdmin(email: string): Promise<string> {
  const auth = createAuth({ db: connection.db, secretKeys, adminOrigin: 'http://localhost:5173' });
  return (await createAdmin(auth, { name: 'Ada', email, password: 'correct horse battery' })).id;
}

test('an admin runs the organisations they have a profile in, by name', async () => {
  const { db } = connection;
  const adminId = await newAdmin('one@lantern.example');
  const [zeta, alpha] = [await newOrganisation(db, 'Zeta'), await newOrganisation(db, 'Alpha')];
  await newOrganisation(db, 'Somebody else’s');
  await giveProfile(db, { tenantId: zeta.tenant.id, adminId, profile: 'readOnly' });
  await giveProfile(db, { tenantId: alpha.tenant.id, adminId, profile: 'admin' });
  await giveProfile(db, { tenantId: alpha.tenant.id, adminId, profile: 'owner' });
  expect(await tenantsOf(db, adminId)).toEqual([
    { ...alpha.tenant, profile: 'owner' },
    { ...zeta.tenant, profile: 'readOnly' },
  ]);
  expect(await openTenant(db, adminId, zeta.tenant.key)).toEqual({ ...zeta.tenant, profile: 'readOnly' });
});

test('an organisation of others and one that does not exist are refused alike', async () => {
  const { db } = connection;
  const adminId = await newAdmin('two@lantern.example');
  const theirs = await newOrganisation(db);
  for (const key of [theirs.tenant.key, 'nobody-0000']) {
    await expect(openTenant(db, adminId, key)).rejects.toMatchObject({
      code: 'notFound',
      message: `No organisation with the key "${key}" is open to you.`,
    });
  }
});
