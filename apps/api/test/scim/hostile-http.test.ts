import { connect as connectSocket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startScim, type Api, type Tenant } from '../start-scim.ts';
import { urns } from '../scim-client.ts';

let api: Api;
let tenant: Tenant;
let user: { id: string };
let before: unknown;
beforeAll(async () => {
  api = await startScim();
  tenant = await api.makeTenant();
  user = await tenant.createUser('kai@example.com', { title: 'Engineer' });
  before = await everything();
});
afterEach(async () => {
  expect(api.errors.splice(0)).toEqual([]);
  expect(await everything()).toEqual(before);
});
afterAll(() => api[Symbol.asyncDispose]());

const everything = () =>
  Promise.all(
    ['users', 'groups', 'changes'].map((table) => tenant.rows(`select * from ${table} order by id`)),
  );

const scim = { 'Content-Type': 'application/scim+json' };
const send = (method: string, path: string, body?: string | Buffer, headers: Record<string, string> = scim) =>
  api.send({
    method,
    path: `${tenant.path}${path}`,
    headers: { Authorization: `Bearer ${tenant.token}`, ...headers },
    body,
  });
type Reply = Awaited<ReturnType<typeof send>>;

function expectRefusal({ status, headers, body }: Reply, expected: number): void {
  expect(status).toBe(expected);
  expect(headers['content-type']).toBe('application/scim+json; charset=utf-8');
  expect(body).toMatchObject({ schemas: [urns.error], status: String(expected) });
  expect(body.detail).toMatch(/\.$/);
}

describe('addresses', () => {
  test.each([
    ['a broken escape in the path', '/Users/%E0%A4%A', 400],
    ['a broken escape in the organisation', '/../%zz/scim/v2/Users', 404],
    ['an id of ten thousand characters', `/Users/${'x'.repeat(10_000)}`, 404],
    ['an id with a NUL', '/Users/%00', 404],
    ['an id in another script', '/Users/%E6%9D%8E', 404],
    ['an id of another form', '/Users/{4b0f6c1e-1f52-4f0a-9d2e-6e3b8b6a7c10}', 404],
    ['dots that climb', '/Users/..%2f..%2fadmin', 404],
    ['a deeper path', '/Users/a/b/c', 404],
    ['another door’s path', '/../../../trpc/tenants', 404],
    ['/Me', '/Me', 501],
    ['/Bulk', '/Bulk', 405],
    ['/.search by GET', '/.search', 405],
  ])('%s is refused in SCIM’s shape', async (_what, path, status) => {
    expectRefusal(await send('GET', path), status);
  });

  test('a broken escape in the query is taken as it is written, and never a 500', async () => {
    for (const query of ['filter=%', 'filter=%zz', 'filter=userName+eq+"%E0%A4%A"', '%=%&&&=', 'count=%31'])
      expect([200, 400]).toContain((await send('GET', `/Users?${query}`)).status);
  });

  test('a filter as long as an address may be is refused by its length', async () => {
    const { status, body } = await send('GET', `/Users?filter=${'x'.repeat(12_000)}`);
    expect([status, body.scimType]).toEqual([400, 'invalidFilter']);
  });

  test('an address longer than HTTP allows is refused without a body, and the door stays open', async () => {
    const answer = await send('GET', `/Users?filter=${'x'.repeat(20_000)}`);
    expect([answer.status, answer.text]).toEqual([431, '']);
    expect((await send('GET', '/Users')).status).toBe(200);
  });

  test('the same parameter twice counts once', async () => {
    const { status, body } = await send('GET', '/Users?count=1&count=many&filter=userName+pr&filter=(');
    expect([status, body.totalResults]).toEqual([200, 1]);
  });
});

