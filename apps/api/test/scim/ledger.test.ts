import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startScim, type Api, type Tenant } from '../start-scim.ts';
import { urns } from '../scim-client.ts';

let api: Api;
let tenant: Tenant;
let seen: string;
let count = 0;
beforeAll(async () => {
  api = await startScim();
  tenant = await api.makeTenant();
});
beforeEach(async () => {
  await newChanges();
});
afterAll(() => api[Symbol.asyncDispose]());

/** What the ledger has gained since it was last asked. */
async function newChanges() {
  const after = seen === undefined ? '' : `where id > '${seen}'`;
  const rows = await tenant.rows(`select * from changes ${after} order by id`);
  seen = rows.at(-1)?.['id'] ?? seen;
  return rows;
}
const requestId = 'entra-request-0001';
const send = (method: string, path: string, body?: unknown, more: Record<string, string> = {}) =>
  tenant.send(method, path, body, { 'X-Request-Id': requestId, ...more });
const patch = (path: string, ...operations: unknown[]) =>
  send('PATCH', path, { schemas: [urns.patchOp], Operations: operations });
const author = () => ({
  actor_kind: 'token',
  actor_id: tenant.tokenId,
  actor_label: 'Entra',
  request_id: requestId,
  outcome: 'applied',
});
const newUser = async (more: object = {}) => {
  const user = await tenant.createUser(`ledger.${++count}@example.com`, more);
  await newChanges();
  return user;
};
const newGroup = async (...ids: string[]) => {
  const group = await tenant.createGroup(`Ledger ${++count}`, { members: ids.map((value) => ({ value })) });
  await newChanges();
  return group;
};

test('creating leaves one line, by whom and in which request', async () => {
  const { body, headers } = await send('POST', '/Users', { userName: 'new@example.com', title: 'Engineer' });
  expect(headers['x-request-id']).toBe(requestId);
  expect(await newChanges()).toMatchObject([
    {
      ...author(),
      resource_type: 'User',
      resource_id: body.id,
      resource_label: 'new@example.com',
      operation: 'create',
      paths: [],
    },
  ]);
});

test('changing leaves one line with what was and what is, of the changed paths alone', async () => {
  const user = await newUser({
    title: 'Engineer',
    nickName: 'K',
    emails: [{ type: 'work', value: 'a@example.com' }],
  });
  await patch(
    `/Users/${user.id}`,
    { op: 'Replace', path: 'emails[type eq "work"].value', value: 'b@example.com' },
    { op: 'Replace', path: 'active', value: 'False' },
    { op: 'Remove', path: 'nickName' },
    { op: 'Replace', path: 'title', value: 'Engineer' },
  );
  const changes = await newChanges();
  expect(changes).toMatchObject([{ ...author(), resource_id: user.id, operation: 'update' }]);
  expect(changes[0]!['paths']).toEqual([
    { path: 'active', before: true, after: false },
    { path: 'emails[type eq "work"].value', before: 'a@example.com', after: 'b@example.com' },
    { path: 'nickName', before: 'K', after: null },
  ]);
});

test('replacing leaves one line, deleting one with all that went: nothing that ever was is lost', async () => {
  const user = await newUser({ title: 'Engineer' });
  await send('PUT', `/Users/${user.id}`, { userName: user.userName, nickName: 'K' });
  await send('DELETE', `/Users/${user.id}`);
  expect(await newChanges()).toMatchObject([
    {
      ...author(),
      operation: 'update',
      paths: [
        { path: 'nickName', before: null, after: 'K' },
        { path: 'title', before: 'Engineer', after: null },
      ],
    },
    {
      ...author(),
      operation: 'delete',
      resource_id: user.id,
      resource_label: user.userName,
      paths: [{ path: '', before: { userName: user.userName, nickName: 'K', active: true }, after: null }],
    },
  ]);
});

test('a user who is deleted is noted as deleted and as leaving each group, which has a new version', async () => {
  const user = await newUser();
  const group = await newGroup(user.id);
  await send('DELETE', `/Users/${user.id}`);
  expect(await newChanges()).toMatchObject([
    {
      ...author(),
      resource_type: 'Membership',
      resource_id: user.id,
      resource_label: user.userName,
      operation: 'removeMember',
      group_id: group.id,
      group_label: group.displayName,
    },
    { ...author(), resource_type: 'User', resource_id: user.id, operation: 'delete' },
  ]);
  const { body } = await tenant.get(`/Groups/${group.id}`);
  expect(body.members).toBeUndefined();
  expect(body.meta.version).not.toBe(group.meta.version);
});

