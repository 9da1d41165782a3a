import { afterAll, beforeAll, expect, test } from 'vitest';
import { addResourceType } from '@rollcall/domain';
import { startScim, type Api, type Tenant } from '../start-scim.ts';
import { urns } from '../scim-client.ts';
import { routesOf } from '../routes-of.ts';

let api: Api;
let ours: Tenant;
let theirs: Tenant;
let ids: { ourGroup: string; theirUser: string; theirGroup: string; theirDevice: string };

const device = {
  id: 'urn:device:Device',
  name: 'Device',
  attributes: [{ name: 'serial', uniqueness: 'server' }],
};

beforeAll(async () => {
  api = await startScim();
  ours = await api.makeTenant('Lantern Works');
  theirs = await api.makeTenant('Harbour Foods');
  const made = [];
  for (const tenant of [ours, theirs]) {
    const user = await tenant.createUser('kai@example.com', { externalId: 'kai', displayName: 'Kai' });
    const group = await tenant.createGroup('VPN Users', { externalId: 'vpn', members: [{ value: user.id }] });
    await addResourceType(tenant.scope, { name: 'Device', endpoint: 'Devices', definition: device });
    const { body } = await tenant.post('/Devices', { schemas: [device.id], serial: 'kai-1' });
    made.push({ user: user.id as string, group: group.id as string, device: body.id as string });
  }
  const [our, their] = [made[0]!, made[1]!];
  ids = { ourGroup: our.group, theirUser: their.user, theirGroup: their.group, theirDevice: their.device };
});
afterAll(() => api[Symbol.asyncDispose]());

const tables = [
  'users',
  'further_emails',
  'groups',
  'memberships',
  'parked_members',
  'group_touches',
  'schemas',
  'resource_types',
  'custom_resources',
  'changes',
];

/** The address that a route stands for, with the other organisation's ids; a type of its own at what a tenant may name. */
function addressOf(path: string): string {
  const id = path.startsWith('/Groups')
    ? ids.theirGroup
    : path.startsWith('/:endpoint')
      ? ids.theirDevice
      : ids.theirUser;
  return path.replace(':endpoint', 'Devices').replace(':id', id).replace('{/:name}', '');
}

/** All that the other organisation has. */
async function theirRows() {
  return Promise.all(tables.map((table) => theirs.rows(`select * from ${table} as row order by row::text`)));
}

/** A body that would be carried out if the wall were not there. */
function bodyFor(method: string, type: string): unknown {
  if (method === 'PATCH') {
    const operation = { op: 'Replace', path: 'externalId', value: 'taken over' };
    return { schemas: [urns.patchOp], Operations: [operation] };
  }
  if (method !== 'POST' && method !== 'PUT') return undefined;
  if (type === '.search') return { schemas: [urns.searchRequest], filter: 'externalId pr' };
  if (type === 'Devices' || type === ':endpoint') return { serial: 'taken over' };
  return type === 'Groups' ? { displayName: 'Taken over' } : { userName: 'taken.over@example.com' };
}

test('the routes are read from the router itself, and none is missing', () => {
  const routes = routesOf(api.app).map(({ method, path }) => `${method} ${path}`);
  for (const type of ['Users', 'Groups', ':endpoint']) {
    expect(routes).toContain(`GET /${type}`);
    expect(routes).toContain(`POST /${type}`);
    for (const method of ['GET', 'PUT', 'PATCH', 'DELETE'])
      expect(routes).toContain(`${method} /${type}/:id`);
  }
});

test('a token of one organisation is 401 at every route of another, and changes nothing there (RFC 7644 §6)', async () => {
  const before = await theirRows();
  for (const { method, path } of routesOf(api.app)) {
    const address = addressOf(path);
    const body = bodyFor(method, address.endsWith('/.search') ? '.search' : (address.split('/')[1] ?? ''));
    const answer = await ours.sendTo(theirs.path, method, address, body);
    const stranger = await ours.sendTo('/t/nobody-0000/scim/v2', method, address, body);
    // A method that no address here has is refused the same way whoever asks and wherever; OPTIONS tells which it has.
    const expected = [204, 405].includes(stranger.status) ? stranger.status : 401;
    expect([method, address, answer.status]).toEqual([method, address, expected]);
    if (expected === 204) expect([method, answer.text]).toEqual(['OPTIONS', '']);
    else if (method !== 'HEAD') expect(answer.body.schemas).toEqual([urns.error]);
    expect(answer.text).not.toContain('kai');
  }
  expect(await theirRows()).toEqual(before);
});

test("another organisation's ids are 404 at one's own Base URL, by every method", async () => {
  const before = await theirRows();
  const withId = routesOf(api.app).filter(({ path }) => path.endsWith('/:id'));
  for (const { method, path } of withId) {
    const type = path.split('/')[1] ?? '';
    const address = addressOf(path);
    const answer = await ours.send(method, address, bodyFor(method, type));
    const other = method === 'OPTIONS' ? 204 : 405;
    const expected = ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE'].includes(method) ? 404 : other;
    expect([method, address, answer.status]).toEqual([method, address, expected]);
  }
  expect(await theirRows()).toEqual(before);
});

test("another organisation's members are 404 to change, whichever way the PATCH goes", async () => {
  const before = await theirRows();
  const member = { value: ids.theirUser };
  for (const operations of [
    [{ op: 'Remove', path: 'members', value: [member] }],
    [{ op: 'remove', path: `members[value eq "${ids.theirUser}"]` }],
    [{ op: 'Remove', path: 'members' }],
    [{ op: 'Replace', path: 'members', value: [] }],
    [
      { op: 'Add', path: 'members', value: [member] },
      { op: 'Replace', path: 'displayName', value: 'Taken over' },
    ],
  ]) {
    expect((await ours.patch(`/Groups/${ids.theirGroup}`, operations)).status).toBe(404);
  }
  expect(await theirRows()).toEqual(before);
});

