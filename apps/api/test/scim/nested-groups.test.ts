import { afterAll, beforeAll, expect, test } from 'vitest';
import { startScim, type Api, type Tenant } from '../start-scim.ts';
import { urns } from '../scim-client.ts';

let api: Api;
let tenant: Tenant;
let count = 0;
beforeAll(async () => {
  api = await startScim();
  tenant = await api.makeTenant();
});
afterAll(() => api[Symbol.asyncDispose]());

const newUser = async () => (await tenant.createUser(`nested.${++count}@example.com`)).id as string;
const groupOf = async (...members: string[]) =>
  (await tenant.createGroup(`Nested ${++count}`, { members: members.map((value) => ({ value })) }))
    .id as string;
const add = (group: string, ...ids: string[]) =>
  tenant.patch(`/Groups/${group}`, [{ op: 'add', path: 'members', value: ids.map((value) => ({ value })) }]);
const groupsOf = async (id: string, at: Tenant = tenant) => {
  const { groups = [] } = (await at.get(`/Users/${id}`)).body;
  return Object.fromEntries(
    (groups as { value: string; type: string }[]).map(({ value, type }) => [value, type]),
  );
};

test('a user is in groups directly, and indirectly in those they are inside, each once (RFC 7643 §4.1.2)', async () => {
  const kai = await newUser();
  const crew = await groupOf(kai);
  const ship = await groupOf(crew);
  const fleet = await groupOf(ship, crew);
  const pilots = await groupOf(kai);
  await add(fleet, pilots);
  expect(await groupsOf(kai)).toEqual({
    [crew]: 'direct',
    [pilots]: 'direct',
    [ship]: 'indirect',
    [fleet]: 'indirect',
  });
  await add(ship, kai);
  expect((await groupsOf(kai))[ship]).toBe('direct');
  const { body } = await tenant.get(`/Users/${kai}`);
  const shown = body.groups.find(({ value }: { value: string }) => value === fleet);
  expect(shown).toEqual({
    value: fleet,
    type: 'indirect',
    display: expect.stringMatching(/^Nested/),
    $ref: `${tenant.baseUrl}/Groups/${fleet}`,
  });
  const listed = (await tenant.get(`/Users?filter=id+eq+"${kai}"`)).body.Resources[0];
  expect(listed.groups).toEqual(body.groups);
});

test('a user leaves a group indirectly with the group between (RFC 7643 §4.1.2)', async () => {
  const kai = await newUser();
  const crew = await groupOf(kai);
  const ship = await groupOf(crew);
  expect(await groupsOf(kai)).toEqual({ [crew]: 'direct', [ship]: 'indirect' });
  await tenant.delete(`/Groups/${crew}`);
  expect(await groupsOf(kai)).toEqual({});
});

test('in an organisation without groups inside groups all are direct (RFC 7643 §4.1.2)', async () => {
  const flat = await api.makeTenant('Harbour Foods');
  const kai = await flat.createUser('kai@example.com');
  const crew = await flat.createGroup('Crew', { members: [{ value: kai.id }] });
  expect(await groupsOf(kai.id, flat)).toEqual({ [crew.id]: 'direct' });
});

test('a group inside itself is refused however far down and by whatever way, and changes nothing (RFC 7644 §3.12)', async () => {
  const bottom = await groupOf();
  const middle = await groupOf(bottom);
  const top = await groupOf(middle);
  const members = [{ value: top }];
  for (const group of [top, middle, bottom]) {
    for (const answer of [
      await add(group, top),
      await tenant.patch(`/Groups/${group}`, [{ op: 'replace', path: 'members', value: members }]),
      await tenant.patch(`/Groups/${group}`, [
        { op: 'replace', path: 'displayName', value: 'Circle' },
        { op: 'add', path: 'members', value: members },
      ]),
      await tenant.put(`/Groups/${group}`, { schemas: [urns.group], displayName: 'Circle', members }),
    ]) {
      expect([answer.status, answer.body.scimType]).toEqual([400, 'invalidValue']);
    }
  }
  expect([
    await tenant.membersOf(top),
    await tenant.membersOf(middle),
    await tenant.membersOf(bottom),
  ]).toEqual([[middle], [bottom], []]);
});

test('two groups that take each other in at the same moment do not both succeed', async () => {
  for (let times = 0; times < 10; times++) {
    const [a, b] = [await groupOf(), await groupOf()];
    const answers = await Promise.all([add(a, b), add(b, a)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 400]);
    expect([...(await tenant.membersOf(a)), ...(await tenant.membersOf(b))]).toHaveLength(1);
  }
});

test('a user added while their group is deleted is in no group afterwards, by whatever way one looks', async () => {
  for (let times = 0; times < 20; times++) {
    const kai = await newUser();
    const crew = await groupOf();
    await Promise.all([add(crew, kai), tenant.delete(`/Groups/${crew}`)]);
    expect(await groupsOf(kai)).toEqual({});
    const found = await tenant.get(`/Users?filter=${encodeURIComponent(`groups.value eq "${crew}"`)}`);
    expect(found.body.totalResults).toBe(0);
  }
});
