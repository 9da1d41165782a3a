import { request } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { adminOrigin, startScim, type Api, type Tenant } from '../start-scim.ts';
import { urns } from '../scim-client.ts';

let api: Api;
let tenant: Tenant;
let user: { id: string; userName: string; meta: { version: string; location: string } };
let group: { id: string };
beforeAll(async () => {
  api = await startScim();
  tenant = await api.makeTenant();
  user = await tenant.createUser('kai@example.com', { title: 'Engineer' });
  group = await tenant.createGroup('Crew', { members: [{ value: user.id }] });
});
afterAll(() => api[Symbol.asyncDispose]());

describe('media types', () => {
  test.each([
    ['*/*', 'application/scim+json'],
    ['application/scim+json', 'application/scim+json'],
    ['application/scim+json;q=0.1', 'application/scim+json'],
    ['application/scim+json, application/json', 'application/scim+json'],
    ['text/html, */*;q=0.1', 'application/scim+json'],
    ['application/json', 'application/json'],
    ['application/*;q=0.2, application/json', 'application/json'],
  ])('whoever accepts %s is answered in %s (RFC 7644 §3.1)', async (accept, type) => {
    for (const path of ['/Users', `/Users/${user.id}`, '/Schemas', '/Users/nobody'])
      expect((await tenant.get(path, { Accept: accept })).headers['content-type']).toBe(
        `${type}; charset=utf-8`,
      );
  });

  test.each(['text/html', 'application/xml, image/*', 'application/*;q=0'])(
    'whoever can read none of our types is 406, and nothing is done (RFC 9110 §15.5.7)',
    async (accept) => {
      const body = { schemas: [urns.user], userName: 'unread@example.com' };
      const answer = await tenant.send('POST', '/Users', body, { Accept: accept });
      expect([answer.status, answer.body.schemas]).toEqual([406, [urns.error]]);
      expect(await tenant.rows(`select from users where user_name = 'unread@example.com'`)).toEqual([]);
    },
  );

  test('a body may come as application/json (RFC 7644 §3.1)', async () => {
    const made = await tenant.send(
      'POST',
      '/Users',
      { schemas: [urns.user], userName: 'json@example.com' },
      { 'Content-Type': 'application/json' },
    );
    expect(made.status).toBe(201);
    await tenant.delete(`/Users/${made.body.id}`);
  });
});

describe('compression', () => {
  const bytesOf = (path: string, acceptEncoding: string) =>
    new Promise<{ coding: string | undefined; bytes: Buffer; length: string | undefined }>(
      (resolve, reject) => {
        const headers = { Authorization: `Bearer ${tenant.token}`, 'Accept-Encoding': acceptEncoding };
        request(`${api.origin}${tenant.path}${path}`, { headers }, (incoming) => {
          const chunks: Buffer[] = [];
          incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
          incoming.on('end', () =>
            resolve({
              coding: incoming.headers['content-encoding'],
              length: incoming.headers['content-length'],
              bytes: Buffer.concat(chunks),
            }),
          );
        })
          .on('error', reject)
          .end();
      },
    );

  test.each([
    ['gzip', 'gzip', gunzipSync],
    ['gzip, deflate, br', 'br', brotliDecompressSync],
    ['br;q=0.5, gzip', 'gzip', gunzipSync],
    ['*', 'br', brotliDecompressSync],
  ])('a long answer to %s comes in %s and says the same (RFC 9110 §12.5.3)', async (asked, coding, open) => {
    const plain = await tenant.get('/Schemas');
    const sent = await bytesOf('/Schemas', asked);
    expect(sent.coding).toBe(coding);
    expect(open(sent.bytes).toString()).toBe(plain.text);
    expect(Number(sent.length)).toBe(sent.bytes.length);
    expect(sent.bytes.length).toBeLessThan(plain.text.length / 4);
  });

  test.each(['identity', 'deflate', 'gzip;q=0', ''])(
    'a long answer to "%s" comes as it is',
    async (asked) => {
      const { coding, bytes } = await bytesOf('/Schemas', asked);
      expect([coding, bytes.toString()]).toEqual([undefined, (await tenant.get('/Schemas')).text]);
    },
  );

  test('a short answer comes as it is, since compressing it costs more than it saves', async () => {
    expect((await bytesOf(`/Users/${user.id}`, 'gzip, br')).coding).toBeUndefined();
  });
});

