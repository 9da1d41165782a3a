import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startScim, type Api, type Tenant } from '../start-scim.ts';
import { urns } from '../scim-client.ts';

let api: Api;
let tenant: Tenant;
let people: string[];
let group: { id: string; displayName: string };
let count = 0;
beforeAll(async () => {
  api = await startScim();
  tenant = await api.makeTenant();
  people = [];
  for (const name of ['ann', 'bo', 'cy']) people.push((await tenant.createUser(`${name}@example.com`)).id);
  people.sort();
});
beforeEach(async () => {
  group = await tenant.createGroup(`Group ${++count}`);
});
afterAll(() => api[Symbol.asyncDispose]());

const member = (id: string | undefined) => ({ $ref: null, value: id });
const change = (...operations: readonly unknown[]) => tenant.patch(`/Groups/${group.id}`, operations);
const members = () => tenant.membersOf(group.id);
const addAll = () => change({ op: 'Add', path: 'members', value: people.map(member) });

test('a group is created with the old Microsoft URI, which is not kept', async () => {
  const { status, body, headers } = await tenant.post('/Groups', {
    schemas: [urns.group, 'http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group'],
    externalId: '1d3c9c1e-02a5-4b6f-8a33-9a1f0b6f2c10',
    displayName: 'VPN Users EU',
    members: [],
    meta: { resourceType: 'Group' },
  });
  expect(status).toBe(201);
  expect(body.schemas).toEqual([urns.group]);
  expect(headers.location).toBe(`${tenant.baseUrl}/Groups/${body.id}`);
  expect(body.members).toBeUndefined();
});

test('members are added one at a time and many at a time, and adding them again changes nothing', async () => {
  const first = await change({ op: 'Add', path: 'members', value: [member(people[0])] });
  expect([first.status, first.text]).toEqual([204, '']);
  await addAll();
  expect(await members()).toEqual(people);
  const before = (await tenant.get(`/Groups/${group.id}`)).body.meta;
  expect((await addAll()).status).toBe(204);
  expect((await tenant.get(`/Groups/${group.id}`)).body.meta).toEqual(before);
});

test('Remove with a value array takes away those and nobody else', async () => {
  await addAll();
  const { status } = await change({ op: 'Remove', path: 'members', value: [member(people[1])] });
  expect(status).toBe(204);
  expect(await members()).toEqual([people[0], people[2]]);
});

test('a filtered remove takes away that one and nobody else', async () => {
  await addAll();
  const { status } = await change({ op: 'remove', path: `members[value eq "${people[1]}"]` });
  expect(status).toBe(204);
  expect(await members()).toEqual([people[0], people[2]]);
});

test('ids in capital letters are the same ids', async () => {
  await change({ op: 'Add', path: 'members', value: people.map((id) => member(id.toUpperCase())) });
  expect(await members()).toEqual(people);
  await change({ op: 'remove', path: `members[value eq "${people[0]!.toUpperCase()}"]` });
  expect(await members()).toEqual(people.slice(1));
});

test('removing someone who is no member, or is nobody, succeeds', async () => {
  for (const value of [people[0], 'nobody', '4b0f6c1e-1f52-4f0a-9d2e-6e3b8b6a7c10']) {
    expect((await change({ op: 'Remove', path: 'members', value: [member(value)] })).status).toBe(204);
    expect((await change({ op: 'remove', path: `members[value eq "${value}"]` })).status).toBe(204);
  }
});

test('Remove of members with neither value nor filter empties the group; with an empty array it does nothing', async () => {
  await addAll();
  await change({ op: 'Remove', path: 'members', value: [] });
  expect(await members()).toEqual(people);
  await change({ op: 'Remove', path: 'members' });
  expect(await members()).toEqual([]);
});

test('replace makes the members those named', async () => {
  await change({ op: 'Add', path: 'members', value: [member(people[0]), member(people[1])] });
  await change({ op: 'replace', path: 'members', value: [{ value: people[1] }, { value: people[2] }] });
  expect(await members()).toEqual(people.slice(1));
  await change({ op: 'replace', value: { members: [{ value: people[0] }] } });
  expect(await members()).toEqual([people[0]]);
});

test('several operations on members count in their order', async () => {
  const add = { op: 'add', path: 'members', value: [{ value: people[0] }] };
  const remove = { op: 'remove', path: `members[value eq "${people[0]}"]` };
  await change(add, remove);
  expect(await members()).toEqual([]);
  await change(remove, add);
  expect(await members()).toEqual([people[0]]);
});

test('a name and members change together, or not at all', async () => {
  const rename = { op: 'Replace', path: 'displayName', value: `Renamed ${count}` };
  const { status } = await change(rename, { op: 'Add', path: 'members', value: [member(people[0])] });
  expect(status).toBe(204);
  expect((await tenant.get(`/Groups/${group.id}`)).body.displayName).toBe(`Renamed ${count}`);
  expect(await members()).toEqual([people[0]]);

  const { displayName } = await tenant.createGroup(`Taken ${count}`);
  const refused = await change(
    { op: 'Replace', path: 'displayName', value: displayName.toLowerCase() },
    { op: 'Add', path: 'members', value: [member(people[1])] },
  );
  expect([refused.status, refused.body.scimType]).toEqual([409, 'uniqueness']);
  expect(await members()).toEqual([people[0]]);
});

test.each([
  { op: 'Replace', path: 'displayName', value: 'New name' },
  { op: 'replace', value: { displayName: 'New name' } },
  { op: 'Add', path: 'externalId', value: '60a1' },
])('a PATCH %o of a group is 204 without a body', async (operation) => {
  const { status, text } = await change(operation);
  expect([status, text]).toEqual([204, '']);
  const { displayName, externalId } = (await tenant.get(`/Groups/${group.id}`)).body;
  expect(displayName === 'New name' || externalId === '60a1').toBe(true);
  await tenant.delete(`/Groups/${group.id}`);
});

test('excludedAttributes=members leaves them out, of one group and of a list', async () => {
  await addAll();
  const name = group.displayName.toLowerCase().replace(' ', '+');
  const one = await tenant.get(`/Groups/${group.id}?excludedAttributes=members`);
  const list = await tenant.get(`/Groups?excludedAttributes=members&filter=displayName+eq+"${name}"`);
  const whole = (await tenant.get(`/Groups/${group.id}`)).body;
  expect(whole.members).toHaveLength(3);
  delete whole.members;
  expect(one.body).toEqual(whole);
  expect(list.body.Resources).toEqual([whole]);
});

test('members carry id, address, name and type, and users show the group', async () => {
  await change({ op: 'Add', path: 'members', value: [member(people[0])] });
  const { body } = await tenant.get(`/Groups/${group.id}`);
  const user = (await tenant.get(`/Users/${people[0]}`)).body;
  expect(body.members).toEqual([
    { value: people[0], $ref: user.meta.location, display: user.userName, type: 'User' },
  ]);
  expect(user.groups).toContainEqual({
    value: group.id,
    $ref: body.meta.location,
    display: group.displayName,
    type: 'direct',
  });
});

test('DELETE of a group is 204, then 404; its people stay', async () => {
  await addAll();
  expect((await tenant.delete(`/Groups/${group.id}`)).status).toBe(204);
  expect((await tenant.delete(`/Groups/${group.id}`)).status).toBe(404);
  expect((await tenant.get(`/Groups/${group.id}`)).status).toBe(404);
  for (const id of people) expect((await tenant.get(`/Users/${id}`)).status).toBe(200);
});
