import { insertUsers } from '@rollcall/database/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessOf, ledgerOf, newOrganisation, testConnection } from '../../test/test-organisation.ts';
import { saveRole } from '../access/save-role.ts';
import { listGroups } from '../directory/list-groups.ts';
import { listUsers } from '../directory/list-users.ts';
import { createLocalGroup } from '../directory/save-local-group.ts';
import { inTenant } from '../in-tenant.ts';
import type { Scope } from '../scope.ts';
import { getBulkJob, listRecentJobs, stopBulkJob } from './get-bulk-job.ts';
import { runBulkJob, runPortion } from './run-bulk-job.ts';
import { startBulkJob, type BulkGroups, type BulkPeople, type BulkRequest } from './start-bulk-job.ts';

let connection: Awaited<ReturnType<typeof testConnection>>;
beforeAll(async () => void (connection = await testConnection()));
afterAll(() => connection[Symbol.asyncDispose]());

async function crowd(
  count: number,
  origin: 'local' | 'scim' = 'local',
): Promise<{ scope: Scope; ids: string[] }> {
  const scope = await newOrganisation(connection.db);
  const people = Array.from({ length: count }, (_, n) => ({ attributes: { userName: `p${n}` }, origin }));
  return { scope, ids: await inTenant(scope, (tx) => insertUsers(tx, people)) };
}

/** The job is under way, whoever loses something by it. */
async function start(scope: Scope, act: BulkRequest['act'], people: BulkPeople, role?: string) {
  const started = await startBulkJob(scope, { act, people, role }, { confirm: { losing: Infinity } });
  if (!started.applied) throw new Error('The job was only tried');
  return started.result;
}

const runnerOf = ({ db, now, tenant }: Scope) => ({ db, now, tenantId: tenant.id });

test('everyone the list means is done, a portion at a time, and each has a line in the ledger', async () => {
  const { scope } = await crowd(1_100);
  const job = await start(scope, 'archive', { selection: { origin: 'local' } });
  expect(job).toMatchObject({ total: 1_100, done: 0, state: 'running', by: scope.actor.label });
  expect(await runPortion(runnerOf(scope), job.id)).toBe(true);
  expect(await getBulkJob(scope, job.id)).toMatchObject({ done: 500, changed: 500, state: 'running' });

  await runBulkJob(runnerOf(scope), job.id);
  expect(await getBulkJob(scope, job.id)).toMatchObject({ done: 1_100, changed: 1_100, state: 'finished' });
  expect((await listUsers(scope, { page: 1 })).total).toBe(0);
  const lines = (await ledgerOf(scope)).filter(({ operation }) => operation === 'archive');
  expect(new Set(lines.map(({ resource_id }) => resource_id)).size).toBe(1_100);
  expect(lines[0]).toMatchObject({
    actor_kind: 'admin',
    actor_label: scope.actor.label,
    request_id: scope.requestId,
  });
});

test('whom the act does not fit is done and not changed; the job says so', async () => {
  const { scope, ids } = await crowd(3, 'scim');
  const job = await start(scope, 'suspend', { ids });
  await runBulkJob(runnerOf(scope), job.id);
  expect(await getBulkJob(scope, job.id)).toMatchObject({ total: 3, done: 3, changed: 0, state: 'finished' });
});

test('a job is for whoever matched when it was asked for', async () => {
  const { scope } = await crowd(2);
  const job = await start(scope, 'suspend', { selection: {} });
  await inTenant(scope, (tx) => insertUsers(tx, [{ attributes: { userName: 'late' }, origin: 'local' }]));
  await runBulkJob(runnerOf(scope), job.id);
  expect(await accessOf(scope)).toEqual({ p0: 'suspended', p1: 'suspended', late: 'granted' });
});

test('two processes at one job do nobody twice', async () => {
  const { scope } = await crowd(120);
  const job = await start(scope, 'delete', { selection: {} });
  await Promise.all([1, 2, 3].map(() => runBulkJob(runnerOf(scope), job.id)));
  await runBulkJob(runnerOf(scope), job.id);
  expect(await getBulkJob(scope, job.id)).toMatchObject({ done: 120, changed: 120, state: 'finished' });
});

