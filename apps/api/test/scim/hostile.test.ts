import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Answer } from '../http-answer.ts';
import { startScim, type Api, type Tenant } from '../start-scim.ts';
import { urns } from '../scim-client.ts';

let api: Api;
let tenant: Tenant;
let user: { id: string };
beforeAll(async () => {
  api = await startScim();
  tenant = await api.makeTenant();
  user = await tenant.createUser('kai@example.com', {
    displayName: 'Kai',
    emails: [{ type: 'work', value: 'k@x.example' }],
  });
  await tenant.createGroup('VPN Users', { members: [{ value: user.id }] });
});
afterAll(() => api[Symbol.asyncDispose]());

const scim = { 'Content-Type': 'application/scim+json' };
const raw = (method: string, path: string, body?: string | Buffer, headers: Record<string, string> = scim) =>
  api.send({
    method,
    path: tenant.path + path,
    headers: { Authorization: `Bearer ${tenant.token}`, ...headers },
    body,
  });

/** Everything the organisation has, to see that nothing changed. */
const everything = async () =>
  JSON.stringify(
    await Promise.all(
      ['users', 'groups', 'memberships', 'changes'].map((table) =>
        tenant.rows(`select * from ${table} order by 1, 2`),
      ),
    ),
  );

/** A refusal in SCIM's own shape (RFC 7644 §3.12), which tells nothing of our insides. */
function expectRefusal(answer: Answer, status?: number): void {
  if (status !== undefined) expect(answer.status).toBe(status);
  expect(answer.status).toBeGreaterThanOrEqual(400);
  // 501 is SCIM's word for an endpoint that is not offered, such as /Me.
  if (answer.status !== 501) expect(answer.status).toBeLessThan(500);
  expect(answer.headers['content-type']).toContain('application/scim+json');
  expect(answer.body).toMatchObject({ schemas: [urns.error], status: String(answer.status) });
  expect(typeof answer.body.detail).toBe('string');
  expect(answer.text).not.toMatch(/\bat .*\.ts|node_modules|select |postgres|constraint/i);
}

const nested = (depth: number, open: string, close: string) => open.repeat(depth) + close.repeat(depth);
const withUser = (more: object) =>
  JSON.stringify({ schemas: [urns.user], userName: 'new@example.com', ...more });

test.each<
  [
    string,
    () => [method: string, path: string, body?: string | Buffer, headers?: Record<string, string>],
    number,
  ]
>([
  ['JSON that breaks off', () => ['POST', '/Users', '{"userName": "a'], 400],
  ['no body', () => ['POST', '/Users', ''], 400],
  ['an array for a body', () => ['POST', '/Users', '[]'], 400],
  ['a number for a body', () => ['PATCH', `/Users/${user.id}`, '7'], 400],
  [
    'a body of invalid UTF-8',
    () => ['POST', '/Users', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d])],
    400,
  ],
  ['a body of 5 MiB', () => ['POST', '/Users', withUser({ title: 'x'.repeat(5 << 20) })], 413],
  ['a compressed body', () => ['POST', '/Users', 'x', { ...scim, 'Content-Encoding': 'gzip' }], 415],
  [
    'a form for a body',
    () => ['POST', '/Users', 'a=b', { 'Content-Type': 'application/x-www-form-urlencoded' }],
    415,
  ],
  ['an object where a string belongs', () => ['POST', '/Users', withUser({ title: { a: 1 } })], 400],
  ['a string where an object belongs', () => ['POST', '/Users', withUser({ name: 'Kai' })], 400],
  [
    'an empty userName',
    () => ['POST', '/Users', JSON.stringify({ schemas: [urns.user], userName: '' })],
    400,
  ],
  ['a NUL in a value', () => ['POST', '/Users', withUser({ title: 'a\0b' })], 400],
  ['half a surrogate pair', () => ['POST', '/Users', '{"userName":"a\\ud800b"}'], 400],
  [
    'a userName of 10,000 characters',
    () => ['POST', '/Users', JSON.stringify({ userName: 'x'.repeat(10_000) })],
    400,
  ],
  [
    'JSON 100,000 deep',
    () => [
      'POST',
      '/Users',
      `{"userName":"deep@example.com","urn:x:y":${nested(100_000, '{"a":', '}').replace('}', '1}')}}`,
    ],
    400,
  ],
  [
    'Operations that are no array',
    () => ['PATCH', `/Users/${user.id}`, JSON.stringify({ schemas: [urns.patchOp], Operations: {} })],
    400,
  ],
  [
    'an operation of no known kind',
    () => ['PATCH', `/Users/${user.id}`, patch({ op: 'move', path: 'title' })],
    400,
  ],
  [
    'a path that is no path',
    () => ['PATCH', `/Users/${user.id}`, patch({ op: 'add', path: 'emails[', value: 1 })],
    400,
  ],
  [
    'removing the userName',
    () => ['PATCH', `/Users/${user.id}`, patch({ op: 'remove', path: 'userName' })],
    400,
  ],
  ['a filter that breaks off', () => ['GET', '/Users?filter=userName+eq'], 400],
  ['a filter 1,000 deep', () => ['GET', `/Users?filter=${nested(1000, '(', ')')}`], 400],
  ['a filter of 5,000 characters', () => ['GET', `/Users?filter=userName+eq+"${'x'.repeat(5000)}"`], 400],
  ['a filter on a password', () => ['GET', '/Users?filter=password+eq+"x"'], 400],
  ['a NUL in a filter', () => ['GET', '/Users?filter=userName+eq+"%00"'], 400],
  ['a count that is a word', () => ['GET', '/Users?count=many'], 400],
  ['an order by what nobody has', () => ['GET', '/Users?sortBy=nothing'], 400],
  [
    'attributes and excludedAttributes together',
    () => ['GET', '/Users?attributes=userName&excludedAttributes=name'],
    400,
  ],
  ['an id that is none', () => ['GET', '/Users/nobody'], 404],
  ['a broken escape in the path', () => ['GET', '/Users/%zz'], 400],
  ['an endpoint that is none', () => ['GET', '/Robots'], 404],
  ['DELETE of all users', () => ['DELETE', '/Users'], 405],
])('%s is refused in SCIM’s shape and changes nothing', async (_what, request, status) => {
  const before = await everything();
  expectRefusal(await raw(...request()), status);
  expect(await everything()).toBe(before);
});

function patch(...Operations: unknown[]): string {
  return JSON.stringify({ schemas: [urns.patchOp], Operations });
}

test('a key such as __proto__ is an attribute nobody knows, and poisons nothing', async () => {
  const body =
    '{"userName":"proto@example.com","__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}}}';
  expect((await raw('POST', '/Users', body)).status).toBe(201);
  expect(({} as Record<string, unknown>)['admin']).toBeUndefined();
});

test('RFC 9110 §15.5.6: a method that is not possible names those that are', async () => {
  const { status, headers } = await raw('DELETE', '/Users');
  expect([status, headers.allow]).toEqual([405, 'GET, HEAD, POST, OPTIONS']);
});
