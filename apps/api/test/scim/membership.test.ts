import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { withTenant } from '@rollcall/database';
import { insertUsers } from '@rollcall/database/testing';
import { limits } from '@rollcall/scim';
import { urns } from '../scim-client.ts';
import { startScim, type Api, type Tenant } from '../start-scim.ts';

let api: Api;
let tenant: Tenant;
let count = 0;
beforeAll(async () => {
  api = await startScim();
  tenant = await api.makeTenant();
});
afterAll(() => api[Symbol.asyncDispose]());

const people = (howMany: number): Promise<string[]> =>
  Promise.all(
    Array.from(
      { length: howMany },
      async () => (await tenant.createUser(`member.${++count}@example.com`)).id as string,
    ),
  );
const groupOf = async (members: readonly string[]): Promise<string> =>
  (await tenant.createGroup(`Group ${++count}`, { members: members.map((value) => ({ value })) }))
    .id as string;
const add = (group: string, ...ids: string[]) =>
  tenant.patch(`/Groups/${group}`, [{ op: 'Add', path: 'members', value: ids.map((value) => ({ value })) }]);
const remove = (group: string, ...ids: string[]) =>
  tenant.patch(`/Groups/${group}`, [
    { op: 'Remove', path: 'members', value: ids.map((value) => ({ value })) },
  ]);
const versionOf = async (group: string) =>
  (await tenant.get(`/Groups/${group}?excludedAttributes=members`)).headers.etag;

/** Eight join and eight leave at the same time, by whatever way of changing members. */
async function sixteenAtOnce(
  join: (group: string, id: string) => Change,
  leave: (group: string, id: string) => Change,
) {
  const [staying, leaving, joining] = [await people(4), await people(8), await people(8)];
  const group = await groupOf([...staying, ...leaving]);
  const changes = [...joining.map((id) => join(group, id)), ...leaving.map((id) => leave(group, id))];
  // Whoever reads first has read before anybody writes, as sixteen requests at once may.
  const writes = await Promise.all(changes.map((change) => change.read()));
  const statuses = await Promise.all(writes.map((write) => write()));
  return { statuses, found: await tenant.membersOf(group), wanted: [...staying, ...joining].sort() };
}
type Change = Readonly<{ read: () => Promise<() => Promise<number>> }>;

const byPatch = (change: typeof add) => (group: string, id: string) => ({
  read: () => Promise.resolve(async () => (await change(group, id)).status),
});

/** What a server does that keeps members as a list: read it, change it, write it back. */
const byReadModifyWrite =
  (change: (members: string[], id: string) => string[]) => (group: string, id: string) => ({
    read: async () => {
      const members = change(await tenant.membersOf(group), id);
      const value = members.map((member) => ({ value: member }));
      return async () =>
        (await tenant.patch(`/Groups/${group}`, [{ op: 'replace', path: 'members', value }])).status;
    },
  });

test('16 PATCHes at once, adding and removing members of one group, lose nobody', async () => {
  const { statuses, found, wanted } = await sixteenAtOnce(byPatch(add), byPatch(remove));
  expect(new Set(statuses)).toEqual(new Set([204]));
  expect(found).toEqual(wanted);
});

test('the same sixteen changes by read, modify and write lose people, so the story can tell', async () => {
  const { found, wanted } = await sixteenAtOnce(
    byReadModifyWrite((members, id) => [...members, id]),
    byReadModifyWrite((members, id) => members.filter((member) => member !== id)),
  );
  expect(found).not.toEqual(wanted);
});

test('changes that name the same people in crossed order all succeed', async () => {
  const ids = await people(12);
  const group = await groupOf([]);
  const crossed = Array.from({ length: 16 }, (_, index) => {
    const named = index % 2 ? ids : ids.toReversed();
    return index % 4 < 2 ? add(group, ...named) : remove(group, ...named);
  });
  const answers = await Promise.all(crossed);
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 204));
  expect((await add(group, ...ids)).status).toBe(204);
  expect(await tenant.membersOf(group)).toEqual(ids.toSorted());
});

test('two replacements of all members at once leave the members of one of them', async () => {
  const [first, second] = [await people(3), await people(3)];
  const group = await groupOf(await people(3));
  const replace = (ids: string[]) =>
    tenant.patch(`/Groups/${group}`, [
      { op: 'replace', path: 'members', value: ids.map((value) => ({ value })) },
    ]);
  await Promise.all([replace(first), replace(second)]);
  expect([first.toSorted(), second.toSorted()]).toContainEqual(await tenant.membersOf(group));
});