test('a job that is stopped goes no further, and what is done stays', async () => {
  const { scope } = await crowd(600);
  const job = await start(scope, 'archive', { selection: {} });
  await runPortion(runnerOf(scope), job.id);
  expect(await stopBulkJob(scope, job.id)).toMatchObject({ state: 'stopped', done: 500 });
  expect(await runPortion(runnerOf(scope), job.id)).toBe(false);
  expect((await listUsers(scope, { page: 1 })).total).toBe(100);
});

test('an act for nobody is refused, and leaves no job', async () => {
  const scope = await newOrganisation(connection.db);
  await expect(start(scope, 'archive', { ids: [] })).rejects.toMatchObject({ code: 'invalidInput' });
  await expect(start(scope, 'archive', { selection: {} })).rejects.toMatchObject({
    code: 'invalidInput',
  });
  expect(await listRecentJobs(scope)).toEqual([]);
});

test('a role is given to and taken from many, and the list knows who holds it', async () => {
  const { scope, ids } = await crowd(3);
  const saved = await saveRole(scope, { name: 'Splicer' }, { confirm: { losing: 0 } });
  if (!saved.applied) throw new Error('The role was not saved');
  const role = saved.result.id;
  const run = async (act: 'assign' | 'unassign', some: string[]) => {
    const job = await start(scope, act, { ids: some }, role);
    await runBulkJob(runnerOf(scope), job.id);
    return getBulkJob(scope, job.id);
  };
  expect(await run('assign', ids)).toMatchObject({ changed: 3, role: 'Splicer' });
  expect(await run('assign', ids)).toMatchObject({ changed: 0 });
  expect((await listUsers(scope, { role, page: 1 })).total).toBe(3);
  expect(await run('unassign', ids.slice(0, 2))).toMatchObject({ changed: 2 });
  expect((await listUsers(scope, { role, page: 1 })).items.map(({ id }) => id)).toEqual(ids.slice(2));
  const lines = (await ledgerOf(scope)).filter(({ operation }) => operation === 'assign');
  expect(lines).toHaveLength(3);
  await expect(start(scope, 'assign', { ids })).rejects.toMatchObject({ code: 'invalidInput' });
});

test('many groups are put away, and of those that go only the local ones do', async () => {
  const { scope } = await crowd(1);
  const local = [];
  for (const displayName of ['Riggers', 'Bakers'])
    local.push((await createLocalGroup(scope, { displayName })).id);
  const { id: brought } = await createLocalGroup(scope, { displayName: 'Brought' });
  await inTenant(scope, (tx) =>
    tx.updateTable('groups').set({ origin: 'scim' }).where('id', '=', brought).execute(),
  );
  const run = async (act: 'archive' | 'delete', groups: BulkGroups) => {
    const started = await startBulkJob(scope, { act, groups }, { confirm: { losing: 0 } });
    if (!started.applied) throw new Error('The job was only tried');
    await runBulkJob(runnerOf(scope), started.result.id);
    return getBulkJob(scope, started.result.id);
  };
  const archived = await run('archive', { selection: { search: 'ri' } });
  expect(archived).toMatchObject({ about: 'Group', total: 1, changed: 1, state: 'finished' });
  expect((await listGroups(scope, { status: 'archived', page: 1 })).items).toMatchObject([{ id: local[0] }]);
  expect(await run('delete', { ids: [...local, brought] })).toMatchObject({ total: 3, done: 3, changed: 2 });
  expect((await listGroups(scope, { page: 1 })).items).toMatchObject([{ id: brought }]);
});

test('an act that is about signing in fits no group, and no groups are no job', async () => {
  const scope = await newOrganisation(connection.db);
  const { id } = await createLocalGroup(scope, { displayName: 'Riggers' });
  for (const [act, groups] of [
    ['suspend', { ids: [id] }],
    ['archive', { ids: [] }],
    ['archive', { selection: { status: 'archived' } }],
  ] as const)
    await expect(startBulkJob(scope, { act, groups }, {})).rejects.toMatchObject({ code: 'invalidInput' });
  expect(await listRecentJobs(scope)).toEqual([]);
});

test('another organisation’s job is not found, and its people are out of reach', async () => {
  const { scope, ids } = await crowd(1);
  const job = await start(scope, 'archive', { ids });
  const other = await newOrganisation(connection.db);
  await expect(getBulkJob(other, job.id)).rejects.toMatchObject({ code: 'notFound' });
  await expect(start(other, 'archive', { ids })).rejects.toMatchObject({ code: 'invalidInput' });
  expect(await runPortion(runnerOf(other), job.id)).toBe(false);
});
