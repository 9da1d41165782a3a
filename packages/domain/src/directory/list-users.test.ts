import { insertUsers } from '@rollcall/database/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addGroup, addUser, openDirectory } from '../../test/fill-directory.ts';
import { newOrganisation, testConnection } from '../../test/test-organisation.ts';
import { inTenant } from '../in-tenant.ts';
import { disableProvisioning } from '../provisioning/disable-provisioning.ts';
import type { Scope } from '../scope.ts';
import { listUsers, type UserQuery } from './list-users.ts';

let connection: Awaited<ReturnType<typeof testConnection>>;
let scope: Scope;
beforeAll(async () => {
  connection = await testConnection();
  scope = await newOrganisation(connection.db);
  const scim = await openDirectory(scope);
  const work = (value: string) => ({ emails: [{ type: 'work', value }] });
  await addUser(scim, {
    userName: 'anna.s@lantern.example',
    displayName: 'Anna Söder',
    ...work('soeder@lantern.example'),
  });
  await addUser(scim, {
    userName: 'bo@lantern.example',
    displayName: 'Bo Straße',
    active: false,
    externalId: 'E-77-bo',
  });
  await addUser(scim, {
    userName: 'cem@lantern.example',
    displayName: 'Cem 100% Çelik',
    ...work('a_b@lantern.example'),
  });
  await addUser(scim, { userName: 'zoe@lantern.example', ...work('zoe@other.example') });
});
afterAll(() => connection[Symbol.asyncDispose]());

describe('a search finds', () => {
  test.each([
    ['a display name by its start', 'anna', ['anna.s']],
    ['any word of it by its start, in any case', 'SÖD', ['anna.s']],
    ['several words together', 'anna sö', ['anna.s']],
    ['letters that fold to others', 'STRASSE', ['bo']],
    ['an accent written as a letter and a mark', 'c\u0327elik', ['cem']],
    ['a user name by its start', 'bo@lan', ['bo']],
    ['an e-mail address by its start', 'Soeder@', ['anna.s']],
    ['who has no display name by user name', 'zoe', ['zoe']],
    ['a word by its middle', 'öder', ['anna.s']],
    ['words in any order', 'söder anna', ['anna.s']],
    ['nobody by words of whom one is not there', 'anna straße', []],
    ['nobody by a word of the name and one of the address', 'anna soeder', []],
    ['who has an external id by its start', 'E-77', ['bo']],
    ['nobody by the middle of an external id', '7-bo', []],
    ['a percent sign as it is written', '100%', ['cem']],
    ['a percent sign alone only as a percent sign', '%', ['cem']],
    ['an underscore alone only as an underscore', '_', ['cem']],
    ['nothing by a backslash', '\\', []],
    ['everybody when nothing is typed', '', ['anna.s', 'bo', 'cem', 'zoe']],
  ])('%s', async (_, search, found) => {
    expect(await namesOf({ search })).toEqual(found);
  });
});

test('whose name starts so comes before of whom a word does, and that before the middle of a word', async () => {
  const other = await newOrganisation(connection.db);
  const scim = await openDirectory(other);
  for (const [userName, displayName] of [
    ['a@lantern.example', 'Aron Stannard'],
    ['b@lantern.example', 'Bea Annis'],
    ['c@lantern.example', 'Anneke Zorn'],
  ] as const)
    await addUser(scim, { userName, displayName });
  expect(await namesOf({ search: 'ann' }, other)).toEqual(['c', 'b', 'a']);
  expect(await namesOf({ search: 'ann', sort: 'userName' }, other)).toEqual(['a', 'b', 'c']);
});

test('names like the one that was typed are offered apart from those that match', async () => {
  const { items, total, similar } = await listUsers(scope, { search: 'Straase', page: 1 });
  expect({ items, total }).toEqual({ items: [], total: 0 });
  expect(similar.map(({ displayName }) => displayName)).toEqual(['Bo Straße']);
  expect((await listUsers(scope, { search: 'Anna', page: 1 })).similar).toEqual([]);
  expect((await listUsers(scope, { search: 'Straase', origin: 'scim', page: 1 })).similar).toEqual([]);
});

