import { afterAll, beforeAll, expect, test } from 'vitest';
import { newOrganisation, publicOrigin, testConnection } from '../../test/test-organisation.ts';
import { getProvisioning } from '../provisioning/get-provisioning.ts';
import { createTenant } from './create-tenant.ts';

let connection: Awaited<ReturnType<typeof testConnection>>;
beforeAll(async () => {
  connection = await testConnection();
});
afterAll(() => connection[Symbol.asyncDispose]());

test.each([
  ['Lantern Works', /^lantern-works-[a-z0-9]{4}$/],
  ['  Société Générique & Søn ', /^societe-generique-s-n-[a-z0-9]{4}$/],
  ['株式会社', /^organisation-[a-z0-9]{4}$/],
  ['A'.repeat(120), /^a{40}-[a-z0-9]{4}$/],
])('%s has a key that can stand in a URL', async (name, key) => {
  const tenant = await createTenant(connection.db, { name });
  expect(tenant.key).toMatch(key);
  expect(tenant.name).toBe(name.trim());
});

test('a new organisation has SCIM Provisioning off', async () => {
  const scope = await newOrganisation(connection.db);
  expect(await getProvisioning(scope, { publicOrigin })).toMatchObject({ enabled: false });
});

test('two organisations of one name have two keys', async () => {
  const made = await Promise.all([1, 2].map(() => createTenant(connection.db, { name: 'Twin' })));
  expect(new Set(made.map(({ key }) => key)).size).toBe(2);
});

test('a key given is the key, and is nobody else’s after that', async () => {
  const given = { name: 'Lantern Works', key: 'lantern-9x2q' };
  expect(await createTenant(connection.db, given)).toMatchObject({ key: 'lantern-9x2q' });
  await expect(createTenant(connection.db, given)).rejects.toMatchObject({
    code: 'invalidInput',
    fields: { key: 'Another organisation has the key lantern-9x2q.' },
  });
});

test.each([
  [{ name: ' ' }, 'name'],
  [{ name: 'x'.repeat(121) }, 'name'],
  [{ name: 'Lantern', key: 'Lantern' }, 'key'],
  [{ name: 'Lantern', key: '../admin-abcd' }, 'key'],
])('%o is refused for its %s', async (input, field) => {
  await expect(createTenant(connection.db, input)).rejects.toMatchObject({
    code: 'invalidInput',
    fields: { [field]: expect.any(String) as string },
  });
});
