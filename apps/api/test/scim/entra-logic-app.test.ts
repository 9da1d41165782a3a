import { afterAll, beforeAll, expect, test } from 'vitest';
import { defaultUserMappings, groupMappings } from '@rollcall/entra';
import type { Attribute, Schema } from '@rollcall/scim';
import { startScim, type Api, type Tenant } from '../start-scim.ts';
import { urns } from '../scim-client.ts';

// What Microsoft's Logic App template (SCIMReferenceCode, gallery onboarding) sends directly, by its names; and what the
// web validator does once it has read /Schemas. Its engine tests are those of Entra itself (entra-lifecycle.test.ts).

let api: Api;
let tenant: Tenant;
let count = 0;
beforeAll(async () => {
  api = await startScim();
  tenant = await api.makeTenant();
});
afterAll(() => api[Symbol.asyncDispose]());

const schemas = async () => (await tenant.get('/Schemas')).body.Resources as Schema[];
const attributesOf = async (urn: string) => (await schemas()).find(({ id }) => id === urn)!.attributes;
const newUser = () => tenant.createUser(`logic.${++count}@example.com`);

test('Schema_Discoverability_Test: /Schemas knows every attribute that Entra maps by default', async () => {
  const known = new Set((await schemas()).flatMap(namesOf));
  const mapped = [...defaultUserMappings, ...groupMappings].map(({ target }) => target.toLowerCase());
  // A mapping names an element of a list, `emails[type eq "work"].value`; a schema describes them all.
  const bare = mapped.map((target) => target.replace(/\[.*\]/, ''));
  expect(bare.filter((name) => !known.has(name))).toEqual([]);
});

test('SCIM_Null_Update_Test: each optional attribute set to empty text, and then to null, is gone', async () => {
  const paths = optional(await attributesOf(urns.user)).filter((name) => !['externalId'].includes(name));
  expect(paths).toContain('nickName');
  for (const nothing of ['', null]) {
    const { id } = await tenant.createUser(
      `null.${++count}@example.com`,
      Object.fromEntries(paths.map((path) => [path, 'text'])),
    );
    const operations = paths.map((path) => ({ op: 'replace', path, value: nothing }));
    expect((await tenant.patch(`/Users/${id}`, operations)).status).toBe(200);
    const { body } = await tenant.get(`/Users/${id}`);
    for (const path of paths) expect(body[path], path).toBeUndefined();
    expect((await tenant.delete(`/Users/${id}`)).status).toBe(204);
  }
});

test('SCIM_User_Create_Test, SCIM_User_Update_Test: each single value of a user is what was last written', async () => {
  const user = await newUser();
  expect(user).toMatchObject({ id: expect.any(String) as string, userName: `logic.${count}@example.com` });
  const values = Object.fromEntries(
    optional(await attributesOf(urns.user)).map((path) => [path, `${path} 2`]),
  );
  const operations = Object.entries(values).map(([path, value]) => ({ op: 'replace', path, value }));
  expect((await tenant.patch(`/Users/${user.id}`, operations)).status).toBe(200);
  expect((await tenant.get(`/Users/${user.id}`)).body).toMatchObject(values);
});

test('SCIM_Group_Create_Test, SCIM_Group_Update_Test: a group has the name and externalId last written', async () => {
  const group = await tenant.createGroup(`Logic ${++count}`, { externalId: 'x1' });
  expect(group).toMatchObject({ id: expect.any(String) as string, displayName: `Logic ${count}` });
  const operations = [
    { op: 'replace', path: 'displayName', value: `Logic ${++count}` },
    { op: 'replace', path: 'externalId', value: 'x2' },
  ];
  expect((await tenant.patch(`/Groups/${group.id}`, operations)).status).toBe(204);
  expect((await tenant.get(`/Groups/${group.id}`)).body).toMatchObject({
    displayName: `Logic ${count}`,
    externalId: 'x2',
  });
});

