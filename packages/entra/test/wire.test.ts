import { expect, test } from 'vitest';
import { createScimClient, scimRequests } from '../src/index.ts';
import { startPeer } from './peer.ts';
import { hastyClock, startJob } from './start-job.ts';

test('requests carry a bearer token and no User-Agent, bodies the SCIM media type', async () => {
  await using peer = await startPeer();
  using started = startJob(peer);
  await started.job.runCycle({ compare: false });
  const posts = peer.arrivals.filter(({ method }) => method !== 'GET');
  expect(peer.arrivals.every(({ headers }) => headers.authorization === 'Bearer let-me-in')).toBe(true);
  expect(peer.arrivals.filter(({ headers }) => 'user-agent' in headers || 'accept' in headers)).toEqual([]);
  expect(new Set(posts.map(({ headers }) => headers['content-type']))).toEqual(
    new Set(['application/scim+json; charset=utf-8']),
  );
});

test('quotes travel literally and encoded', async () => {
  await using peer = await startPeer();
  using started = startJob(peer);
  await started.job.runCycle({ compare: false });
  const filters = peer.arrivals.map(({ url }) => url).filter((url) => url.includes('filter='));
  expect(filters.some((url) => url.includes('+eq+"'))).toBe(true);
  expect(filters.some((url) => url.includes('+eq+%22'))).toBe(true);
});

test('an initial cycle sends the documented sequence', async () => {
  await using peer = await startPeer();
  using started = startJob(peer, { directory: { users: 2, groups: 1 }, concurrency: 1 });
  await started.job.runCycle({ compare: false });
  expect(
    peer.arrivals.map(
      ({ method, url }) => `${method} ${url.replace(/\?.*/, '?').replace(/[0-9a-f-]{36}/, 'id')}`,
    ),
  ).toEqual([
    'GET /scim/Users?',
    'GET /scim/Groups?',
    'GET /scim/Users?',
    'POST /scim/Users',
    'GET /scim/Users?',
    'POST /scim/Users',
    'PATCH /scim/Users/id',
    'GET /scim/Groups?',
    'POST /scim/Groups',
    'PATCH /scim/Groups/id',
    'PATCH /scim/Groups/id',
  ]);
});

test('the same seed sends the same requests, whatever ids the server gives', async () => {
  const runs = await Promise.all([recordedRun('a'), recordedRun('a'), recordedRun('b')]);
  expect(runs[0]).toEqual(runs[1]);
  expect(runs[0]).not.toEqual(runs[2]);
});

test('the flag in the Tenant URL switches the dialect and is not sent along', async () => {
  await using peer = await startPeer();
  using started = startJob(peer, { baseUrl: `${peer.baseUrl}/?aadOptscim062020` });
  await started.job.runCycle();
  started.directory.disable([...started.directory.users.keys()][0]!);
  await started.job.runCycle();
  const disable = peer.arrivals.findLast(({ method, url }) => method === 'PATCH' && url.includes('/Users/'));
  expect(disable?.body?.['Operations']).toEqual([{ op: 'replace', path: 'active', value: false }]);
  expect(peer.arrivals.filter(({ url }) => url.includes('aadOpt') || url.includes('//'))).toEqual([]);
});

test('requests leave no faster than the rate', async () => {
  await using peer = await startPeer();
  const clock = hastyClock();
  const client = createScimClient({
    baseUrl: peer.baseUrl,
    token: 'let-me-in',
    requestsPerSecond: 25,
    clock,
  });
  const started = clock.now();
  for (let i = 0; i < 51; i++) await client.send(scimRequests.readUser('nobody'));
  client.close();
  expect(clock.now() - started).toBeGreaterThanOrEqual(2000);
});

test('an unreachable server is an answer with a fault, not an exception', async () => {
  const { baseUrl } = await closedPeer();
  const client = createScimClient({ baseUrl, token: 'let-me-in', requestsPerSecond: 0 });
  const answer = await client.send(scimRequests.readUser('nobody'));
  client.close();
  expect(answer).toMatchObject({ status: 0, fault: { code: 'WebExceptionProtocolError' } });
});

async function recordedRun(seed: string): Promise<string[]> {
  await using peer = await startPeer();
  const faults = { mixedDialects: 0.5, interleavedMembers: 0.5 };
  using started = startJob(peer, { seed, faults, concurrency: 1 });
  await started.job.runCycle();
  started.directory.evolve({ joiners: 2, movers: 3, leavers: 2, renames: 1, groupChanges: 3 });
  await started.job.runCycle();
  const ids = [...peer.users.keys(), ...peer.groups.keys()];
  return peer.arrivals.map(({ method, url, body }) =>
    ids.reduce((text, id) => text.replaceAll(id, 'id'), `${method} ${url} ${JSON.stringify(body)}`),
  );
}

async function closedPeer(): Promise<{ baseUrl: string }> {
  await using peer = await startPeer();
  return { baseUrl: peer.baseUrl };
}
