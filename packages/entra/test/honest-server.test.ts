import { describe, expect, test } from 'vitest';
import { isClean, renderReport } from '../src/index.ts';
import { startPeer } from './peer.ts';
import { startJob } from './start-job.ts';
import type { Dialect } from '../src/index.ts';
import type { Arrival, Peer } from './peer.ts';

const dialects: Dialect[] = ['default', 'aadOptscim062020'];
const quietDay = { joiners: 3, movers: 4, leavers: 4, renames: 2, groupChanges: 4 };

function writesSince(peer: Peer, start: number): Arrival[] {
  return peer.arrivals.slice(start).filter(({ method }) => method !== 'GET');
}

describe.each(dialects)('an honest server in the %s dialect', (dialect) => {
  test('is brought up to date by an initial cycle and stays so for a week', async () => {
    await using peer = await startPeer();
    using started = startJob(peer, { dialect, membersPerPatch: 3 });
    const reports = [await started.job.runCycle()];
    for (let day = 0; day < 7; day++) {
      started.directory.evolve(quietDay);
      reports.push(await started.job.runCycle());
    }
    expect(reports.filter((report) => !isClean(report)).map(renderReport)).toEqual([]);
    expect(reports.map(({ kind }) => kind)).toEqual([
      'initial',
      ...Array.from({ length: 7 }, () => 'incremental'),
    ]);
  });

  test('is written to by nobody when nothing changed and everything is looked at again', async () => {
    await using peer = await startPeer();
    using started = startJob(peer, { dialect });
    await started.job.runCycle();
    started.job.restart();
    const before = peer.arrivals.length;
    const report = await started.job.runCycle();
    expect(report.kind).toBe('initial');
    expect(writesSince(peer, before)).toEqual([]);
    expect(isClean(report)).toBe(true);
  });

  test('survives every drill with the same result', async () => {
    await using peer = await startPeer();
    const faults = {
      duplicatePatch: 0.5,
      lostCreateAnswer: 0.5,
      mixedDialects: 0.5,
      interleavedMembers: 0.5,
    };
    using started = startJob(peer, { dialect, faults });
    const first = await started.job.runCycle();
    started.directory.evolve(quietDay);
    const second = await started.job.runCycle();
    expect(first.requests['create user']?.['409']).toBeGreaterThan(0);
    expect([first, second].filter((report) => !isClean(report)).map(renderReport)).toEqual([]);
  });
});

test('unchanged objects cause no traffic but the two probes', async () => {
  await using peer = await startPeer();
  using started = startJob(peer);
  await started.job.runCycle();
  const before = peer.arrivals.length;
  await started.job.runCycle({ compare: false });
  expect(peer.arrivals.slice(before).map(({ method }) => method)).toEqual(['GET', 'GET']);
});

test('a cleared attribute sends nothing', async () => {
  await using peer = await startPeer();
  using started = startJob(peer);
  await started.job.runCycle();
  const [user] = [...started.directory.users.values()].filter(({ mobile }) => mobile !== null);
  started.directory.edit(user!.objectId, { mobile: null });
  const before = peer.arrivals.length;
  const report = await started.job.runCycle();
  expect(writesSince(peer, before)).toEqual([]);
  expect(isClean(report)).toBe(true);
});

test('users and groups that were there before are matched, and strangers are only counted', async () => {
  await using peer = await startPeer();
  using first = startJob(peer);
  await first.job.runCycle();
  peer.users.set('stranger', { id: 'stranger', userName: 'someone@else.example', active: true });
  using second = startJob(peer);
  const before = peer.arrivals.length;
  const report = await second.job.runCycle();
  const creates = peer.arrivals.slice(before).filter(({ method }) => method === 'POST');
  expect(creates).toEqual([]);
  expect(report.comparison?.others.users).toBe(1);
  expect(isClean(report)).toBe(true);
});

test('a saved job continues incrementally without matching anyone again', async () => {
  await using peer = await startPeer();
  using first = startJob(peer);
  await first.job.runCycle();
  const saved = JSON.parse(JSON.stringify(first.job.save()));
  using second = startJob(peer, { saved });
  second.directory.edit([...second.directory.users.keys()][3]!, { jobTitle: 'Keeper of Keys' });
  const report = await second.job.runCycle();
  expect(report.kind).toBe('incremental');
  expect(report.requests['match user']).toBeUndefined();
  expect(report.requests['update user']).toEqual({ 204: 1 });
  expect(isClean(report)).toBe(true);
});

test('a restart with scope Full matches every object again', async () => {
  await using peer = await startPeer();
  using started = startJob(peer);
  await started.job.runCycle();
  started.job.restart({ resetScope: 'Full' });
  const report = await started.job.runCycle();
  expect(report.requests['match user']).toEqual({ 200: 30 });
  expect(report.requests['create user']).toBeUndefined();
  expect(isClean(report)).toBe(true);
});

test('a server that sends small pages is read to the end', async () => {
  await using peer = await startPeer({ pageLimit: 7 });
  using started = startJob(peer);
  const report = await started.job.runCycle();
  expect(report.comparison?.users).toBe(30);
  expect(isClean(report)).toBe(true);
});

test('on demand always speaks the default dialect', async () => {
  await using peer = await startPeer();
  using started = startJob(peer, { dialect: 'aadOptscim062020' });
  await started.job.runCycle();
  const [id] = started.directory.users.keys();
  started.directory.edit(id!, { jobTitle: 'Astronaut', department: 'Space' });
  const before = peer.arrivals.length;
  await started.job.provisionOnDemand(id!);
  const operations = writesSince(peer, before).flatMap(
    ({ body }) => body?.['Operations'] as { op: string }[],
  );
  expect(operations.map(({ op }) => op)).toEqual(['Replace', 'Replace']);
});

test('on demand provisions a group with at most five members', async () => {
  await using peer = await startPeer();
  using started = startJob(peer);
  const [id] = started.directory.groups.keys();
  const report = await started.job.provisionOnDemand(id!);
  expect(report.failures).toEqual([]);
  expect([...peer.groups.values()].map(({ members }) => (members as unknown[]).length)).toEqual([5]);
});

test('members are asked for before they are repeated after a restart, when the job is told to check', async () => {
  await using peer = await startPeer();
  using started = startJob(peer, { membersAfterRestart: 'check' });
  await started.job.runCycle();
  started.job.restart();
  const report = await started.job.runCycle();
  expect(report.requests['check reference']?.['200']).toBeGreaterThan(30);
  expect(report.requests['add members']).toBeUndefined();
});
