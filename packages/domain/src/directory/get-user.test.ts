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
  expect(user).toMatchObject({
    externalId: 'e-1',
    version: 1,
    department: 'Fleet',
    manager: null,
    groups: [],
  });
  expect(user.attributes).toEqual(
    expect.arrayContaining([
      { path: 'name.givenName', value: 'Mina' },
      { path: 'emails[type eq "work"].value', value: 'mina@lantern.example' },
      { path: 'emails[type eq "work"].primary', value: true },
      { path: `${enterprise}:department`, value: 'Fleet' },
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

test('another organisation’s user is not found', async () => {
  const id = await addUser(scim, { userName: 'ours@lantern.example' });
  const other = await newOrganisation(connection.db);
  await expect(getUser(other, id)).rejects.toMatchObject({ code: 'notFound' });
});
