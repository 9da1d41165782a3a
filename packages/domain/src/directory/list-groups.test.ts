import { afterAll, beforeAll, expect, test } from 'vitest';
import { addGroup, addUser, openDirectory, patch } from '../../test/fill-directory.ts';
import { newOrganisation, testConnection } from '../../test/test-organisation.ts';
import { groupType } from '../provisioning/resource-type.ts';
import type { Scope } from '../scope.ts';
import { findInDirectory } from './find-in-directory.ts';
import { getGroup } from './get-group.ts';
import { listGroups, type GroupQuery } from './list-groups.ts';
import { listMembers } from './list-members.ts';

let connection: Awaited<ReturnType<typeof testConnection>>;
let scope: Scope;
let scim: Awaited<ReturnType<typeof openDirectory>>;
const ids: Record<'mina' | 'jonas' | 'crew' | 'fleet' | 'empty', string> = {
  mina: '',
  jonas: '',
  crew: '',
  fleet: '',
  empty: '',
};
beforeAll(async () => {
  connection = await testConnection();
  scope = await newOrganisation(connection.db);
  scim = await openDirectory(scope);
  ids.mina = await addUser(scim, { userName: 'mina@lantern.example', displayName: 'Mina Sørby' });
  ids.jonas = await addUser(scim, { userName: 'jonas@lantern.example', active: false });
  ids.crew = await addGroup(scim, 'Crew at sea', [ids.mina, ids.jonas]);
  ids.fleet = await addGroup(scim, 'Fleet', [ids.crew, ids.mina, ids.jonas]);
  ids.empty = await addGroup(scim, 'Ashore');
});
afterAll(() => connection[Symbol.asyncDispose]());

test('groups are listed by name with the number of their direct members', async () => {
  const { items, total } = await listGroups(scope, { page: 1 });
  expect(total).toBe(3);
  expect(items.map(({ displayName, members }) => `${displayName}: ${members}`)).toEqual([
    'Ashore: 0',
    'Crew at sea: 2',
    'Fleet: 3',
  ]);
});

test('groups are found by name, the nearest first, narrowed, and sorted by size', async () => {
  expect(await namesOf({ search: 'SEA' })).toEqual(['Crew at sea']);
  expect(await namesOf({ search: 'a' })).toEqual(['Ashore', 'Crew at sea']);
  expect(await namesOf({ search: 'nowhere' })).toEqual([]);
  expect(await namesOf({ status: 'empty' })).toEqual(['Ashore']);
  expect(await namesOf({ origin: 'local' })).toEqual([]);
  expect(await namesOf({ sort: 'members', order: 'desc' })).toEqual(['Fleet', 'Crew at sea', 'Ashore']);
});

test('members are people and groups by name, each with what it has', async () => {
  const { items, total } = await listMembers(scope, ids.fleet, { page: 1 });
  expect(total).toBe(3);
  expect(items).toEqual([
    {
      id: ids.crew,
      type: 'Group',
      displayName: 'Crew at sea',
      userName: null,
      email: null,
      active: null,
      access: null,
      through: null,
    },
    {
      id: ids.jonas,
      type: 'User',
      displayName: 'jonas@lantern.example',
      userName: 'jonas@lantern.example',
      email: null,
      active: false,
      access: 'suspended',
      through: null,
    },
    expect.objectContaining({ id: ids.mina, type: 'User', displayName: 'Mina Sørby', access: 'granted' }),
  ]);
});

test('a group tells what groups it is inside of', async () => {
  expect(await getGroup(scope, ids.crew)).toMatchObject({
    groups: [{ id: ids.fleet, displayName: 'Fleet', through: [] }],
    groupsTotal: 1,
  });
});

test('members are found by the start of a word', async () => {
  const found = await listMembers(scope, ids.fleet, { search: 'sø', page: 1 });
  expect(found).toMatchObject({ total: 1, items: [{ id: ids.mina }] });
});

test('a change of members gives a group a new version and moves it up by last change', async () => {
  const before = await getGroup(scope, ids.empty);
  await patch(scim, groupType, ids.empty, { op: 'add', path: 'members', value: [{ value: ids.mina }] });
  const after = await getGroup(scope, ids.empty);
  expect(after.version).toBeGreaterThan(before.version);
  expect(await namesOf({ sort: 'updatedAt', order: 'desc' })).toEqual(['Ashore', 'Fleet', 'Crew at sea']);
  await patch(scim, groupType, ids.empty, { op: 'remove', path: 'members' });
});

test('another organisation’s group is not found, nor who is in it', async () => {
  const other = await newOrganisation(connection.db);
  await expect(getGroup(other, ids.fleet)).rejects.toMatchObject({ code: 'notFound' });
  await expect(listMembers(other, ids.fleet, { page: 1 })).rejects.toMatchObject({ code: 'notFound' });
});

test('typing the start of a word finds people and groups together, eight of each at most', async () => {
  for (let number = 0; number < 9; number++) {
    await addUser(scim, { userName: `crewmate${number}@lantern.example` });
  }
  const found = await findInDirectory(scope, 'Crew');
  expect(found.users).toHaveLength(8);
  expect(found.groups).toEqual([{ id: ids.crew, displayName: 'Crew at sea' }]);
  expect(await findInDirectory(scope, '')).toEqual({ users: [], groups: [], resources: [] });
});

test('people in groups inside count as members where that is asked, each once and through whom', async () => {
  const { total, items } = await listMembers(scope, ids.fleet, { show: 'all', page: 1 });
  expect(total).toBe(2);
  expect(items.map(({ id, through }) => [id, through])).toEqual([
    [ids.jonas, null],
    [ids.mina, null],
  ]);
  const inner = await addUser(scim, { userName: 'zz.inner@lantern.example' });
  await patch(scim, groupType, ids.crew, { op: 'add', path: 'members', value: [{ value: inner }] });
  expect((await listMembers(scope, ids.fleet, { show: 'all', page: 1 })).items.at(-1)).toMatchObject({
    id: inner,
    through: { id: ids.crew, displayName: 'Crew at sea' },
  });
  await patch(scim, groupType, ids.crew, { op: 'remove', path: `members[value eq "${inner}"]` });
});

async function namesOf(query: Omit<GroupQuery, 'page'>): Promise<string[]> {
  const { items } = await listGroups(scope, { page: 1, ...query });
  return items.map(({ displayName }) => displayName);
}