describe('methods', () => {
  test.each(['TRACE', 'PROPFIND', 'DELETE', 'PUT', 'PATCH'])(
    '%s of all users is 405 and names what is possible',
    async (method) => {
      const answer = await send(method, '/Users');
      expectRefusal(answer, 405);
      expect(answer.headers.allow).toBe('GET, HEAD, POST, OPTIONS');
    },
  );

  test('POST of one user is 405 and names what is possible', async () => {
    const answer = await send('POST', `/Users/${user.id}`);
    expectRefusal(answer, 405);
    expect(answer.headers.allow).toBe('GET, HEAD, PUT, PATCH, DELETE, OPTIONS');
  });

  test('POST to discovery is 405', async () => {
    for (const path of ['/Schemas', '/ResourceTypes', '/ServiceProviderConfig', `/Schemas/${urns.user}`])
      expectRefusal(await send('POST', path, '{}'), 405);
  });

  test('HEAD answers as GET does, without the body', async () => {
    for (const path of ['/Users', `/Users/${user.id}`, '/Schemas', '/Users/nobody']) {
      const [head, get] = [await send('HEAD', path), await send('GET', path)];
      expect([head.status, head.headers.etag, head.text]).toEqual([get.status, get.headers.etag, '']);
    }
  });

  test('X-HTTP-Method-Override changes nothing', async () => {
    const { status } = await send('GET', `/Users/${user.id}`, undefined, {
      'X-HTTP-Method-Override': 'DELETE',
    });
    expect(status).toBe(200);
  });
});

describe('headers', () => {
  test.each(['', 'x', '<script>', 'a'.repeat(5000), '../../etc', "'; drop table users", 'é'])(
    'X-Request-Id "%s" is replaced by one of ours',
    async (given) => {
      const { headers } = await send('GET', '/Users', undefined, {
        'X-Request-Id': Buffer.from(given).toString('latin1'),
      });
      expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    },
  );

  test.each([
    'Bearer',
    'Bearer ',
    'Bearer a b',
    `Bearer ${'x'.repeat(8000)}`,
    'Bearer \u00e9',
    'Negotiate',
    ',',
  ])('Authorization "%s" is 401', async (authorization) => {
    expectRefusal(await send('GET', '/Users', undefined, { Authorization: authorization }), 401);
  });

  test.each([
    'text/plain',
    'application/xml',
    'multipart/form-data; boundary=x',
    'application/scim+jsonx',
    '///',
  ])('a body of type %s is 415', async (type) => {
    expectRefusal(await send('POST', '/Users', '{"userName":"x"}', { 'Content-Type': type }), 415);
  });

  test('If-Match and If-None-Match of nonsense match nothing', async () => {
    expect((await send('GET', `/Users/${user.id}`, undefined, { 'If-None-Match': '",,,W/' })).status).toBe(
      200,
    );
    for (const tag of ['', 'nonsense', 'W/"99"', '",,,', 'W/"1', 'w/"1"']) {
      const answer = await send('DELETE', `/Users/${user.id}`, undefined, { 'If-Match': tag });
      expectRefusal(answer, 412);
    }
  });
});