test('each member who comes or goes has a line of their own, those who stay have none', async () => {
  const [ann, bo, cy] = [await newUser({ displayName: 'Ann' }), await newUser(), await newUser()];
  const group = await newGroup(bo.id);
  const line = (user: { id: string }, operation: string) =>
    expect.objectContaining({
      ...author(),
      resource_type: 'Membership',
      resource_id: user.id,
      operation,
      group_id: group.id,
      group_label: group.displayName,
    }) as unknown;
  const members = (...users: { id: string }[]) => users.map(({ id }) => ({ value: id }));
  const path = `/Groups/${group.id}`;

  await patch(path, { op: 'Add', path: 'members', value: members(ann, bo) });
  const added = await newChanges();
  expect(added).toEqual([line(ann, 'addMember')]);
  expect(added[0]!['resource_label']).toBe('Ann');
  await patch(path, { op: 'Remove', path: 'members', value: members(ann, cy) });
  expect(await newChanges()).toEqual([line(ann, 'removeMember')]);
  await patch(path, { op: 'replace', path: 'members', value: members(ann, cy) });
  const replaced = await newChanges();
  expect(replaced).toHaveLength(3);
  for (const each of [line(ann, 'addMember'), line(cy, 'addMember'), line(bo, 'removeMember')])
    expect(replaced).toContainEqual(each);
  await patch(path, { op: 'Remove', path: 'members' });
  expect(await newChanges()).toHaveLength(2);
});

test('a group that comes with members has a line for itself and one for each', async () => {
  const user = await newUser();
  const { body } = await send('POST', '/Groups', { displayName: 'With one', members: [{ value: user.id }] });
  expect(await newChanges()).toMatchObject([
    { ...author(), operation: 'create', resource_type: 'Group', resource_id: body.id },
    { ...author(), operation: 'addMember', resource_id: user.id, group_id: body.id, group_label: 'With one' },
  ]);
});

test('a name and members changed together are lines of one request', async () => {
  const user = await newUser();
  const group = await newGroup();
  await patch(
    `/Groups/${group.id}`,
    { op: 'Replace', path: 'displayName', value: 'Renamed together' },
    { op: 'Add', path: 'members', value: [{ value: user.id }] },
  );
  expect(await newChanges()).toMatchObject([
    { ...author(), operation: 'update', resource_id: group.id },
    { ...author(), operation: 'addMember', resource_id: user.id },
  ]);
});

test('what changes nothing leaves nothing', async () => {
  const user = await newUser({ title: 'Engineer' });
  const group = await newGroup(user.id);
  const member = [{ value: user.id }];
  await patch(`/Users/${user.id}`, { op: 'Replace', path: 'title', value: 'Engineer' });
  await patch(`/Users/${user.id}`);
  await send('PUT', `/Users/${user.id}`, { userName: user.userName, title: 'Engineer' });
  await patch(`/Groups/${group.id}`, { op: 'Add', path: 'members', value: member });
  await patch(`/Groups/${group.id}`, { op: 'replace', path: 'members', value: member });
  await patch(`/Groups/${group.id}`, { op: 'Remove', path: 'members', value: [{ value: 'nobody' }] });
  await send('PUT', `/Groups/${group.id}`, { displayName: group.displayName, members: member });
  await send('GET', `/Users/${user.id}`);
  expect(await newChanges()).toEqual([]);
});

test('what is refused leaves nothing', async () => {
  const user = await newUser();
  const group = await newGroup();
  const stale = { 'If-Match': 'W/"999"' };
  const answers = [
    await send('POST', '/Users', { userName: user.userName }),
    await send('POST', '/Users', { title: 'No name' }),
    await send('POST', '/Groups', { displayName: 'New', members: [{ value: 'x'.repeat(5000) }] }),
    await send('DELETE', `/Users/${user.id}`, undefined, stale),
    await send('PUT', `/Users/${user.id}`, { userName: 'other@example.com' }, stale),
    await send('DELETE', `/Users/${group.id}`),
    await patch(`/Users/${group.id}`, { op: 'Add', path: 'title', value: 'x' }),
    await patch(
      `/Users/${user.id}`,
      { op: 'Add', path: 'title', value: 'x' },
      { op: 'Remove', path: 'userName' },
    ),
    await patch(
      `/Groups/${group.id}`,
      { op: 'Replace', path: 'displayName', value: 'Renamed' },
      { op: 'Add', path: 'members', value: [{ value: user.id }, { value: group.id }] },
    ),
  ];
  expect(answers.filter(({ status }) => status < 400)).toEqual([]);
  expect(await newChanges()).toEqual([]);
  expect((await tenant.get(`/Groups/${group.id}`)).body).toEqual(group);
  expect((await tenant.get(`/Users/${user.id}`)).body).toEqual(user);
});

test('the ledger cannot be rewritten by the service', async () => {
  await newUser();
  const client = await api.db.pool.connect();
  try {
    for (const sql of ['delete from changes', `update changes set actor_label = 'x'`, 'truncate changes'])
      await expect(client.query(sql)).rejects.toThrow(/permission denied/);
  } finally {
    client.release();
  }
});