test("another organisation's ids are 404 in their places of a Bulk request, and the rest is done", async () => {
  const before = await theirRows();
  const member = { op: 'add', path: 'members', value: [{ value: ids.theirUser }] };
  const theirs = ['PUT', 'PATCH', 'DELETE'].flatMap((method) =>
    [`/Users/${ids.theirUser}`, `/Groups/${ids.theirGroup}`].map((path) => ({
      method,
      path,
      data:
        method === 'PATCH' && path.startsWith('/Groups') ? [member] : bodyFor(method, path.split('/')[1]!),
    })),
  );
  const mine = { method: 'POST', bulkId: 'mine', path: '/Users', data: { userName: 'bulk@example.com' } };
  const { body } = await ours.bulk([...theirs, mine]);
  const statuses = body.Operations.map(({ status }: { status: string }) => status);
  expect(statuses).toEqual([...theirs.map(() => '404'), '201']);
  expect((await ours.delete(`/Users/${body.Operations.at(-1).location.split('/').at(-1)}`)).status).toBe(204);
  expect(await theirRows()).toEqual(before);
});

test.each([
  'Users',
  'Users?filter=userName+eq+"kai@example.com"',
  'Users?filter=externalId+eq+"kai"',
  'Users?filter=displayName+sw+"K"&sortBy=userName',
  'Users?filter=not+(userName+eq+"nobody")',
  'Groups?filter=displayName+eq+"VPN+Users"',
  'Groups?filter=externalId+eq+"vpn"&excludedAttributes=members',
  'Groups?filter=members+pr',
  'Devices?filter=serial+eq+"kai-1"',
  'Devices?sortBy=serial',
])('the list %s has one resource, of one’s own', async (address) => {
  const { status, body } = await ours.get(`/${address}`);
  expect([status, body.totalResults, body.Resources.length]).toEqual([200, 1, 1]);
  expect(body.Resources[0].meta.location).toContain(`${ours.baseUrl}/`);
});

test.each([
  'Users?filter=id+eq+"$user"',
  'Groups?filter=id+eq+"$group"',
  'Groups?filter=members+eq+"$user"',
  'Devices?filter=id+eq+"$device"',
])("the list %s of another's ids is empty", async (address) => {
  const asked = address
    .replace('$user', ids.theirUser)
    .replace('$group', ids.theirGroup)
    .replace('$device', ids.theirDevice);
  expect((await ours.get(`/${asked}`)).body.totalResults).toBe(0);
  expect((await theirs.get(`/${asked}`)).body.totalResults).toBe(1);
});

test('a search over everything finds one’s own and nothing of another (RFC 7644 §3.4.3)', async () => {
  const search = (more: object) => ours.post('/.search', { schemas: [urns.searchRequest], ...more });
  const { status, body } = await search({ filter: 'externalId pr' });
  expect([status, body.totalResults]).toEqual([200, 2]);
  for (const { meta } of body.Resources) expect(meta.location).toContain(`${ours.baseUrl}/`);
  const foreign = `id eq "${ids.theirUser}" or id eq "${ids.theirGroup}"`;
  expect((await search({ filter: foreign })).body.totalResults).toBe(0);
  expect(
    (await ours.post('/Users/.search', { schemas: [urns.searchRequest], filter: foreign })).body.totalResults,
  ).toBe(0);
});

test("another organisation's cursor is no cursor here (RFC 9865 §2.1)", async () => {
  const more = await theirs.createUser('second@example.com');
  const { nextCursor } = (await theirs.get('/Users?cursor&count=1')).body;
  const next = `/Users?count=1&cursor=${nextCursor}`;
  expect((await theirs.get(next)).body.Resources).toHaveLength(1);
  const answers = [
    await ours.get(next),
    await ours.post('/Users/.search', { schemas: [urns.searchRequest], count: 1, cursor: nextCursor }),
  ];
  for (const { status, body } of answers) {
    expect([status, body.scimType]).toEqual([400, 'invalidCursor']);
  }
  await theirs.delete(`/Users/${more.id}`);
});

test("another organisation's people and groups never become members; their ids are parked", async () => {
  const before = await theirRows();
  const foreign = [{ value: ids.theirUser }, { value: ids.theirGroup }];
  const created = await ours.createGroup('Created with them', { members: foreign });
  const patched = await ours.createGroup('Patched with them');
  const replaced = await ours.createGroup('Replaced with them');

  await ours.patch(`/Groups/${patched.id}`, [{ op: 'Add', path: 'members', value: foreign }]);
  await ours.put(`/Groups/${replaced.id}`, { displayName: 'Replaced with them', members: foreign });

  for (const group of [created, patched, replaced]) {
    expect(await ours.membersOf(group.id)).toEqual([]);
    const parked = await ours.rows(`select value from parked_members where group_id = '${group.id}'`);
    expect(parked.map(({ value }) => value).sort()).toEqual([ids.theirUser, ids.theirGroup].sort());
  }
  expect(await theirRows()).toEqual(before);
  expect(await theirs.membersOf(ids.theirGroup)).toEqual([ids.theirUser]);
});

test('userNames and group names are unique inside an organisation, not across', async () => {
  for (const tenant of [ours, theirs]) {
    expect((await tenant.post('/Users', { userName: 'KAI@example.com' })).status).toBe(409);
    expect((await tenant.post('/Groups', { displayName: 'vpn users' })).status).toBe(409);
  }
});
