import { afterAll, beforeAll, expect, test } from 'vitest';
import { addGroup, addUser, openDirectory, patch } from '../../test/fill-directory.ts';
import { newOrganisation, testConnection } from '../../test/test-organisation.ts';
import { userType } from '../provisioning/resource-type.ts';
import type { Scope } from '../scope.ts';
import { getUser } from './get-user.ts';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

let connection: Awaited<ReturnType<typeof testConnection>>;
let scope: Scope;
let scim: Awaited<ReturnType<typeof openDirectory>>;
beforeAll(async () => {
  connection = await testConnection();
  scope = await newOrganisation(connection.db);
  scim = await openDirectory(scope);
});
afterAll(() => connection[Symbol.asyncDispose]());

test('every value is shown under its path', async () => {
  const id = await addUser(scim, {
    userName: 'mina@lantern.example',
    externalId: 'e-1',
    name: { givenName: 'Mina' },
    emails: [{ type: 'work', value: 'mina@lantern.example', primary: true }],
    [enterprise]: { department: 'Fleet' },
  });
  const user = await getUser(scope, id);
  const source = { kind: 'token', label: 'Entra', at: expect.any(String) as string };
  expect(user).toMatchObject({
    externalId: 'e-1',
    version: 1,
    department: 'Fleet',
    manager: null,
    groups: [],
  });
  expect(user.attributes).toEqual(
    expect.arrayContaining([
      { path: 'name.givenName', value: 'Mina', source },
      { path: 'emails[type eq "work"].value', value: 'mina@lantern.example', source },
      { path: 'emails[type eq "work"].primary', value: true, source },
      { path: `${enterprise}:department`, value: 'Fleet', source },
    ]),
  );
});

test('a manager who is here is named, one who is not is left as the value that was sent', async () => {
  const boss = await addUser(scim, { userName: 'boss@lantern.example', displayName: 'Astrid Lind' });
  const id = await addUser(scim, { userName: 'managed@lantern.example' });
  const managedBy = (value: string) =>
    patch(scim, userType, id, { op: 'replace', path: `${enterprise}:manager`, value: { value } });

  await managedBy(boss);
  expect((await getUser(scope, id)).manager).toEqual({ id: boss, displayName: 'Astrid Lind' });
  await managedBy('somebody-elsewhere');
  const user = await getUser(scope, id);
  expect(user.manager).toBeNull();
  expect(user.attributes).toContainEqual({
    path: `${enterprise}:manager.value`,
    value: 'somebody-elsewhere',
    source: expect.objectContaining({ kind: 'token' }) as object,
  });
});

test('the first hundred groups are named, and all are counted', async () => {
  const id = await addUser(scim, { userName: 'joiner@lantern.example' });
  for (let number = 100; number < 201; number++) await addGroup(scim, `Group ${number}`, [id]);
  const user = await getUser(scope, id);
  expect(user.groupsTotal).toBe(101);
  expect(user.groups).toHaveLength(100);
  expect(user.groups[0]?.displayName).toBe('Group 100');
});

test('each value tells who said it last, and when: the change of it, else the creation', async () => {
  const id = await addUser(scim, {
    userName: 'sources@lantern.example',
    title: 'Deckhand',
    name: { givenName: 'Mina', familyName: 'Sørby' },
  });
  const before = await getUser(scope, id);
  await patch(scim, userType, id, { op: 'replace', path: 'name.givenName', value: 'Nina' });
  const after = await getUser(scope, id);
  const at = (user: typeof after, path: string) =>
    user.attributes.find((each) => each.path === path)?.source?.at;
  expect(at(after, 'title')).toBe(at(before, 'title'));
  expect(at(after, 'name.familyName')).toBe(at(before, 'name.familyName'));
  expect(Date.parse(at(after, 'name.givenName')!)).toBeGreaterThan(Date.parse(at(before, 'name.givenName')!));
});

test('groups are told with the way there, the shortest where there are several', async () => {
  const id = await addUser(scim, { userName: 'nested@lantern.example' });
  const crew = await addGroup(scim, 'Crew', [id]);
  const fleet = await addGroup(scim, 'Fleet', [crew]);
  const company = await addGroup(scim, 'Company', [fleet, crew]);
  const { groups, groupsTotal } = await getUser(scope, id);
  expect(groupsTotal).toBe(3);
  expect(groups).toEqual([
    { id: crew, displayName: 'Crew', archived: false, through: [] },
    { id: company, displayName: 'Company', archived: false, through: [{ id: crew, displayName: 'Crew' }] },
    { id: fleet, displayName: 'Fleet', archived: false, through: [{ id: crew, displayName: 'Crew' }] },
  ]);
});

test('another organisation’s user is not found', async () => {
  const id = await addUser(scim, { userName: 'ours@lantern.example' });
  const other = await newOrganisation(connection.db);
  await expect(getUser(other, id)).rejects.toMatchObject({ code: 'notFound' });
});