test.each(['Users', 'Groups'])(
  'SCIM_User_Pagination_Test, SCIM_Group_Pagination_Test: %s come in pages of five, each saying where it starts',
  async (type) => {
    const pages = await api.makeTenant();
    for (let n = 1; n <= 11; n += 1)
      await (type === 'Users' ? pages.createUser(`page.${n}@example.com`) : pages.createGroup(`Page ${n}`));
    const seen: string[] = [];
    for (const startIndex of [1, 6, 11]) {
      const { status, body } = await pages.get(`/${type}?startIndex=${startIndex}&count=5`);
      expect([status, body.startIndex, body.totalResults]).toEqual([200, startIndex, 11]);
      seen.push(...(body.Resources as { id: string }[]).map(({ id }) => id));
    }
    expect(new Set(seen).size).toBe(11);
  },
);

test('SCIM_Update_Manager_Test: Add, Replace, and Replace with nothing leave the manager they name', async () => {
  const [user, first, second] = [await newUser(), await newUser(), await newUser()];
  const path = `${urns.enterprise}:manager`;
  const after = async (op: string, value: unknown) => {
    expect((await tenant.patch(`/Users/${user.id}`, [{ op, path, value }])).status).toBe(200);
    return (await tenant.get(`/Users/${user.id}`)).body[urns.enterprise]?.manager?.value as unknown;
  };
  expect(await after('Add', { value: first.id })).toBe(first.id);
  expect(await after('Replace', { value: second.id })).toBe(second.id);
  expect(await after('Replace', '')).toBeUndefined();
});

test('a PATCH without operations succeeds and is no new version', async () => {
  const user = await newUser();
  const { status } = await tenant.patch(`/Users/${user.id}`, []);
  expect([200, 204]).toContain(status);
  expect((await tenant.get(`/Users/${user.id}`)).body.meta.version).toBe(user.meta.version);
});

test('a user with a random value for everything /Schemas calls writable is created, as discovery mode sends it', async () => {
  const core = await attributesOf(urns.user);
  const enterprise = await attributesOf(urns.enterprise);
  const body = {
    ...anyObject(core),
    userName: `discovered.${++count}@example.com`,
    [urns.enterprise]: anyObject(enterprise),
    schemas: [urns.user, urns.enterprise],
  };
  const { status, text, body: made } = await tenant.post('/Users', body);
  expect(status, text).toBe(201);
  const { password: _, ...shown } = body as Record<string, unknown>;
  expect(Object.keys(made)).toEqual(expect.arrayContaining(Object.keys(shown)));
});

/** The attributes as a mapping writes them, in lower case; those of an extension under its URN. */
function namesOf({ id, attributes }: Schema): string[] {
  const prefix = id === urns.enterprise ? `${id}:` : '';
  const names = attributes.flatMap(({ name, subAttributes = [] }) => [
    name,
    ...subAttributes.map((part) => `${name}.${part.name}`),
  ]);
  return [...names, 'externalId'].map((name) => `${prefix}${name}`.toLowerCase());
}

function optional(attributes: readonly Attribute[]): string[] {
  return attributes
    .filter(
      ({ type, multiValued, required, mutability }) =>
        type === 'string' && !multiValued && !required && mutability === 'readWrite',
    )
    .map(({ name }) => name);
}

function anyObject(attributes: readonly Attribute[]): Record<string, unknown> {
  const writable = attributes.filter(({ mutability }) => mutability !== 'readOnly');
  return Object.fromEntries(
    writable.map((each) => [each.name, each.multiValued ? [anyValue(each)] : anyValue(each)]),
  );
}

function anyValue({ type, subAttributes = [] }: Attribute): unknown {
  switch (type) {
    case 'complex':
      return anyObject(subAttributes);
    case 'boolean':
      return true;
    case 'integer':
    case 'decimal':
      return 7;
    case 'dateTime':
      return '2026-03-01T10:00:00Z';
    default:
      return 'QWERTYUIOPAS';
  }
}
