import { expect, test } from 'vitest';
import { isClean } from '../src/index.ts';
import { fail, startPeer } from './peer.ts';
import { hastyClock, startJob } from './start-job.ts';

test('a server that answers 404 for an empty result is quarantined at once', async () => {
  await using peer = await startPeer({
    intercept: (request, response) => {
      if (!request.url.includes('filter=')) return false;
      fail(response, 404, 'no such user');
      return true;
    },
  });
  using started = startJob(peer);
  const report = await started.job.runCycle();
  expect(report.quarantine?.reason).toBe('SystemForCrossDomainIdentityManagementServiceIncompatible');
  expect(await started.job.testConnection()).toMatchObject({ ok: false, status: 404 });
  expect(peer.users.size).toBe(0);
});

test('a server that has no groups endpoint fails Test Connection', async () => {
  await using peer = await startPeer({
    intercept: (request, response) => {
      if (!request.url.includes('/Groups')) return false;
      fail(response, 404, 'groups are not supported');
      return true;
    },
  });
  using started = startJob(peer);
  expect(await started.job.testConnection()).toMatchObject({ ok: false, detail: 'groups are not supported' });
});

test('a 429 is waited out for as long as Retry-After says', async () => {
  let refusals = 2;
  await using peer = await startPeer({
    intercept: (_, response) => {
      if (refusals-- <= 0) return false;
      response.setHeader('Retry-After', '3');
      fail(response, 429, 'slow down');
      return true;
    },
  });
  const clock = hastyClock();
  using started = startJob(peer, { clock });
  const report = await started.job.runCycle();
  expect(clock.slept).toEqual([3000, 3000]);
  expect(report.requests['probe users']).toEqual({ 429: 2, 200: 1 });
  expect(isClean(report)).toBe(true);
});

test('a server that answers 429 for ever fails with TooManyRequests', async () => {
  await using peer = await startPeer({
    intercept: (request, response) => {
      if (request.method !== 'POST') return false;
      fail(response, 429, 'slow down');
      return true;
    },
  });
  using started = startJob(peer, { directory: { users: 2, groups: 0 } });
  const report = await started.job.runCycle();
  expect(report.failures.map(({ code }) => code)).toEqual(['TooManyRequests', 'TooManyRequests']);
});

test('an unknown token quarantines the job, and a repaired one lets it continue', async () => {
  let isRevoked = true;
  await using peer = await startPeer({
    intercept: (_, response) => {
      if (isRevoked) fail(response, 401, 'the token was revoked');
      return isRevoked;
    },
  });
  using started = startJob(peer);
  const refused = await started.job.runCycle();
  expect(refused.quarantine).toMatchObject({ reason: 'EncounteredQuarantineException', stoppedCycle: true });
  expect(refused.failures[0]?.code).toBe('SystemForCrossDomainIdentityManagementInvalidCredentials');
  isRevoked = false;
  const accepted = await started.job.runCycle();
  expect(isClean(accepted)).toBe(true);
  expect(started.job.state.quarantine).toBeUndefined();
});

test('a job more than four weeks in quarantine is disabled', async () => {
  await using peer = await startPeer({
    intercept: (_, response) => {
      fail(response, 401, 'the token was revoked');
      return true;
    },
  });
  using started = startJob(peer);
  await started.job.runCycle();
  started.job.passTime(29 * 24 * 3_600_000);
  await started.job.runCycle();
  const before = peer.arrivals.length;
  const report = await started.job.runCycle();
  expect(report.quarantine?.detail).toContain('disabled');
  expect(peer.arrivals.length).toBe(before);
});

test('an HTML page instead of SCIM is an incompatible service', async () => {
  await using peer = await startPeer({
    intercept: (_, response) => {
      response.status(200).type('html').send('<h1>Are you human?</h1>');
      return true;
    },
  });
  using started = startJob(peer);
  const test = await started.job.testConnection();
  expect(test).toMatchObject({
    ok: false,
    code: 'SystemForCrossDomainIdentityManagementServiceIncompatible',
  });
});

test('a failed create waits in escrow: next cycle, then six hours after the first failure', async () => {
  let isBroken = true;
  await using peer = await startPeer({
    intercept: (request, response) => {
      if (!isBroken || request.method !== 'POST') return false;
      fail(response, 500, 'out of order');
      return true;
    },
  });
  using started = startJob(peer, { directory: { users: 1, groups: 0 } });
  const creates = async (): Promise<number | undefined> =>
    (await started.job.runCycle({ compare: false })).requests['create user']?.['500'];
  expect(await creates()).toBe(1);
  expect(await creates()).toBe(1);
  expect(await creates()).toBeUndefined();
  started.job.passTime(6 * 3_600_000);
  expect(await creates()).toBe(1);
  isBroken = false;
  started.job.passTime(12 * 3_600_000);
  expect(isClean(await started.job.runCycle())).toBe(true);
  expect(started.job.state.escrow.size).toBe(0);
});

test('members whose PATCH failed are sent again in the next cycle', async () => {
  let refusals = 5;
  await using peer = await startPeer({
    intercept: (request, response) => {
      if (request.method !== 'PATCH' || !request.url.includes('/Groups/') || refusals-- <= 0) return false;
      fail(response, 503, 'try later');
      return true;
    },
  });
  using started = startJob(peer);
  const first = await started.job.runCycle();
  expect(first.failures).toHaveLength(5);
  expect(first.failures.every(({ kind }) => kind === 'members')).toBe(true);
  const second = await started.job.runCycle();
  expect(second.requests['add members']).toEqual({ 204: 5 });
  expect(isClean(second)).toBe(true);
});

test('a flood of leavers above the deletion threshold is held', async () => {
  await using peer = await startPeer();
  using started = startJob(peer, { deletionThreshold: 3 });
  await started.job.runCycle();
  for (const id of [...started.directory.users.keys()].slice(0, 5)) started.directory.disable(id);
  const report = await started.job.runCycle();
  expect(report.quarantine?.reason).toBe('AccidentalDeletionThresholdExceeded');
  expect([...peer.users.values()].every(({ active }) => active === true)).toBe(true);
});
