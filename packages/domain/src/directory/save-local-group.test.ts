import { afterAll, beforeAll, expect, test } from 'vitest';
import { addGroup, addUser, openDirectory } from '../../test/fill-directory.ts';
import { newOrganisation, testConnection } from '../../test/test-organisation.ts';
import type { ScimScope } from '../provisioning/scim-scope.ts';
import type { Scope } from '../scope.ts';
import { actOnGroup } from './act-on-groups.ts';
import { getGroup } from './get-group.ts';
import { listGroups } from './list-groups.ts';
import { listMembers } from './list-members.ts';
import { changeLocalGroup, changeLocalMembers, createLocalGroup } from './save-local-group.ts';

let connection: Awaited<ReturnType<typeof testConnection>>;
let scope: Scope;
let scim: ScimScope;
beforeAll(async () => {
  connection = await testConnection();
  scope = await newOrganisation(connection.db);
  scim = await openDirectory(scope);
});
afterAll(() => connection[Symbol.asyncDispose]());

test('a local group takes in any people and any groups, and lets them go', async () => {
  const person = await addUser(scim, { userName: 'mina@lantern.example' });
  const provisioned = await addGroup(scim, 'Provisioned');
  const { id } = await createLocalGroup(scope, { displayName: 'Harbour' });
  expect(await getGroup(scope, id)).toMatchObject({ origin: 'local', members: 0 });
  await changeLocalMembers(scope, id, { add: [person, provisioned], remove: [] });
  const { items } = await listMembers(scope, id, { page: 1 });
  expect(items.map((member) => member.id).sort()).toEqual([person, provisioned].sort());
  await changeLocalMembers(scope, id, { add: [], remove: [person] });
  expect((await listMembers(scope, id, { page: 1 })).items.map((member) => member.id)).toEqual([provisioned]);
});

test('a group cannot come to be inside itself', async () => {
  const { id: outer } = await createLocalGroup(scope, { displayName: 'Outer' });
  const { id: inner } = await createLocalGroup(scope, { displayName: 'Inner' });
  await changeLocalMembers(scope, outer, { add: [inner], remove: [] });
  const refused = {
    code: 'invalidInput',
    fields: { members: expect.stringContaining('inside itself') as string },
  };
  await expect(changeLocalMembers(scope, inner, { add: [outer], remove: [] })).rejects.toMatchObject(refused);
  await expect(changeLocalMembers(scope, inner, { add: [inner], remove: [] })).rejects.toMatchObject(refused);
  expect(await getGroup(scope, inner)).toMatchObject({ members: 0 });
});

test('a name that is taken or missing is the problem of its field, and a new name is kept', async () => {
  const { id } = await createLocalGroup(scope, { displayName: 'Night watch' });
  await expect(createLocalGroup(scope, { displayName: 'NIGHT WATCH' })).rejects.toMatchObject({
    fields: { displayName: expect.stringContaining('already has this name') as string },
  });
  await expect(changeLocalGroup(scope, id, { displayName: '' })).rejects.toMatchObject({
    fields: { displayName: expect.any(String) as string },
  });
  await changeLocalGroup(scope, id, { displayName: 'Dawn watch' });
  expect(await getGroup(scope, id)).toMatchObject({ displayName: 'Dawn watch', version: 2 });
});

test('a provisioned group is changed where it comes from', async () => {
  const id = await addGroup(scim, 'From Entra');
  await expect(changeLocalGroup(scope, id, { displayName: 'Mine' })).rejects.toMatchObject({
    code: 'notLocal',
  });
  await expect(changeLocalMembers(scope, id, { add: [], remove: [] })).rejects.toMatchObject({
    code: 'notLocal',
  });
});

test('an archived group is out of the list, and comes back; a deleted one does not', async () => {
  const { id } = await createLocalGroup(scope, { displayName: 'Old project' });
  await actOnGroup(scope, 'archive', id);
  expect(await listGroups(scope, { search: 'old', page: 1 })).toMatchObject({ total: 0 });
  expect(await listGroups(scope, { status: 'archived', page: 1 })).toMatchObject({ total: 1 });
  await actOnGroup(scope, 'unarchive', id);
  expect(await listGroups(scope, { search: 'old', page: 1 })).toMatchObject({ total: 1 });
  await actOnGroup(scope, 'delete', id);
  await expect(getGroup(scope, id)).rejects.toMatchObject({ code: 'notFound' });
});

test('another organisation’s group is not found', async () => {
  const { id } = await createLocalGroup(scope, { displayName: 'Ours' });
  const other = await newOrganisation(connection.db);
  await expect(changeLocalMembers(other, id, { add: [], remove: [] })).rejects.toMatchObject({
    code: 'notFound',
  });
  await expect(actOnGroup(other, 'delete', id)).rejects.toMatchObject({ code: 'notFound' });
  await actOnGroup(other, 'archive', id);
  expect(await getGroup(scope, id)).toMatchObject({ archivedAt: null });
});
