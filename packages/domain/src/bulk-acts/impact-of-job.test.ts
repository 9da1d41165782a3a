import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AccessLevel } from '@rollcall/database';
import { settle, type Ids } from '../../test/access-world.ts';
import { anyWorld, sizes } from '../../test/any-access.ts';
import { differenceOf, seen } from '../../test/seen-impact.ts';
import { ledgerOf, newOrganisation, testConnection } from '../../test/test-organisation.ts';
import { accessOfUser } from '../access/access-of-user.ts';
import { inTenant } from '../in-tenant.ts';
import type { Scope } from '../scope.ts';
import { getBulkJob, listRecentJobs } from './get-bulk-job.ts';
import { runBulkJob } from './run-bulk-job.ts';
import { startBulkJob, type BulkRequest } from './start-bulk-job.ts';

let connection: Awaited<ReturnType<typeof testConnection>>;
beforeAll(async () => void (connection = await testConnection()));
afterAll(() => connection[Symbol.asyncDispose]());

const anyRequest = fc.record({
  // What gives is as common as what takes, and deleting is rare, lest nobody be left to act on.
  act: fc.constantFrom(
    ...(['assign', 'assign', 'assign', 'restore', 'unarchive'] as const),
    ...(['assign', 'unassign', 'suspend', 'restore', 'archive', 'unarchive', 'delete'] as const),
  ),
  users: fc.uniqueArray(fc.nat(sizes.users - 1), { minLength: 2, maxLength: sizes.users, size: 'max' }),
  role: fc.nat(sizes.roles - 1),
});

test(
  'what an act on many is shown to do to their access is what it does, whatever the organisation',
  { timeout: 120_000 },
  async () => {
    let gained = 0;
    let lost = 0;
    const property = fc.asyncProperty(
      anyWorld,
      fc.array(anyRequest, { minLength: 4, maxLength: 6 }),
      async (world, requests) => {
        const scope = await newOrganisation(connection.db);
        const ids = await settle(scope, world);
        await keepHalfHere(scope, ids);
        for (const { act, users, role } of requests) {
          const request = {
            act,
            people: { ids: users.map((user) => ids.users[user]!) },
            ...(act === 'assign' || act === 'unassign' ? { role: ids.roles[role]! } : {}),
          };
          if (!(await isSomebodyHere(scope, request.people.ids))) continue;
          const before = await reachOf(scope, ids);
          const shown = await startBulkJob(scope, request, {});
          expect(shown.applied).toBe(false);
          expect(await reachOf(scope, ids)).toEqual(before);
          await done(scope, request, shown.impact.losing);
          expect(seen(shown.impact, ids)).toEqual(differenceOf(before, await reachOf(scope, ids)));
          gained += shown.impact.gaining;
          lost += shown.impact.losing;
        }
      },
    );
    await fc.assert(property, { numRuns: 12, seed: 2026 });
    // Acts that change nothing would agree too easily.
    expect(Math.min(gained, lost)).toBeGreaterThan(10);
  },
);

test('looking at an act leaves no job, and nothing in the ledger', async () => {
  const { scope, ids } = await openOrganisation();
  const before = await ledgerOf(scope);
  for (const act of ['delete', 'unassign'] as const) {
    const { applied, impact } = await startBulkJob(
      scope,
      { act, people: { selection: {} }, role: ids.roles[0] },
      {},
    );
    expect({ applied, losing: impact.losing }).toEqual({ applied: false, losing: sizes.users });
  }
  expect(await ledgerOf(scope)).toEqual(before);
  expect(await listRecentJobs(scope)).toEqual([]);
});

test('an act that would take more than was seen is refused, and leaves no job', async () => {
  const { scope } = await openOrganisation();
  const request = { act: 'archive', people: { selection: {} } } as const;
  await expect(startBulkJob(scope, request, { confirm: { losing: sizes.users - 1 } })).rejects.toMatchObject({
    code: 'accessChanged',
  });
  expect(await listRecentJobs(scope)).toEqual([]);
});

test('past the limit the people are counted, not compared, and the act can be done all the same', async () => {
  const { scope, ids } = await openOrganisation();
  const request = { act: 'unassign', people: { selection: {} }, role: ids.roles[0] } as const;
  const shown = await startBulkJob(scope, request, {}, sizes.users - 1);
  expect(shown.impact).toMatchObject({ tooMany: true, compared: sizes.users });
  const started = await startBulkJob(scope, request, { confirm: { losing: 0 } }, sizes.users - 1);
  expect(started).toMatchObject({ applied: true, result: { total: sizes.users, state: 'running' } });
});

/** Everybody holds one role by name, which opens one service. */
async function openOrganisation() {
  const scope = await newOrganisation(connection.db);
  const everybody = Array.from({ length: sizes.users }, (_, place) => place);
  const ids = await settle(scope, {
    users: everybody.map(() => ({ granted: true, department: 'Fleet' })),
    groups: [{ users: [], groups: [] }],
    roles: [{ rule: null, users: everybody, groups: [], gone: false }],
    policies: [{ enabled: true, roles: [0], services: { 0: 'use' }, gone: false }],
    services: [{ gone: false }],
  });
  return { scope, ids };
}

/** Only whom SCIM did not bring can be suspended. */
async function keepHalfHere(scope: Scope, ids: Ids): Promise<void> {
  const some = ids.users.filter((_, place) => place % 2 === 0);
  await inTenant(scope, (tx) =>
    sql`update users set origin = 'local' where id = any(${some}::uuid[])`.execute(tx),
  );
}

async function isSomebodyHere(scope: Scope, ids: readonly string[]): Promise<boolean> {
  const found = await inTenant(scope, (tx) =>
    tx.selectFrom('users').select('id').where('id', 'in', ids).execute(),
  );
  return found.length > 0;
}

async function done(scope: Scope, request: BulkRequest, losing: number): Promise<void> {
  const started = await startBulkJob(scope, request, { confirm: { losing } });
  if (!started.applied) throw new Error('The job was only tried');
  const { db, now, tenant } = scope;
  await runBulkJob({ db, now, tenantId: tenant.id }, started.result.id);
  expect(await getBulkJob(scope, started.result.id)).toMatchObject({ state: 'finished' });
}

/** The level at which everybody who is here and may sign in reaches each service: `user/service`. */
async function reachOf(scope: Scope, ids: Ids): Promise<Map<string, AccessLevel>> {
  const reach = new Map<string, AccessLevel>();
  const here = await inTenant(scope, (tx) => tx.selectFrom('users').select('id').execute());
  for (const { id } of here) {
    const { access, services } = await accessOfUser(scope, id);
    if (access !== 'granted') continue;
    for (const service of services)
      reach.set(`${ids.users.indexOf(id)}/${ids.services.indexOf(service.id)}`, service.level);
  }
  return reach;
}
