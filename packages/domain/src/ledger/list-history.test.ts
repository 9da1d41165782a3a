import { afterAll, beforeAll, expect, test } from 'vitest';
import { addGroup, addUser, openDirectory, patch } from '../../test/fill-directory.ts';
import { newOrganisation, testConnection } from '../../test/test-organisation.ts';
import { deleteResource } from '../provisioning/delete-resource.ts';
import { groupType, userType } from '../provisioning/resource-type.ts';
import type { Scope } from '../scope.ts';
import { listHistory } from './list-history.ts';
import { listHistoryOf } from './list-history-of.ts';

let connection: Awaited<ReturnType<typeof testConnection>>;
let scope: Scope;
let scim: Awaited<ReturnType<typeof openDirectory>>;
beforeAll(async () => {
  connection = await testConnection();
  scope = await newOrganisation(connection.db);
  scim = await openDirectory(scope);
});
afterAll(() => connection[Symbol.asyncDispose]());

test('a user’s history begins with who brought them', async () => {
  const id = await addUser(scim, { userName: 'new@lantern.example', title: 'Analyst' });
  expect(await listHistoryOf(scope, { type: 'User', id }, 1)).toMatchObject({
    total: 1,
    items: [
      {
        actor: { kind: 'token', label: 'Entra' },
        requestId: 'request-of-entra',
        resource: { type: 'User', id, label: 'new@lantern.example' },
        operation: 'create',
        outcome: 'applied',
        group: null,
      },
    ],
  });
});

test('a user’s history has what changed and what they joined and left, newest first', async () => {
  const id = await addUser(scim, { userName: 'mover@lantern.example', title: 'Analyst' });
  const group = await addGroup(scim, 'Movers', [id]);
  await patch(scim, userType, id, { op: 'replace', path: 'title', value: 'Lead' });
  await patch(scim, groupType, group, { op: 'remove', path: 'members', value: [{ value: id }] });

  const { items } = await listHistoryOf(scope, { type: 'User', id }, 1);
  expect(items.map(({ operation }) => operation)).toEqual(['removeMember', 'update', 'addMember', 'create']);
  expect(items[0]?.group).toEqual({ id: group, displayName: 'Movers' });
  expect(items[1]?.changes).toEqual([{ path: 'title', before: 'Analyst', after: 'Lead' }]);
});

test('a group’s history has who joined and left it, and what it joined', async () => {
  const id = await addUser(scim, { userName: 'member@lantern.example' });
  const inner = await addGroup(scim, 'Inner', [id]);
  const outer = await addGroup(scim, 'Outer', [inner]);

  const { items } = await listHistoryOf(scope, { type: 'Group', id: inner }, 1);
  expect(
    items.map(({ operation, resource, group }) => [operation, resource.label, group?.displayName]),
  ).toEqual([
    ['addMember', 'Inner', 'Outer'],
    ['addMember', 'member@lantern.example', 'Inner'],
    ['create', 'Inner', undefined],
  ]);
  expect((await listHistoryOf(scope, { type: 'Group', id: outer }, 1)).total).toBe(2);
});

test('what is deleted keeps its history, which ends with every value that went', async () => {
  const id = await addUser(scim, { userName: 'gone@lantern.example', title: 'Analyst' });
  await deleteResource(scim, userType, id, undefined);
  const { items } = await listHistoryOf(scope, { type: 'User', id }, 1);
  expect(items.map(({ operation }) => operation)).toEqual(['delete', 'create']);
  expect(items[0]?.changes).toEqual([
    { path: 'active', before: true, after: null },
    { path: 'title', before: 'Analyst', after: null },
    { path: 'userName', before: 'gone@lantern.example', after: null },
  ]);
});

test('the history of the organisation has everything, a page at a time, newest first', async () => {
  const other = await newOrganisation(connection.db);
  const theirs = await openDirectory(other);
  for (let number = 0; number < 30; number++)
    await addUser(theirs, { userName: `n${number}@lantern.example` });

  const first = await listHistory(other, 1);
  expect(first).toMatchObject({ total: 34, page: 1, pageSize: 25 });
  expect(first.items[0]?.resource.label).toBe('n29@lantern.example');
  const second = await listHistory(other, 2);
  expect(second.items.map(({ operation, resource }) => `${operation} ${resource.type}`).slice(-4)).toEqual([
    'create Token',
    'enable Provisioning',
    'update Provisioning',
    'create IdentityProvider',
  ]);
  expect(second.items.at(-1)?.actor).toEqual({ kind: 'admin', label: other.actor.label });
});

test('no line of one organisation is in another’s history', async () => {
  const id = await addUser(scim, { userName: 'ours@lantern.example' });
  const other = await newOrganisation(connection.db);
  expect(await listHistoryOf(other, { type: 'User', id }, 1)).toMatchObject({ items: [], total: 0 });
  expect(await listHistory(other, 1)).toMatchObject({ items: [], total: 0 });
});
