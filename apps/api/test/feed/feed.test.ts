import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { generateFeedToken, pruneEvents, revokeFeedToken, sequenceEvents } from '@rollcall/domain';
import { createFeedApp } from '../../src/feed/app.ts';
import { answerOf } from '../http-answer.ts';
import { startScim, type Api, type Tenant } from '../start-scim.ts';

let api: Api;
let ours: Awaited<ReturnType<typeof listener>>;
let theirs: Awaited<ReturnType<typeof listener>>;
const server = createServer();
beforeAll(async () => {
  api = await startScim();
  const feed = createFeedApp({
    db: api.db,
    now: () => new Date(),
    log: pino({ level: 'silent' }),
    pauseMs: 20,
  });
  server.on('request', feed);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ours = await listener(await api.makeTenant('Lantern Works'));
  theirs = await listener(await api.makeTenant('Harbour Foods'));
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await api[Symbol.asyncDispose]();
});

/** A tenant with a feed token, and the feed as its holder reads it. */
async function listener(tenant: Tenant) {
  const { token, secret } = await generateFeedToken(tenant.scope, { label: 'Warehouse' });
  const read = (query = '', options: { key?: string; secret?: string | null; method?: string } = {}) =>
    answerOf(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, {
      method: options.method ?? 'GET',
      path: `/t/${options.key ?? tenant.key}/events${query}`,
      headers: options.secret === null ? {} : { Authorization: `Bearer ${options.secret ?? secret}` },
    });
  return {
    tenant,
    tokenId: token.id,
    secret,
    read,
    sequence: () => sequenceEvents(api.db, tenant.id, new Date()),
    typesAfter: async (query = '') =>
      (await read(query)).body.events.map(({ type }: { type: string }) => type) as string[],
  };
}

test('the feed tells what happened, in order, a page at a time, and where to read on', async () => {
  const reader = await listener(await api.makeTenant());
  const user = await reader.tenant.createUser('kai@example.com', { displayName: 'Kai' });
  await reader.tenant.patch(`/Users/${user.id}`, [{ op: 'Replace', path: 'title', value: 'Lead' }]);
  await reader.sequence();
  const first = await reader.read('?limit=2');
  expect(first.status).toBe(200);
  expect(first.body).toMatchObject({ more: true, cursor: '2' });
  const second = await reader.read(`?after=${first.body.cursor}`);
  expect(second.body).toMatchObject({ more: false, cursor: '3' });
  expect([...first.body.events, ...second.body.events]).toMatchObject([
    { type: 'settings.changed', data: { sequence: 1, resource: { type: 'FeedToken' } } },
    { type: 'user.created', data: { sequence: 2, resource: { type: 'User', id: user.id, label: 'Kai' } } },
    { type: 'user.updated', data: { sequence: 3, changes: [{ path: 'title', after: 'Lead' }] } },
  ]);
  expect((await reader.read('?after=2&values=false')).body.events[0].data.changes).toEqual([
    { path: 'title' },
  ]);
  expect((await reader.read('?after=3')).body).toEqual({ events: [], cursor: '3', more: false });
});

test('a caller that waits hears of news when there are any', async () => {
  const reader = await listener(await api.makeTenant());
  await reader.sequence();
  const waiting = reader.read('?after=1&wait=20');
  await reader.tenant.createUser('late@example.com');
  await reader.sequence();
  expect((await waiting).body.events).toMatchObject([{ type: 'user.created' }]);
});

test.each(['?after=x', '?limit=0', '?limit=1001', '?wait=21', '?values=maybe'])(
  'the query %s is refused in a sentence',
  async (query) => {
    const { status, headers, body } = await ours.read(query);
    expect([status, headers['content-type']]).toEqual([400, 'application/problem+json; charset=utf-8']);
    expect(body.detail).toContain(query.slice(1).split('=')[0]);
  },
);

test('a cursor beyond the newest event, and one whose events are gone, are told apart', async () => {
  const reader = await listener(await api.makeTenant());
  await reader.sequence();
  expect((await reader.read('?after=99')).body).toMatchObject({ status: 409, code: 'cursorAhead' });
  await pruneEvents(api.db, reader.tenant.id, new Date(Date.now() + 40 * 24 * 3_600_000));
  expect((await reader.read('?after=0')).body).toMatchObject({ status: 410, code: 'cursorExpired' });
  expect((await reader.read()).body).toEqual({ events: [], cursor: '1', more: false });
});

test('no token, a SCIM token, another organisation’s and none of anybody are the same 401, also where nobody is', async () => {
  const answers = [];
  for (const secret of [null, 'rcl_feed_nonsense', ours.tenant.token, ours.secret]) {
    answers.push(await theirs.read('', { secret }), await ours.read('', { key: 'nobody-0000', secret }));
  }
  for (const { status, headers, body } of answers) {
    expect(status).toBe(401);
    expect(headers['www-authenticate']).toBe('Bearer realm="events"');
    expect({ ...body, requestId: '' }).toEqual({ ...answers[0]!.body, requestId: '' });
  }
});

test('a feed token does not open the Base URL', async () => {
  const answer = await api.send({
    method: 'GET',
    path: `${ours.tenant.path}/Users`,
    headers: { Authorization: `Bearer ${ours.secret}` },
  });
  expect(answer.status).toBe(401);
});

test('nobody reads another organisation’s events', async () => {
  await theirs.tenant.createUser('secret@example.com');
  await theirs.sequence();
  await ours.sequence();
  expect(await theirs.typesAfter()).toContain('user.created');
  expect((await ours.read()).text).not.toContain('secret@example.com');
});

test('a revoked token is refused at once', async () => {
  const reader = await listener(await api.makeTenant());
  await revokeFeedToken(reader.tenant.scope, reader.tokenId);
  expect((await reader.read()).status).toBe(401);
});

test('the feed is for reading', async () => {
  const { status, headers } = await ours.read('', { method: 'DELETE' });
  expect([status, headers.allow]).toEqual([405, 'GET, HEAD']);
});