test('a group has a new version with each change of members and none without one', async () => {
  const [kai, mira] = await people(2);
  const group = await groupOf([kai!]);
  const versions = [await versionOf(group)];
  await add(group, mira!);
  versions.push(await versionOf(group));
  await remove(group, mira!);
  versions.push(await versionOf(group));
  expect(new Set(versions).size).toBe(3);
  await add(group, kai!);
  await remove(group, mira!);
  expect(await versionOf(group)).toBe(versions[2]);
});

test('a stale version refuses a change of a group, also when only its members changed since', async () => {
  const [kai] = await people(1);
  const group = await groupOf([]);
  const stale = await versionOf(group);
  await add(group, kai!);
  const rename = [{ op: 'Replace', path: 'displayName', value: 'Renamed' }];
  expect((await tenant.patch(`/Groups/${group}`, rename, { 'If-Match': String(stale) })).status).toBe(412);
  const current = { 'If-Match': String(await versionOf(group)) };
  expect((await tenant.patch(`/Groups/${group}`, rename, current)).status).toBe(204);
});

test('a thousand members come in one PATCH and one of them goes in another', async () => {
  const ids = await thousandPeople();
  const group = await groupOf([]);
  expect((await add(group, ...ids)).status).toBe(204);
  expect((await remove(group, ids[500]!)).status).toBe(204);
  expect(await tenant.membersOf(group)).toEqual(ids.filter((id) => id !== ids[500]).sort());
});

/** People who are there already; how they came is no part of the story. */
function thousandPeople(): Promise<string[]> {
  const people = Array.from({ length: 1000 }, (_, index) => ({
    attributes: { userName: `thousand.${index}@example.com` },
  }));
  return withTenant(api.db, tenant.id, (tx) => insertUsers(tx, people));
}

test('a group can be a member of a group, and of itself never', async () => {
  const inner = await groupOf(await people(1));
  const outer = await groupOf([]);
  expect((await add(outer, inner)).status).toBe(204);
  const { body } = await tenant.get(`/Groups/${outer}`);
  expect(body.members).toMatchObject([{ value: inner, type: 'Group' }]);
  const refused = await add(outer, outer);
  expect([refused.status, refused.body.scimType]).toEqual([400, 'invalidValue']);
});

test('ids that name nobody are kept aside, and the people beside them join', async () => {
  const [kai] = await people(1);
  const group = await groupOf([]);
  const unknown = '0b6b9c1e-7d34-4c7e-9a54-2f6f0a1d5e11';
  expect((await add(group, unknown, kai!, 'no id at all', 'x'.repeat(400))).status).toBe(204);
  expect(await tenant.membersOf(group)).toEqual([kai]);
  const parked = await tenant.rows(
    `select value from parked_members where group_id = '${group}' order by length(value)`,
  );
  expect(parked.map(({ value }) => value)).toEqual(['no id at all', unknown, 'x'.repeat(400)]);
});

test('removing who was kept aside removes them there too, by whatever way (RFC 7644 §3.5.2.2)', async () => {
  const [kai] = await people(1);
  const unknown = '0b6b9c1e-7d34-4c7e-9a54-2f6f0a1d5e12';
  const group = await groupOf([kai!, unknown, 'one', 'two', 'three']);
  const parked = async () =>
    (await tenant.rows(`select value from parked_members where group_id = '${group}' order by value`)).map(
      ({ value }) => value as string,
    );
  expect(await parked()).toEqual([unknown, 'one', 'three', 'two']);
  await remove(group, unknown.toUpperCase());
  await tenant.patch(`/Groups/${group}`, [{ op: 'remove', path: 'members[value eq "one"]' }]);
  expect(await parked()).toEqual(['three', 'two']);
  await tenant.patch(`/Groups/${group}`, [
    { op: 'replace', path: 'members', value: [{ value: kai }, { value: 'two' }, { value: 'four' }] },
  ]);
  expect(await parked()).toEqual(['four', 'two']);
  await tenant.patch(`/Groups/${group}`, [
    { op: 'remove', path: 'members', value: [{ value: 'four' }, { value: kai }] },
    { op: 'add', path: 'members', value: [{ value: 'five' }] },
  ]);
  expect([await parked(), await tenant.membersOf(group)]).toEqual([['five', 'two'], []]);
  await tenant.patch(`/Groups/${group}`, [{ op: 'remove', path: 'members' }]);
  expect(await parked()).toEqual([]);
});

