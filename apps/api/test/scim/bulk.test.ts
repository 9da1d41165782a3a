import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { revokeToken } from '@rollcall/domain';
import { startScim, type Api, type Tenant } from '../start-scim.ts';
import { urns } from '../scim-client.ts';

let api: Api;
let tenant: Tenant;
let count = 0;
beforeAll(async () => {
  api = await startScim();
  tenant = await api.makeTenant();
});
afterEach(() => expect(api.errors.splice(0)).toEqual([]));
afterAll(() => api[Symbol.asyncDispose]());

const newName = () => `bulk.${++count}@example.com`;
const newUser = () => tenant.createUser(newName(), { title: 'Engineer' });
const person = (bulkId: string, more: object = {}) => ({
  method: 'POST',
  bulkId,
  path: '/Users',
  data: { schemas: [urns.user], userName: newName(), ...more },
});
const team = (bulkId: string, ...members: string[]) => ({
  method: 'POST',
  bulkId,
  path: '/Groups',
  data: {
    schemas: [urns.group],
    displayName: `Bulk ${++count}`,
    members: members.map((value) => ({ value })),
  },
});
const managed = (by: string) => ({
  schemas: [urns.user, urns.enterprise],
  [urns.enterprise]: { department: 'Sea', manager: { value: by } },
});
const idIn = ({ location }: { location: string }) => location.split('/').at(-1)!;
const statuses = (body: { Operations: { status: string }[] }) => body.Operations.map(({ status }) => status);
const managerOf = async (id: string) =>
  (await tenant.get(`/Users/${id}`)).body[urns.enterprise]?.manager?.value;

test('each operation is answered in its place with method, location, version and status (RFC 7644 §3.7)', async () => {
  const [replaced, patched, deleted] = [await newUser(), await newUser(), await newUser()];
  const { status, body } = await tenant.bulk([
    person('new'),
    {
      method: 'PUT',
      path: `/Users/${replaced.id}`,
      data: { schemas: [urns.user], userName: replaced.userName },
    },
    {
      method: 'PATCH',
      path: `/Users/${patched.id}`,
      data: { schemas: [urns.patchOp], Operations: [{ op: 'replace', path: 'title', value: 'Cook' }] },
    },
    { method: 'DELETE', path: `/Users/${deleted.id}` },
  ]);
  expect([status, body.schemas]).toEqual([200, [urns.bulkResponse]]);
  const [made] = body.Operations;
  const madeNow = (await tenant.get(`/Users/${idIn(made)}`)).body;
  const at = (id: string) => `${tenant.baseUrl}/Users/${id}`;
  expect(body.Operations).toEqual([
    {
      method: 'POST',
      bulkId: 'new',
      status: '201',
      location: madeNow.meta.location,
      version: madeNow.meta.version,
    },
    { method: 'PUT', status: '200', location: at(replaced.id), version: expect.stringMatching(/^W\/"2"$/) },
    { method: 'PATCH', status: '200', location: at(patched.id), version: 'W/"2"' },
    { method: 'DELETE', status: '204', location: at(deleted.id) },
  ]);
  expect((await tenant.get(`/Users/${replaced.id}`)).body.title).toBeUndefined();
  expect((await tenant.get(`/Users/${patched.id}`)).body.title).toBe('Cook');
  expect((await tenant.get(`/Users/${deleted.id}`)).status).toBe(404);
});

test('the operations of a PATCH may stand in data without a message around them (RFC 7644 §3.7.3)', async () => {
  const user = await newUser();
  const data = [{ op: 'remove', path: 'title' }];
  const { body } = await tenant.bulk([{ method: 'PATCH', path: `/Users/${user.id}`, data }]);
  expect(statuses(body)).toEqual(['200']);
  expect((await tenant.get(`/Users/${user.id}`)).body.title).toBeUndefined();
});

test('a failed operation carries the error as its response, and a failed POST no location (RFC 7644 §3.7.3)', async () => {
  const user = await newUser();
  const { body } = await tenant.bulk([
    { ...person('taken'), data: { schemas: [urns.user], userName: user.userName } },
    { method: 'DELETE', path: '/Users/0b6b9c1e-7d34-4c7e-9a54-2f6f0a1d5e11' },
  ]);
  expect(body.Operations).toEqual([
    {
      method: 'POST',
      bulkId: 'taken',
      status: '409',
      response: {
        schemas: [urns.error],
        status: '409',
        scimType: 'uniqueness',
        detail: expect.any(String),
      },
    },
    {
      method: 'DELETE',
      location: `${tenant.baseUrl}/Users/0b6b9c1e-7d34-4c7e-9a54-2f6f0a1d5e11`,
      status: '404',
      response: { schemas: [urns.error], status: '404', detail: expect.any(String) },
    },
  ]);
});

