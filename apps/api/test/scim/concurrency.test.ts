import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { startScim, type Api, type Tenant } from '../start-scim.ts';
import { scimClient, type ScimClient } from '../scim-client.ts';

let api: Api;
let other: Api;
let tenant: Tenant;
let doors: ScimClient[];
let count = 0;
beforeAll(async () => {
  api = await startScim();
  other = await startScim({ databaseUrl: api.databaseUrl });
  tenant = await api.makeTenant();
  doors = [tenant, scimClient({ origin: other.origin, path: tenant.path, token: tenant.token })];
});
afterEach(() => expect([...api.errors.splice(0), ...other.errors.splice(0)]).toEqual([]));
afterAll(async () => {
  await other[Symbol.asyncDispose]();
  await api[Symbol.asyncDispose]();
});

const door = (index: number) => doors[index % 2]!;
const times = <T>(howMany: number, work: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: howMany }, (_, index) => work(index)));
const newUser = async () => (await tenant.createUser(`at.once.${++count}@example.com`)).id as string;
const newGroup = async () => (await tenant.createGroup(`At once ${++count}`)).id as string;
const members = (op: string, ...ids: string[]) => [
  { op, path: 'members', value: ids.map((value) => ({ value })) },
];

test('of twenty that create the same person at once one succeeds, and the others hear that the name is taken', async () => {
  const answers = await times(20, (index) =>
    door(index).post('/Users', { userName: index % 3 ? 'twin@example.com' : 'TWIN@example.com' }),
  );
  const statuses = answers.map(({ status }) => status).sort();
  expect(statuses).toEqual([201, ...Array<number>(19).fill(409)]);
  expect((await tenant.get('/Users?filter=userName+eq+"twin@example.com"')).body.totalResults).toBe(1);
});

test('people who are deleted while groups take them in are in no group afterwards', async () => {
  const groups = await times(3, newGroup);
  const people = await times(12, newUser);
  const answers = await times(48, (index) => {
    const id = people[index % 12]!;
    if (index >= 36) return door(index).delete(`/Users/${id}`);
    const named = index % 2 ? people : people.toReversed();
    return door(index).patch(`/Groups/${groups[index % 3]}`, members('Add', ...named));
  });
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([204]));
  for (const group of groups) expect(await tenant.membersOf(group)).toEqual([]);
});

test('a group that is deleted while it changes is gone, and those too late hear 404', async () => {
  const group = await newGroup();
  const people = await times(8, newUser);
  const answers = await times(24, (index) => {
    if (index === 12) return door(index).delete(`/Groups/${group}`);
    const rename = { op: 'Replace', path: 'displayName', value: `Renamed ${index}` };
    const change = members(index % 2 ? 'Add' : 'Remove', people[index % 8]!);
    return door(index).patch(`/Groups/${group}`, index % 3 ? change : [rename, ...change]);
  });
  for (const { status } of answers) expect([204, 404]).toContain(status);
  expect(answers[12]!.status).toBe(204);
  expect((await tenant.get(`/Groups/${group}`)).status).toBe(404);
  for (const id of people) expect((await tenant.get(`/Users/${id}`)).body.groups).toBeUndefined();
});

test('renaming a group and changing its members at once keeps the last name and everyone', async () => {
  const group = await newGroup();
  const people = await times(16, newUser);
  const answers = await times(16, (index) => {
    const rename = { op: 'Replace', path: 'displayName', value: `Name ${index}` };
    return door(index).patch(`/Groups/${group}`, [
      ...(index % 2 ? [rename] : []),
      ...members('Add', people[index]!),
    ]);
  });
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([204]));
  expect(await tenant.membersOf(group)).toEqual(people.toSorted());
  expect((await tenant.get(`/Groups/${group}`)).body.displayName).toMatch(/^Name \d+$/);
});

test('two groups that take each other’s people in crossed order all get them', async () => {
  const [one, two] = [await newGroup(), await newGroup()];
  const people = await times(10, newUser);
  const answers = await times(20, (index) => {
    const id = people[index % 10]!;
    const [from, to] = index % 2 ? [one, two] : [two, one];
    return door(index)
      .patch(`/Groups/${from}`, members('Add', id))
      .then(() => door(index + 1).patch(`/Groups/${to}`, members('replace', ...people)));
  });
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([204]));
  for (const group of [one, two]) expect(await tenant.membersOf(group)).toEqual(people.toSorted());
});

test('a user who is changed by many at once has as many versions, each with its line in the ledger', async () => {
  const id = await newUser();
  const answers = await times(20, (index) =>
    door(index).patch(`/Users/${id}`, [{ op: 'Replace', path: 'title', value: `Title ${index}` }]),
  );
  const versions = answers.map(({ body }) => body.meta.version as string);
  expect(new Set(versions).size).toBe(20);
  const lines = await tenant.rows(
    `select paths from changes where resource_id = '${id}' and operation = 'update' order by id`,
  );
  expect(lines).toHaveLength(20);
  // Each change starts where another ended: none was worked out from a picture that was no longer true.
  const next = new Map(
    lines.map(({ paths }) => [paths[0].before as string | null, paths[0].after as string]),
  );
  let title: string | null = null;
  for (let step = 0; step < 20; step++) title = next.get(title) ?? 'the chain is broken';
  expect((await tenant.get(`/Users/${id}`)).body.title).toBe(title);
});

test('connections that the database ends are replaced, and until then the answer is 503', async () => {
  const client = await api.db.pool.connect();
  await client.query('set role none');
  await client.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()',
  );
  client.release(true);
  const answers = await times(20, (index) => door(index).get('/Users?count=1'));
  for (const { status, headers } of answers) {
    expect([200, 503]).toContain(status);
    if (status === 503) expect(headers['retry-after']).toBeDefined();
  }
  expect((await tenant.get('/Users?count=1')).status).toBe(200);
});