describe('methods', () => {
  test.each([
    ['/Users', 'GET, HEAD, POST, OPTIONS'],
    ['/Groups/x', 'GET, HEAD, PUT, PATCH, DELETE, OPTIONS'],
    ['/Bulk', 'POST, OPTIONS'],
    ['/Schemas', 'GET, HEAD, OPTIONS'],
    ['/ResourceTypes/User', 'GET, HEAD, OPTIONS'],
    ['/ServiceProviderConfig', 'GET, HEAD, OPTIONS'],
  ])(
    'OPTIONS of %s names the methods it has, and TRACE is 405 with the same (RFC 9110 §9.3.7)',
    async (path, allow) => {
      const options = await tenant.send('OPTIONS', path);
      expect([options.status, options.headers.allow, options.text]).toEqual([204, allow, '']);
      const trace = await tenant.send('TRACE', path);
      expect([trace.status, trace.headers.allow, trace.body.status]).toEqual([405, allow, '405']);
    },
  );

  test.each(['GET', 'PUT', 'PATCH', 'DELETE', 'POST'])(
    '%s of /Me is 501, for an API token is no person (RFC 7644 §3.11)',
    async (method) => {
      const body = ['GET', 'DELETE'].includes(method) ? undefined : {};
      const answer = await tenant.send(method, '/Me', body);
      expect([answer.status, answer.body.schemas, answer.body.status]).toEqual([501, [urns.error], '501']);
    },
  );

  test('HEAD answers as GET does, headers and all, without the body (RFC 9110 §9.3.2)', async () => {
    const [head, get] = [await tenant.send('HEAD', '/Schemas'), await tenant.get('/Schemas')];
    expect([head.status, head.text]).toEqual([200, '']);
    for (const name of ['content-type', 'content-length', 'vary'] as const)
      expect(head.headers[name]).toBe(get.headers[name]);
  });
});

describe('versions and locations', () => {
  test('every answer with a resource has its version as ETag (RFC 7644 §3.14)', async () => {
    const answers = [
      await tenant.post('/Users', { schemas: [urns.user], userName: 'etag@example.com' }),
      await tenant.get(`/Users/${user.id}`),
      await tenant.put(`/Users/${user.id}`, { schemas: [urns.user], userName: user.userName, title: 'Cook' }),
      await tenant.patch(`/Users/${user.id}`, [{ op: 'replace', path: 'title', value: 'Captain' }]),
      await tenant.get(`/Groups/${group.id}`),
      await tenant.put(`/Groups/${group.id}`, { schemas: [urns.group], displayName: 'Crew' }),
    ];
    for (const { headers, body } of answers) expect(headers.etag).toBe(body.meta.version);
  });

  test('a created resource is at its Location, which is its meta.location (RFC 7644 §3.3)', async () => {
    const { headers, body } = await tenant.post('/Groups', { schemas: [urns.group], displayName: 'Located' });
    expect(headers.location).toBe(`${tenant.baseUrl}/Groups/${body.id}`);
    expect(body.meta.location).toBe(headers.location);
    expect((await tenant.get(`/Groups/${body.id}`)).body).toEqual(body);
  });

  test('If-None-Match is 304 for *, for the version in a list, and for its strong form (RFC 7644 §3.14)', async () => {
    const version = (await tenant.get(`/Users/${user.id}`)).headers.etag!;
    for (const tag of ['*', version, version.slice(2), `"other", ${version}`]) {
      const answer = await tenant.get(`/Users/${user.id}`, { 'If-None-Match': tag });
      expect([tag, answer.status, answer.headers.etag, answer.text]).toEqual([tag, 304, version, '']);
    }
    expect((await tenant.get(`/Users/${user.id}`, { 'If-None-Match': 'W/"0"' })).status).toBe(200);
    expect((await tenant.get('/Users/nobody', { 'If-None-Match': '*' })).status).toBe(404);
  });

  test('a PATCH of a group is 204, and 200 with the attributes when they are asked for (RFC 7644 §3.5.2)', async () => {
    const add = [{ op: 'add', path: 'members', value: [{ value: user.id }] }];
    expect((await tenant.patch(`/Groups/${group.id}`, add)).status).toBe(204);
    const asked = await tenant.patch(`/Groups/${group.id}?attributes=members`, add);
    expect([asked.status, asked.headers.etag]).toEqual([
      200,
      (await tenant.get(`/Groups/${group.id}`)).headers.etag,
    ]);
    expect(asked.body.members).toMatchObject([{ value: user.id }]);
    expect(asked.body).not.toHaveProperty('displayName');
  });
});

describe('discovery', () => {
  const places = ['/ServiceProviderConfig', '/Schemas', '/ResourceTypes', `/Schemas/${urns.user}`];
  test.each(places)('%s refuses a filter, whatever it says (RFC 7644 §4)', async (path) => {
    for (const filter of ['id+pr', 'name+eq+"User"', '(', '']) {
      const answer = await tenant.get(`${path}?filter=${filter}`);
      expect([answer.status, answer.body.schemas]).toEqual([403, [urns.error]]);
    }
  });

  test.each(places)('%s ignores paging and sorting (RFC 7644 §4)', async (path) => {
    const plain = await tenant.get(path);
    const paged = await tenant.get(
      `${path}?startIndex=2&count=many&sortBy=name&sortOrder=descending&attributes=id`,
    );
    expect([paged.status, paged.body]).toEqual([200, plain.body]);
  });

  test('documentationUri leads to the steps for whoever connects a client (RFC 7643 §5)', async () => {
    const { documentationUri } = (await tenant.get('/ServiceProviderConfig')).body;
    expect(documentationUri).toBe(`${adminOrigin}/${tenant.key}/settings/identity-and-access/end-user`);
  });

  test('exactly one way to authenticate is primary (RFC 7643 §5)', async () => {
    const { authenticationSchemes } = (await tenant.get('/ServiceProviderConfig')).body;
    for (const { type, name, description } of authenticationSchemes)
      expect([type, name, description]).toEqual([expect.any(String), expect.any(String), expect.any(String)]);
    expect(authenticationSchemes.filter(({ primary }: { primary: boolean }) => primary)).toHaveLength(1);
  });
});