test('an operation with a version changes that version or nothing (RFC 7644 §3.7)', async () => {
  const user = await newUser();
  const patch = (version: string, title: string) => ({
    method: 'PATCH',
    path: `/Users/${user.id}`,
    version,
    data: [{ op: 'replace', path: 'title', value: title }],
  });
  const { body } = await tenant.bulk([patch(user.meta.version, 'Cook'), patch(user.meta.version, 'Captain')]);
  expect(statuses(body)).toEqual(['200', '412']);
  expect((await tenant.get(`/Users/${user.id}`)).body.title).toBe('Cook');
});

test('every operation is noted in the ledger under the one request id', async () => {
  const body = { schemas: [urns.bulkRequest], Operations: [person('a'), person('b'), team('c', 'bulkId:a')] };
  await tenant.send('POST', '/Bulk', body, { 'X-Request-Id': 'bulk-request-0001' });
  const rows = await tenant.rows(
    `select operation from changes where request_id = 'bulk-request-0001' order by id`,
  );
  expect(rows.map(({ operation }) => operation)).toEqual(['create', 'create', 'create', 'addMember']);
});

describe('references by bulkId', () => {
  test('a group has a member created before it (RFC 7644 §3.7.2)', async () => {
    const { body } = await tenant.bulk([person('kai'), team('crew', 'bulkId:kai')]);
    const [kai, crew] = body.Operations.map(idIn);
    expect(await tenant.membersOf(crew)).toEqual([kai]);
  });

  test('a group has a member created after it (RFC 7644 §3.7.2)', async () => {
    const { body } = await tenant.bulk([team('crew', 'bulkId:kai'), person('kai')]);
    expect(body.Operations.map(({ bulkId }: { bulkId: string }) => bulkId)).toEqual(['crew', 'kai']);
    const [crew, kai] = body.Operations.map(idIn);
    expect(await tenant.membersOf(crew)).toEqual([kai]);
  });

  test('two people are each other’s manager (RFC 7644 §3.7.1)', async () => {
    const { body } = await tenant.bulk([
      person('a', managed('bulkId:b')),
      person('b', managed('bulkId:a')),
      person('alone', managed('bulkId:alone')),
    ]);
    expect(statuses(body)).toEqual(['201', '201', '201']);
    const [a, b, alone] = body.Operations.map(idIn);
    expect([await managerOf(a), await managerOf(b), await managerOf(alone)]).toEqual([b, a, alone]);
    const { body: first } = await tenant.get(`/Users/${a}`);
    expect(first[urns.enterprise].department).toBe('Sea');
    expect(body.Operations[0].version).toBe(first.meta.version);
  });

  test('paths and value filters refer too (RFC 7644 §3.7.2)', async () => {
    const { body } = await tenant.bulk([
      { method: 'PATCH', path: '/Users/bulkId:kai', data: [{ op: 'add', path: 'title', value: 'Cook' }] },
      person('kai'),
      person('mira'),
      team('crew', 'bulkId:kai', 'bulkId:mira'),
      {
        method: 'PATCH',
        path: '/Groups/bulkId:crew',
        data: [{ op: 'remove', path: 'members[value eq "bulkId:mira"]' }],
      },
      { method: 'DELETE', path: '/Users/bulkId:mira' },
    ]);
    expect(statuses(body)).toEqual(['200', '201', '201', '201', '204', '204']);
    const [, kai, mira, crew] = body.Operations.map(idIn);
    expect((await tenant.get(`/Users/${kai}`)).body.title).toBe('Cook');
    expect(await tenant.membersOf(crew)).toEqual([kai]);
    expect((await tenant.get(`/Users/${mira}`)).status).toBe(404);
  });

  test('what refers to nothing is 409, and so is what refers to a POST that failed (RFC 7644 §3.7.1)', async () => {
    const user = await newUser();
    const taken = { ...person('taken'), data: { schemas: [urns.user], userName: user.userName } };
    const crew = team('crew', 'bulkId:taken');
    const { body } = await tenant.bulk([
      team('lost', 'bulkId:nobody'),
      crew,
      taken,
      { method: 'DELETE', path: '/Users/bulkId:nobody' },
    ]);
    expect(statuses(body)).toEqual(['409', '409', '409', '409']);
    expect(body.Operations[0].response).toMatchObject({ schemas: [urns.error], status: '409' });
    const found = await tenant.get(
      `/Groups?filter=displayName+eq+"${encodeURIComponent(crew.data.displayName)}"`,
    );
    expect(found.body.totalResults).toBe(0);
  });

  test('a circle that cannot be closed leaves nothing behind (RFC 7644 §3.7.1)', async () => {
    const [a, b] = [person('a', managed('bulkId:b')), person('b', managed('bulkId:a'))];
    const { body } = await tenant.bulk([a, { ...b, data: { ...b.data, userName: '' } }]);
    expect(statuses(body)).toEqual(['409', '400']);
    expect(body.Operations[0].location).toBeUndefined();
    expect(await tenant.rows(`select from users where user_name = '${a.data.userName}'`)).toEqual([]);
  });
});