test.each([
  ['type eq "Group"', ['ana', 'bo']],
  ['type eq "user" and display sw "B"', ['ana', 'inner']],
  ['display co "ANA" or display eq "Inner"', ['bo']],
  ['not (type eq "User")', ['ana', 'bo']],
  ['value pr and $ref co "/Users/"', ['inner']],
  ['value eq "no id at all" and type eq "User"', ['ana', 'bo', 'inner']],
])('members[%s] selects members by any sub-attribute (RFC 7644 §3.5.2.2)', async (filter, left) => {
  const user = async (name: string) =>
    (await tenant.createUser(`${name}.${++count}@example.com`, { displayName: name })).id as string;
  const ids: Record<string, string> = { ana: await user('ana'), bo: await user('bo') };
  ids['inner'] = (await tenant.createGroup(`Inner`.padEnd(5) + (filter.includes('"Inner"') ? '' : count))).id;
  const group = await groupOf(Object.values(ids));
  const before = await versionOf(group);
  const answer = await tenant.patch(`/Groups/${group}`, [{ op: 'remove', path: `members[${filter}]` }]);
  expect(answer.status).toBe(204);
  expect(await tenant.membersOf(group)).toEqual(left.map((name) => ids[name]).sort());
  expect((await versionOf(group)) === before).toBe(left.length === 3);
  const gone = await tenant.rows(
    `select resource_label from changes where group_id = '${group}' and operation = 'removeMember'`,
  );
  expect(gone).toHaveLength(3 - left.length);
});

test('operations on members by filter and by id count in their order, and $ref is compared whole', async () => {
  const [one, two] = await people(2);
  const group = await groupOf([one!]);
  await tenant.patch(`/Groups/${group}`, [
    { op: 'remove', path: `members[$ref eq "${tenant.baseUrl}/Users/${one}"]` },
    { op: 'add', path: 'members', value: [{ value: two }] },
  ]);
  expect(await tenant.membersOf(group)).toEqual([two]);
  const unknown = await tenant.patch(`/Groups/${group}`, [{ op: 'remove', path: 'members[age eq 7]' }]);
  expect([unknown.status, unknown.body.scimType]).toEqual([400, 'invalidFilter']);
  const nobody = '0b6b9c1e-7d34-4c7e-9a54-2f6f0a1d5e13';
  const missing = await tenant.patch(`/Groups/${nobody}`, [
    { op: 'remove', path: 'members[type eq "User"]' },
  ]);
  expect(missing.status).toBe(404);
});

test('a PATCH of a group that is answered 204 says the version there is now (RFC 7644 §3.14)', async () => {
  const [one] = await people(1);
  const group = await groupOf([]);
  const before = await versionOf(group);
  const rename = [{ op: 'replace', path: 'displayName', value: `Renamed ${++count}` }];
  for (const change of [
    () => add(group, one!),
    () => add(group, one!),
    () => remove(group, one!),
    () => tenant.patch(`/Groups/${group}`, [{ op: 'remove', path: 'members[type eq "User"]' }]),
    () => tenant.patch(`/Groups/${group}`, rename),
  ]) {
    const answer = await change();
    expect([answer.status, answer.headers.etag]).toEqual([204, await versionOf(group)]);
  }
  expect(await versionOf(group)).not.toBe(before);
  const [done] = (
    await tenant.bulk([
      { method: 'PATCH', path: `/Groups/${group}`, data: [{ op: 'add', path: 'members', value: [one] }] },
    ])
  ).body.Operations;
  expect([done.status, done.version]).toEqual(['204', await versionOf(group)]);
});

test('a page of groups with more members than one answer holds is tooMany (RFC 7644 §3.4.2.2)', async () => {
  const crowded = await api.makeTenant();
  const ids = [];
  for (const name of ['ana', 'bo', 'cy']) ids.push((await crowded.createUser(name)).id as string);
  const members = ids.map((value) => ({ value }));
  for (const name of ['one', 'two', 'three']) await crowded.createGroup(name, { members });
  const { membersPerPage } = limits;
  // Two hundred thousand members take half a minute to make.
  onTestFinished(() => void Object.assign(limits, { membersPerPage }));
  Object.assign(limits, { membersPerPage: 7 });

  for (const path of ['/Groups', '/Groups?filter=members%20pr', '/Groups?cursor=&count=3']) {
    const { status, body } = await crowded.get(path);
    expect([status, body.scimType]).toEqual([400, 'tooMany']);
  }
  const everything = await crowded.post('/.search', { schemas: [urns.searchRequest] });
  expect(everything.body.scimType).toBe('tooMany');
  for (const path of ['/Groups?count=2', '/Groups?excludedAttributes=members', '/Users'])
    expect((await crowded.get(path)).status).toBe(200);
  const one = await crowded.get('/Groups?filter=displayName%20eq%20"one"');
  expect(one.body.Resources[0].members).toHaveLength(3);
});
