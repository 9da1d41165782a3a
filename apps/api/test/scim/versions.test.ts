import { afterAll, beforeAll, expect, test } from 'vitest';
import { disableProvisioning, revokeToken } from '@rollcall/domain';
import { startScim, type Api, type Tenant } from '../start-scim.ts';
import { scimClient, urns } from '../scim-client.ts';

let api: Api;
let other: Api;
let tenant: Tenant;
let count = 0;
beforeAll(async () => {
  api = await startScim();
  other = await startScim({ databaseUrl: api.databaseUrl });
  tenant = await api.makeTenant();
});
afterAll(async () => {
  await other[Symbol.asyncDispose]();
  await api[Symbol.asyncDispose]();
});

const newUser = () => tenant.createUser(`version.${++count}@example.com`, { title: 'Engineer' });
const atOther = (at: Tenant) => scimClient({ origin: other.origin, path: at.path, token: at.token });
const set = (path: string, value: unknown) => [{ op: 'Replace', path, value }];

test('RFC 7644 §3.14: ETag equals meta.version, and If-None-Match of it answers 304', async () => {
  const user = await newUser();
  const { headers } = await tenant.get(`/Users/${user.id}`);
  expect(headers.etag).toBe(user.meta.version);
  expect((await tenant.get(`/Users/${user.id}`, { 'If-None-Match': String(headers.etag) })).status).toBe(304);
});

test('RFC 7644 §3.14: a stale If-Match is 412 and changes nothing; * and the current one pass', async () => {
  const user = await newUser();
  const stale = { 'If-Match': String(user.meta.version) };
  await tenant.patch(`/Users/${user.id}`, set('title', 'Captain'));
  expect((await tenant.patch(`/Users/${user.id}`, set('title', 'Cook'), stale)).status).toBe(412);
  expect(
    (await tenant.put(`/Users/${user.id}`, { schemas: [urns.user], userName: user.userName }, stale)).status,
  ).toBe(412);
  expect((await tenant.delete(`/Users/${user.id}`, stale)).status).toBe(412);
  expect((await tenant.get(`/Users/${user.id}`)).body.title).toBe('Captain');
  expect((await tenant.patch(`/Users/${user.id}`, set('title', 'Cook'), { 'If-Match': '*' })).status).toBe(
    200,
  );
});

test('RFC 7644 §3.5.2.1: a PATCH that changes nothing keeps version and lastModified', async () => {
  const user = await newUser();
  const { status, body } = await tenant.patch(`/Users/${user.id}`, set('title', 'Engineer'));
  expect([status, body.meta]).toEqual([200, user.meta]);
});

test('PATCHes of one user through two instances at once lose no attribute', async () => {
  const user = await newUser();
  const second = atOther(tenant);
  await Promise.all([tenant.get(`/Users/${user.id}`), second.get(`/Users/${user.id}`)]);
  const paths = [
    'title',
    'nickName',
    'userType',
    'locale',
    'timezone',
    'preferredLanguage',
    'displayName',
    'profileUrl',
  ];
  const answers = await Promise.all(
    paths.map((path, index) =>
      (index % 2 ? tenant : second).patch(`/Users/${user.id}`, set(path, `new ${path}`)),
    ),
  );
  expect(answers.map(({ status }) => status)).toEqual(paths.map(() => 200));
  const { body } = await tenant.get(`/Users/${user.id}`);
  expect(paths.map((path) => body[path])).toEqual(paths.map((path) => `new ${path}`));
});

test('what one instance wrote, the other reads back at once, whatever it remembers', async () => {
  const user = await newUser();
  const second = atOther(tenant);
  await second.get(`/Users/${user.id}`);
  await tenant.patch(`/Users/${user.id}`, set('title', 'Captain'));
  expect((await second.patch(`/Users/${user.id}`, set('title', 'Engineer'))).body.title).toBe('Engineer');
  expect((await tenant.get(`/Users/${user.id}`)).body.title).toBe('Engineer');
});

test('a revoked token is refused at once on every instance', async () => {
  const revoked = await api.makeTenant('Harbour Foods');
  const second = atOther(revoked);
  expect([(await revoked.get('/Users')).status, (await second.get('/Users')).status]).toEqual([200, 200]);
  await revokeToken(revoked.scope, revoked.tokenId);
  for (const client of [revoked, second]) {
    const { status, headers, body } = await client.post('/Users', {
      schemas: [urns.user],
      userName: 'late@example.com',
    });
    expect([status, body.schemas, body.status]).toEqual([401, [urns.error], '401']);
    expect(headers['www-authenticate']).toContain('Bearer');
  }
  expect(await revoked.rows('select from users')).toEqual([]);
});

test('SCIM switched off answers 403 in SCIM’s shape at once on every instance', async () => {
  const off = await api.makeTenant('Copperleaf Museums');
  const second = atOther(off);
  await Promise.all([off.get('/Users'), second.get('/Users')]);
  await disableProvisioning(off.scope, 'keep');
  for (const client of [off, second]) {
    const { status, body } = await client.get('/Users');
    expect([status, body.schemas, body.status]).toEqual([403, [urns.error], '403']);
    expect(body.detail).toContain('SCIM Provisioning is switched off');
  }
});

test('a Base URL that is nobody’s answers 404 in SCIM’s shape', async () => {
  const { status, headers, body } = await tenant.sendTo('/t/nobody-0000/scim/v2', 'GET', '/Users');
  expect([status, body.schemas, body.status]).toEqual([404, [urns.error], '404']);
  expect(headers['content-type']).toContain('application/scim+json');
});

test('a token that cannot be checked is 503 with Retry-After, never 401 or 404', async () => {
  await using adrift = await startScim({ databaseUrl: 'postgres://nobody@127.0.0.1:1/none' });
  const client = scimClient({ origin: adrift.origin, path: tenant.path, token: tenant.token });
  const { status, headers, body } = await client.get('/Users');
  expect([status, body.schemas, body.status]).toEqual([503, [urns.error], '503']);
  expect(headers['retry-after']).toBeDefined();
});