test('after failOnErrors failures the rest is left alone, and what was done stays (RFC 7644 §3.7)', async () => {
  const bad = { method: 'DELETE', path: '/Users/nobody' };
  const { status, body } = await tenant.bulk([person('a'), bad, person('b'), bad, person('c')], {
    failOnErrors: 2,
  });
  expect([status, statuses(body)]).toEqual([200, ['201', '404', '201', '404']]);
  expect((await tenant.get(`/Users/${idIn(body.Operations[2])}`)).status).toBe(200);
});

test('without failOnErrors every operation is tried (RFC 7644 §3.7)', async () => {
  const bad = { method: 'DELETE', path: '/Users/nobody' };
  expect(statuses((await tenant.bulk([bad, bad, person('a')])).body)).toEqual(['404', '404', '201']);
});

test.each([
  ['no method', { path: '/Users', bulkId: 'x', data: {} }],
  ['GET', { method: 'GET', path: '/Users' }],
  ['a POST without a bulkId', { method: 'POST', path: '/Users', data: { userName: 'x' } }],
  ['a POST to one user', { method: 'POST', path: '/Users/1', bulkId: 'x', data: {} }],
  ['a DELETE of all users', { method: 'DELETE', path: '/Users' }],
  ['a POST without data', { method: 'POST', path: '/Users', bulkId: 'x' }],
  ['an address with a query', { method: 'DELETE', path: '/Users/1?x=y' }],
  ['a Bulk in a Bulk', { method: 'POST', path: '/Bulk', bulkId: 'x', data: {} }],
  [
    'data too deep',
    {
      method: 'POST',
      path: '/Users',
      bulkId: 'x',
      data: JSON.parse(`${'['.repeat(1000)}${']'.repeat(1000)}`),
    },
  ],
  ['null', null],
])('%s is refused in its place (RFC 7644 §3.7.3)', async (_what, operation) => {
  const { status, body } = await tenant.bulk([operation, person('fine')]);
  expect(status).toBe(200);
  expect(body.Operations.map((each: { status: string }) => each.status[0])).toEqual(['4', '2']);
  expect(body.Operations[0].response.schemas).toEqual([urns.error]);
});

test.each([
  ['no schemas', { Operations: [] }],
  ['no Operations', { schemas: [urns.bulkRequest] }],
  ['failOnErrors of nothing', { schemas: [urns.bulkRequest], failOnErrors: 0, Operations: [] }],
  ['a bulkId twice', { schemas: [urns.bulkRequest], Operations: [person('a'), person('a')] }],
])('a request with %s is 400 and nothing is done (RFC 7644 §3.7)', async (_what, body) => {
  const before = await tenant.rows('select count(*) from changes');
  expect((await tenant.post('/Bulk', body)).status).toBe(400);
  expect(await tenant.rows('select count(*) from changes')).toEqual(before);
});

test('more operations or bytes than advertised are 413, and up to that they are taken (RFC 7644 §3.7.4)', async () => {
  const { bulk } = (await tenant.get('/ServiceProviderConfig')).body;
  expect(bulk).toEqual({ supported: true, maxOperations: 1000, maxPayloadSize: 8_388_608 });
  const bad = { method: 'DELETE', path: '/Users/nobody' };
  const many = Array.from({ length: bulk.maxOperations }, () => bad);
  expect((await tenant.bulk(many)).body.Operations).toHaveLength(bulk.maxOperations);
  expect((await tenant.bulk([...many, bad])).status).toBe(413);
  const body = { schemas: [urns.bulkRequest], Operations: [bad] };
  const padded = (bytes: number) => JSON.stringify(body).padEnd(bytes, ' ');
  expect((await tenant.post('/Bulk', padded(bulk.maxPayloadSize))).status).toBe(200);
  const refused = await tenant.post('/Bulk', padded(bulk.maxPayloadSize + 1));
  expect([refused.status, refused.body.detail]).toEqual([413, expect.stringContaining('8 MiB')]);
});

test('a revoked token is 401 for the whole request, also while the door still remembers it', async () => {
  const revoked = await api.makeTenant('Harbour Foods');
  expect((await revoked.bulk([])).body).toEqual({ schemas: [urns.bulkResponse], Operations: [] });
  await revokeToken(revoked.scope, revoked.tokenId);
  expect((await revoked.bulk([person('late')])).status).toBe(401);
});
