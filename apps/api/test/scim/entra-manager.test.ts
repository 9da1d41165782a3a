import { afterAll, beforeAll, expect, test } from 'vitest';
import { startScim, type Api, type Tenant } from '../start-scim.ts';
import { urns } from '../scim-client.ts';

let api: Api;
let tenant: Tenant;
let boss: string;
let count = 0;
beforeAll(async () => {
  api = await startScim();
  tenant = await api.makeTenant();
  boss = (await tenant.createUser('boss@example.com')).id;
});
afterAll(() => api[Symbol.asyncDispose]());

const path = `${urns.enterprise}:manager`;
const newUser = (more: object = {}) => tenant.createUser(`user.${++count}@example.com`, more);
const managerOf = async (id: string) => (await tenant.get(`/Users/${id}`)).body[urns.enterprise]?.manager;

test.each([
  ['a bare string', (id: string) => ({ op: 'Add', path, value: id })],
  [
    'an array with $ref',
    (id: string) => ({ op: 'Add', path: 'manager', value: [{ $ref: 'https://x', value: id }] }),
  ],
  ['an object', (id: string) => ({ op: 'replace', path, value: { value: id } })],
  ['a key without a path', (id: string) => ({ op: 'replace', value: { [path]: id } })],
  ['a key without a path, as an object', (id: string) => ({ op: 'add', value: { [path]: { value: id } } })],
  ['a sub-path', (id: string) => ({ op: 'Replace', path: `${path}.value`, value: id })],
])('a manager sent as %s is read back as an object', async (_form, operation) => {
  const user = await newUser();
  expect((await tenant.patch(`/Users/${user.id}`, [operation(boss)])).status).toBe(200);
  expect(await managerOf(user.id)).toMatchObject({ value: boss });
});

test.each([
  ['empty text', () => ({ op: 'Replace', path, value: '' })],
  ['an object with empty text', () => ({ op: 'replace', path, value: { value: '' } })],
  ['Remove', () => ({ op: 'Remove', path })],
  ['Remove with a value', (id: string) => ({ op: 'Remove', path, value: id })],
  ['a path filter', (id: string) => ({ op: 'remove', path: `${path}[value eq "${id}"]` })],
])('a manager is gone after %s', async (_form, operation) => {
  const user = await newUser({ [urns.enterprise]: { manager: boss, department: 'Support' } });
  expect(await managerOf(user.id)).toMatchObject({ value: boss });
  expect((await tenant.patch(`/Users/${user.id}`, [operation(boss)])).status).toBe(200);
  expect((await tenant.get(`/Users/${user.id}`)).body[urns.enterprise]).toEqual({ department: 'Support' });
});

test('a manager who is not here yet does not make the rest of the PATCH fail', async () => {
  const user = await newUser();
  const operations = [
    { op: 'Add', path, value: 'not-here-yet' },
    { op: 'Add', path: 'title', value: 'Engineer' },
  ];
  expect((await tenant.patch(`/Users/${user.id}`, operations)).body.title).toBe('Engineer');
  expect(await managerOf(user.id)).toMatchObject({ value: 'not-here-yet' });
});

test('the reference checks answer with the id alone when the reference holds, and with nothing when not', async () => {
  const user = await newUser({ [urns.enterprise]: { manager: { value: boss } } });
  const group = await tenant.createGroup('Reports', { members: [{ value: user.id }] });
  const check = async (type: string, filter: string) => {
    const address = `/${type}?filter=${filter.replaceAll(' ', '+')}&attributes=id`;
    const { status, body } = await tenant.get(address);
    expect(status).toBe(200);
    return body.Resources;
  };
  const isUser = [{ schemas: [urns.user, urns.enterprise], id: user.id }];
  const isGroup = [{ schemas: [urns.group], id: group.id }];
  expect(await check('Users', `id eq "${user.id}" and manager eq "${boss}"`)).toEqual(isUser);
  expect(await check('Users', `manager eq "${boss}" and ID eq "${user.id}"`)).toEqual(isUser);
  expect(await check('Users', `id eq ${user.id} and manager eq ${boss}`)).toEqual(isUser);
  expect(await check('Users', `id eq "${user.id}" and ${path}.value eq "${boss}"`)).toEqual(isUser);
  expect(await check('Users', `id eq "${boss}" and manager eq "${user.id}"`)).toEqual([]);
  expect(await check('Groups', `id eq "${group.id}" and members eq "${user.id}"`)).toEqual(isGroup);
  expect(await check('Groups', `members eq "${user.id}" and id eq "${group.id}"`)).toEqual(isGroup);
  expect(await check('Groups', `id eq "${group.id}" and members[value eq "${user.id}"]`)).toEqual(isGroup);
  expect(await check('Groups', `id eq "${group.id}" and members eq "${boss}"`)).toEqual([]);
  expect(await check('Groups', `id eq "${group.id}" and members eq "not-an-id"`)).toEqual([]);
});