describe('bodies', () => {
  const padded = (bytes: number) => `{"userName":"kai@example.com","title":"${'x'.repeat(bytes)}"}`;

  test('a compressed body is 415, however it is called', async () => {
    for (const encoding of ['gzip', 'deflate', 'br', 'nonsense']) {
      const bytes = gzipSync(padded(10));
      expectRefusal(await send('POST', '/Users', bytes, { ...scim, 'Content-Encoding': encoding }), 415);
    }
  });

  test('a body past 4 MiB is 413, whether its length is told or not', async () => {
    const body = padded(4 * 1024 * 1024);
    expectRefusal(await send('POST', '/Users', body), 413);
    const chunked = { ...scim, 'Transfer-Encoding': 'chunked' };
    expectRefusal(await send('PATCH', `/Users/${user.id}`, body, chunked), 413);
  });

  test('a stranger is refused before a body is read', async () => {
    const answer = await send('POST', '/Users', 'not json at all', {
      ...scim,
      Authorization: 'Bearer nobody',
    });
    expectRefusal(answer, 401);
  });

  test.each([
    ['a byte order mark and no JSON', '\ufeff'],
    ['two objects', '{}{}'],
    ['a comment', '{/* */}'],
    ['a bare word', 'userName'],
    ['null', 'null'],
    ['text', '"kai"'],
    ['10,000 arrays inside each other', `${'['.repeat(10_000)}${']'.repeat(10_000)}`],
    ['10,000 arrays as a userName', `{"userName":${'['.repeat(10_000)}${']'.repeat(10_000)}}`],
    ['a number past all numbers as a name', '{"userName":1e400}'],
    ['a number of too many digits as a name', '{"userName":12345678901234567890}'],
    ['a number past all numbers in an extension', '{"userName":"n","urn:x:y":{"a":[-1e400]}}'],
    ['an object as a name', '{"userName":{"a":1}}'],
    ['half a surrogate pair in a key of an extension', '{"userName":"n","urn:x:y":{"a\\udc00":1}}'],
    ['a NUL in a key of an extension', '{"userName":"n","urn:x:y":{"a\\u0000":1}}'],
    ['a NUL in the URN of an extension', '{"userName":"n","urn:x\\u0000:y":{"a":"b\\u0000"},"title":{}}'],
    [
      '300 e-mail addresses',
      JSON.stringify({ userName: 'n', emails: Array.from({ length: 300 }, (_, n) => ({ value: `${n}` })) }),
    ],
    [
      '60 extensions',
      JSON.stringify(
        Object.fromEntries([
          ['userName', 'n'],
          ...Array.from({ length: 60 }, (_, n) => [`urn:x:${n}`, { a: 1 }]),
        ]),
      ),
    ],
  ])('POST of %s is refused in SCIM’s shape', async (_what, body) => {
    const answer = await send('POST', '/Users', body);
    expect([400, 413]).toContain(answer.status);
    expectRefusal(answer, answer.status);
  });

  test.each([
    [{ op: 'add', path: 'title', value: 'a\0b' }],
    [{ op: 'add', path: 'title', value: '\ud800' }],
    [{ op: 'add', path: 'urn:x:y:2.0:User:a', value: { 'b\0': 1 } }],
    [{ op: 'add', path: 'urn:x\0:2.0:User:a', value: 1 }],
    [{ op: 'add', path: `${'a'.repeat(5000)}`, value: 1 }],
    [{ op: 'add', path: 'emails[type eq "\0"].value', value: 'x' }],
    [{ op: 'add', path: 'emails[type eq "\ud800"].value', value: 'x' }],
    [{ op: 'replace', path: 'userName', value: null }],
    [{ op: 'replace', path: 'userName', value: '' }],
    [{ op: 'replace', path: 'active', value: 'perhaps' }],
    [{ op: 'replace', value: 'kai' }],
    [{ op: 'remove' }],
    [{ op: 'remove', path: 'id' }],
    [null],
    ['add'],
  ])('PATCH of %j is refused in SCIM’s shape', async (operation) => {
    expectRefusal(
      await tenant.patch(`/Users/${user.id}`, [{ op: 'add', path: 'title', value: 'Cook' }, operation]),
      400,
    );
  });

  test('1,001 operations are too many', async () => {
    const operations = Array.from({ length: 1001 }, () => ({ op: 'add', path: 'title', value: 'x' }));
    expectRefusal(await tenant.patch(`/Users/${user.id}`, operations), 413);
  });
});

test('what is no HTTP is refused without a word about us, and the door stays open', async () => {
  const { port, hostname } = new URL(api.origin);
  for (const bytes of [
    'nonsense\r\n\r\n',
    'GET / HTTP/9.9\r\n\r\n',
    `GET /${'\0'} HTTP/1.1\r\nHost: a\r\n\r\n`,
  ]) {
    const heard = await new Promise<string>((resolve) => {
      let text = '';
      const socket = connectSocket(Number(port), hostname, () => socket.end(bytes));
      socket.on('data', (chunk) => (text += chunk.toString()));
      socket.on('close', () => resolve(text));
    });
    expect(heard).toMatch(/^HTTP\/1\.1 [45]0\d /);
    expect(heard).not.toMatch(/\bat |node_modules|express/i);
  }
  expect((await send('GET', '/Users')).status).toBe(200);
});
