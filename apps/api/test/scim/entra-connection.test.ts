import { afterAll, beforeAll, expect, test } from 'vitest';
import { startScim, type Api, type Tenant } from '../start-scim.ts';
import { urns } from '../scim-client.ts';

let api: Api;
let tenant: Tenant;
beforeAll(async () => {
  api = await startScim();
  tenant = await api.makeTenant();
  await tenant.createUser('kai.lund+vpn@example.com', {
    emails: [{ type: 'work', value: 'kai@example.com' }],
  });
  await tenant.createGroup('VPN Users');
});
afterAll(() => api[Symbol.asyncDispose]());

const nobody = '4b0f6c1e-1f52-4f0a-9d2e-6e3b8b6a7c10';

test.each([
  `/Users?filter=userName+eq+"${nobody}"`,
  `/Users?filter=userName+eq+%22${nobody}%22`,
  `/Users?filter=userName%20eq%20%22${nobody}%22`,
  `/Users?filter=externalId+eq+${nobody}`,
  `/Groups?excludedAttributes=members&filter=displayName+eq+"${nobody}"`,
  `/Groups?filter=displayName+eq+%22${nobody}%22&excludedAttributes=members`,
])('Test Connection asks %s and hears 200 with an empty list', async (path) => {
  const { status, headers, body } = await tenant.get(path);
  expect(status).toBe(200);
  expect(headers['content-type']).toBe('application/scim+json; charset=utf-8');
  expect(body).toEqual({
    schemas: [urns.list],
    totalResults: 0,
    startIndex: 1,
    itemsPerPage: 0,
    Resources: [],
  });
});

test.each([
  ['%2B in a value is a plus sign', '/Users?filter=userName+eq+"kai.lund%2Bvpn%40example.com"', 1],
  ['+ in a value is a space', '/Users?filter=userName+eq+"kai.lund+vpn%40example.com"', 0],
  ['a name of two words', '/Groups?filter=displayName+eq+"VPN+Users"', 1],
  ['brackets as they are', '/Users?filter=emails[type+eq+"work"].value+eq+"kai%40example.com"', 1],
  [
    'brackets escaped',
    '/Users?filter=emails%5Btype%20eq%20%22work%22%5D.value%20eq%20%22KAI@example.com%22',
    1,
  ],
])('%s is read as Entra means it', async (_means, path, matches) => {
  const { status, body } = await tenant.get(path);
  expect([status, body.totalResults]).toEqual([200, matches]);
});

test.each([
  '//Users?filter=userName+pr',
  '/Users/?filter=userName+pr',
  '//Users//?filter=userName+pr',
  '/Users?aadOptscim062020&filter=userName+pr',
  '/Users?filter=userName+pr&aadOptscim062020',
  '/Users?filter=userName+pr&AzureAdScimPatch062020=&unheard=of',
  '/users?filter=userName+pr',
  '/Users?aadOptscim062020',
])('a Tenant URL pasted so that Entra asks %s works', async (path) => {
  const { status, body } = await tenant.get(path);
  expect([status, body.totalResults]).toEqual([200, 1]);
});

test.each(['?aadOptscim062020', '/?aadOptscim062020', '/', ''])(
  'the Base URL itself answers with %s behind it',
  async (path) => {
    expect((await tenant.get(path)).status).toBe(200);
  },
);

test('a slash too many is no part of an id, and the address of a created resource has none', async () => {
  const made = await tenant.post('//Users', { userName: 'mira.holt@example.com' });
  expect(made.status).toBe(201);
  expect(made.headers.location).toBe(`${tenant.baseUrl}/Users/${made.body.id}`);
  expect(made.body.meta.location).toBe(made.headers.location);
  expect((await tenant.get(`//Users/${made.body.id}/`)).body.userName).toBe('mira.holt@example.com');
  expect((await tenant.delete(`/Users/${made.body.id}`)).status).toBe(204);
});

test('a request without User-Agent and without Accept is served', async () => {
  const { status } = await api.send({
    method: 'GET',
    path: `${tenant.path}/Users`,
    headers: { Authorization: `bearer ${tenant.token}` },
  });
  expect(status).toBe(200);
});

test('without a token, or with a wrong one, the answer is 401 and says how to come back', async () => {
  const send = (headers: Record<string, string>) =>
    api.send({ method: 'GET', path: `${tenant.path}/Users`, headers });
  const none = await send({});
  expect([none.status, none.headers['www-authenticate']]).toEqual([401, 'Bearer realm="SCIM"']);
  const wrong = await send({ Authorization: `Bearer ${tenant.token}x` });
  expect(wrong.status).toBe(401);
  expect(wrong.headers['www-authenticate']).toBe('Bearer realm="SCIM", error="invalid_token"');
  expect(wrong.body).toMatchObject({ schemas: [urns.error], status: '401' });
  expect((await send({ Authorization: `Basic ${tenant.token}` })).status).toBe(401);
  expect((await send({ Authorization: tenant.token })).status).toBe(401);
});

test('a token in the query opens nothing', async () => {
  const { status } = await api.send({
    method: 'GET',
    path: `${tenant.path}/Users?access_token=${tenant.token}`,
  });
  expect(status).toBe(401);
});

test.each([
  '/ServiceProviderConfig',
  '/ResourceTypes',
  '/Schemas',
  `/Schemas/${urns.user}`,
  '/ResourceTypes/User',
])('discovery %s is answered, without a null anywhere', async (path) => {
  const { status, text, headers } = await tenant.get(path);
  expect(status).toBe(200);
  expect(headers['content-type']).toMatch(/^application\/scim\+json/);
  expect(text).not.toContain('null');
});