test('a list can be narrowed to a group, with or without the groups inside it', async () => {
  const other = await newOrganisation(connection.db);
  const scim = await openDirectory(other);
  const [inner, outer] = [
    await addUser(scim, { userName: 'inner@lantern.example' }),
    await addUser(scim, { userName: 'outer@lantern.example' }),
  ];
  await addUser(scim, { userName: 'nowhere@lantern.example' });
  const crew = await addGroup(scim, 'Crew', [inner]);
  const fleet = await addGroup(scim, 'Fleet', [crew, outer]);
  expect(await namesOf({ group: fleet }, other)).toEqual(['inner', 'outer']);
  expect(await namesOf({ group: fleet, members: 'direct' }, other)).toEqual(['outer']);
  expect(await namesOf({ group: crew }, other)).toEqual(['inner']);
  expect(await namesOf({ group: crew })).toEqual([]);
});

test('a list can be narrowed by last sign-in', async () => {
  const other = await newOrganisation(connection.db);
  const daysAgo = { today: 0.5, week: 6, month: 29, quarter: 80, long: 100, never: null };
  await inTenant(other, async (tx) => {
    await insertUsers(
      tx,
      Object.keys(daysAgo).map((name) => ({ attributes: { userName: `${name}@lantern.example` } })),
    );
    for (const [name, days] of Object.entries(daysAgo)) {
      const at = days === null ? null : new Date(Date.now() - days * 86_400_000);
      const key = `${name}@lantern.example`;
      await tx.updateTable('users').set({ last_sign_in_at: at }).where('user_name', '=', key).execute();
    }
  });
  const bySignIn = async (signedIn: UserQuery['signedIn']) => (await namesOf({ signedIn }, other)).sort();
  expect(await bySignIn('7')).toEqual(['today', 'week']);
  expect(await bySignIn('30')).toEqual(['month', 'today', 'week']);
  expect(await bySignIn('90')).toEqual(['month', 'quarter', 'today', 'week']);
  expect(await bySignIn('not90')).toEqual(['long']);
  expect(await bySignIn('never')).toEqual(['never']);
  expect(await namesOf({ sort: 'lastSignInAt', order: 'desc' }, other)).toEqual([
    'today',
    'week',
    'month',
    'quarter',
    'long',
    'never',
  ]);
});

test('inactive are those the identity provider requests so', async () => {
  expect(await namesOf({ status: 'inactive' })).toEqual(['bo']);
  expect(await namesOf({ status: 'active' })).toEqual(['anna.s', 'cem', 'zoe']);
  expect(await namesOf({ status: 'suspended' })).toEqual([]);
});

test('suspended are those requested active who are kept out all the same', async () => {
  const other = await newOrganisation(connection.db);
  const scim = await openDirectory(other);
  await addUser(scim, { userName: 'kept.out@lantern.example' });
  await addUser(scim, { userName: 'gone@lantern.example', active: false });
  await disableProvisioning(other, 'suspend');
  expect(await namesOf({ status: 'suspended' }, other)).toEqual(['kept.out']);
  expect(await namesOf({ status: 'inactive' }, other)).toEqual(['gone']);
});

test('a list can be narrowed to who brought its people', async () => {
  expect((await listUsers(scope, { origin: 'scim', page: 1 })).total).toBe(4);
  expect((await listUsers(scope, { origin: 'jit', page: 1 })).total).toBe(0);
});

test('whoever has no e-mail address comes last, in either order', async () => {
  expect(await namesOf({ sort: 'email', order: 'asc' })).toEqual(['cem', 'anna.s', 'zoe', 'bo']);
  expect(await namesOf({ sort: 'email', order: 'desc' })).toEqual(['zoe', 'anna.s', 'cem', 'bo']);
});

test('people sort by when they came', async () => {
  expect(await namesOf({ sort: 'createdAt', order: 'desc' })).toEqual(['zoe', 'cem', 'bo', 'anna.s']);
});

test('pages hold everybody once, though all have the same name', async () => {
  const other = await newOrganisation(connection.db);
  const scim = await openDirectory(other);
  for (let number = 0; number < 60; number++) {
    await addUser(scim, { userName: `twin${number}@lantern.example`, displayName: 'Sam Twin' });
  }
  const pages = await Promise.all([1, 2, 3, 4].map((page) => listUsers(other, { page })));
  expect(pages.map(({ items }) => items.length)).toEqual([25, 25, 10, 0]);
  expect(pages.map(({ total }) => total)).toEqual([60, 60, 60, 60]);
  expect(new Set(pages.flatMap(({ items }) => items.map(({ id }) => id))).size).toBe(60);
});

async function namesOf(query: Omit<UserQuery, 'page'>, of = scope): Promise<string[]> {
  const { items } = await listUsers(of, { page: 1, ...query });
  return items.map(({ userName }) => userName.split('@')[0]!);
}
