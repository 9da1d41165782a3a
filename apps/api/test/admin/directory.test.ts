import { afterAll, beforeAll, expect, test } from 'vitest';
import { addResourceType } from '@rollcall/domain';
import { makeGroup, makeResource, makeUser } from '@rollcall/testkit';
import { startAdmin, type AdminDoor } from './start-admin.ts';

let door: AdminDoor;
let api: ReturnType<AdminDoor['as']>;
let tenant: string;
let mina: { id: string };
let crew: { id: string };
let buoy: { id: string };
beforeAll(async () => {
  door = await startAdmin();
  const { scope, scim, open } = await door.makeConnectedTenant();
  tenant = scope.tenant.key;
  mina = await makeUser(scim, { userName: 'mina@lantern.example', department: 'Fleet', title: 'Captain' });
  crew = await makeGroup(scim, { displayName: 'Crew', members: [mina.id] });
  for (let number = 1; number <= 26; number++) await makeUser(scim, { givenName: 'Jonas' });
  await addResourceType(scope, {
    name: 'Buoy',
    endpoint: 'Buoys',
    definition: {
      id: 'urn:lantern:Buoy',
      name: 'Buoy',
      attributes: [{ name: 'displayName' }, { name: 'light' }],
    },
  });
  buoy = await makeResource(await open(), 'Buoy', { displayName: 'North reef', light: 'green' });
  api = door.as(await door.signInTo(scope, 'readOnly'));
});
afterAll(() => door[Symbol.asyncDispose]());

test('a Read only profile sees the whole directory, a page at a time', async () => {
  const first = await api.users.list.query({ tenant });
  expect(first).toMatchObject({ total: 27, page: 1, pageSize: 25 });
  expect(first.items).toHaveLength(25);
  const second = await api.users.list.query({ tenant, page: 2 });
  expect(second.items).toHaveLength(2);
});

test('a user is shown with everything that is known of them', async () => {
  const user = await api.users.get.query({ tenant, id: mina.id });
  expect(user).toMatchObject({
    userName: 'mina@lantern.example',
    displayName: 'Mina Sørby',
    email: 'mina@lantern.example',
    department: 'Fleet',
    title: 'Captain',
    active: true,
    access: 'granted',
    origin: 'scim',
    version: 1,
    lastSignInAt: null,
    groups: [{ id: crew.id, displayName: 'Crew' }],
    groupsTotal: 1,
  });
  expect(user.attributes).toContainEqual({
    path: 'emails[type eq "work"].value',
    value: 'mina@lantern.example',
    source: expect.objectContaining({ kind: 'token', label: 'Entra provisioning' }) as object,
  });
});

test('a group is shown with its members', async () => {
  expect(await api.groups.get.query({ tenant, id: crew.id })).toMatchObject({
    displayName: 'Crew',
    members: 1,
  });
  const { items } = await api.groups.members.query({ tenant, id: crew.id });
  expect(items).toEqual([
    {
      id: mina.id,
      type: 'User',
      displayName: 'Mina Sørby',
      userName: 'mina@lantern.example',
      email: 'mina@lantern.example',
      active: true,
      access: 'granted',
      through: null,
    },
  ]);
});

test('resources of an own type are listed and shown', async () => {
  const type = { name: 'Buoy', endpoint: 'Buoys', description: '', urn: 'urn:lantern:Buoy' };
  expect(await api.resources.types.query({ tenant })).toEqual([type]);
  expect(await api.resources.list.query({ tenant, endpoint: 'Buoys' })).toMatchObject({
    type,
    total: 1,
    columns: ['light'],
    items: [{ id: buoy.id, displayName: 'North reef', values: { light: 'green' } }],
  });
  expect(await api.resources.get.query({ tenant, endpoint: 'Buoys', id: buoy.id })).toMatchObject({
    type,
    origin: 'scim',
    version: 1,
    attributes: expect.arrayContaining([{ path: 'light', value: 'green' }]),
  });
  const { items } = await api.history.of.query({ tenant, type: 'Resource', id: buoy.id });
  expect(items).toMatchObject([{ operation: 'create', actor: { label: 'Entra provisioning' } }]);
});

test('the history says who did what and when', async () => {
  const { items } = await api.history.of.query({ tenant, type: 'User', id: mina.id });
  expect(items).toMatchObject([
    { operation: 'addMember', actor: { kind: 'token', label: 'Entra provisioning' }, group: { id: crew.id } },
    { operation: 'create', resource: { type: 'User', id: mina.id }, outcome: 'applied' },
  ]);
});

test('what is typed in the search finds people and groups', async () => {
  expect(await api.search.find.query({ tenant, query: 'SØR' })).toMatchObject({ groups: [] });
  expect(await api.search.find.query({ tenant, query: 'cre' })).toEqual({
    users: [],
    groups: [{ id: crew.id, displayName: 'Crew' }],
    resources: [],
  });
});

test('an id that nobody has, in whatever form, is not found', async () => {
  const unknown = ['11111111-2222-3333-4444-555555555555', 'not an id', 'a\0b'];
  for (const id of unknown) {
    const notFound = { data: { code: 'NOT_FOUND', httpStatus: 404 } };
    await expect(api.users.get.query({ tenant, id })).rejects.toMatchObject(notFound);
    await expect(api.groups.get.query({ tenant, id })).rejects.toMatchObject(notFound);
    await expect(api.groups.members.query({ tenant, id })).rejects.toMatchObject(notFound);
    const resource = api.resources.get.query({ tenant, endpoint: 'Buoys', id });
    await expect(resource).rejects.toMatchObject(notFound);
  }
  await expect(api.resources.list.query({ tenant, endpoint: 'Users' })).rejects.toMatchObject({
    data: { code: 'NOT_FOUND' },
  });
});

test('a question nobody can answer is refused by its field', async () => {
  const refusal = (field: string) => ({
    data: { code: 'BAD_REQUEST', fields: { [field]: expect.any(String) } },
  });
  await expect(api.users.list.query({ tenant, page: 0 })).rejects.toMatchObject(refusal('page'));
  await expect(api.users.list.query({ tenant, search: 'a\0b' })).rejects.toMatchObject(refusal('search'));
  await expect(api.users.list.query({ tenant, search: 'a'.repeat(201) })).rejects.toMatchObject(
    refusal('search'),
  );
});
