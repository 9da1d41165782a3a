import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AccessLevel } from '@rollcall/database';
import { insertUsers } from '@rollcall/database/testing';
import type { World } from '../../test/access-model.ts';
import { settle, type Ids } from '../../test/access-world.ts';
import { anyWorld, sizes } from '../../test/any-access.ts';
import { differenceOf, seen } from '../../test/seen-impact.ts';
import { ledgerOf, newOrganisation, testConnection } from '../../test/test-organisation.ts';
import { accessOfUser } from '../access/access-of-user.ts';
import { inTenant } from '../in-tenant.ts';
import type { Scope } from '../scope.ts';
import { getBulkJob, listRecentJobs } from './get-bulk-job.ts';
import { maxComparedWhole } from './impact-of-job.ts';
import { runBulkJob } from './run-bulk-job.ts';
import { startBulkJob, type BulkRequest } from './start-bulk-job.ts';

let connection: Awaited<ReturnType<typeof testConnection>>;
beforeAll(async () => void (connection = await testConnection()));
afterAll(() => connection[Symbol.asyncDispose]());

const anyRole = fc.nat(sizes.roles - 1);
const someOf = (size: number) =>
  fc.uniqueArray(fc.nat(size - 1), { minLength: 2, maxLength: size, size: 'max' });

/** What gives is as common as what takes, and deleting is rare, lest nobody be left to act on. */
const anyRequest = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      about: fc.constant('users' as const),
      act: fc.constantFrom(
        ...(['assign', 'assign', 'assign', 'restore', 'unarchive'] as const),
        ...(['assign', 'unassign', 'suspend', 'restore', 'archive', 'unarchive', 'delete'] as const),
      ),
      chosen: someOf(sizes.users),
      role: anyRole,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      about: fc.constant('groups' as const),
      act: fc.constantFrom('assign', 'assign', 'unassign', 'archive', 'unarchive', 'delete'),
      chosen: someOf(sizes.groups),
      role: anyRole,
    }),
  },
);

test(
  'what an act on many is shown to do to their access is what it does, whatever the organisation',
  { timeout: 120_000 },
  async () => {
    let gained = 0;
    let lost = 0;
    const property = fc.asyncProperty(
      anyWorld,
      fc.array(anyRequest, { minLength: 6, maxLength: 8, size: 'max' }),
      async (world, requests) => {
        const scope = await newOrganisation(connection.db);
        const ids = await settle(scope, world);
        await keepHalfHere(scope, ids);
        let reach = await reachOf(scope, ids);
        for (const { about, act, chosen, role } of requests) {
          const some = { ids: chosen.map((place) => ids[about][place]!) };
          if (!(await isAnyHere(scope, about, some.ids))) continue;
          const request: BulkRequest = {
            act,
            ...(about === 'users' ? { people: some } : { groups: some }),
            role: ids.roles[role]!,
          };
          const shown = await startBulkJob(scope, request, {});
          expect(shown.applied).toBe(false);
          expect(await reachOf(scope, ids)).toEqual(reach);
          await done(scope, request, shown.impact.losing);
          const next = await reachOf(scope, ids);
          expect(seen(shown.impact, ids)).toEqual(differenceOf(reach, next));
          reach = next;
          gained += shown.impact.gaining;
          lost += shown.impact.losing;
        }
      },
    );
    await fc.assert(property, { numRuns: 10, seed: 2026 });
    // Acts that change nothing would agree too easily.
    expect(Math.min(gained, lost)).toBeGreaterThan(5);
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

test('an act that opens or closes everything is compared for ten thousand people, and only counted past that', async () => {
  const scope = await newOrganisation(connection.db);
  const people = Array.from({ length: maxComparedWhole + 1 }, (_, n) => ({
    attributes: { userName: `p${n}` },
    origin: 'local' as const,
  }));
  const ids = await inTenant(scope, (tx) => insertUsers(tx, people));
  const some = { act: 'archive', people: { ids: ids.slice(1) } } as const;
  expect((await startBulkJob(scope, some, {})).impact).toMatchObject({
    tooMany: false,
    compared: maxComparedWhole,
  });
  const all = { act: 'archive', people: { selection: {} } } as const;
  expect((await startBulkJob(scope, all, {})).impact).toMatchObject({
    tooMany: true,
    compared: maxComparedWhole + 1,
  });
});

test('deleting a group takes what the groups around it give its people, and leaves what SCIM keeps', async () => {
  const { scope, ids } = await openOrganisation({
    groups: [
      { users: [], groups: [{ group: 1, effective: true }] },
      { users: [0, 1].map((user) => ({ user, effective: true })), groups: [] },
    ],
    roles: [{ rule: null, users: [0], groups: [0], gone: false }],
  });
  const request = { act: 'delete', groups: { ids: ids.groups } } as const;
  expect((await startBulkJob(scope, request, {})).impact.losing).toBe(0);
  await inTenant(scope, (tx) => tx.updateTable('groups').set({ origin: 'local' }).execute());
  const { impact } = await startBulkJob(scope, request, {});
  // Whoever holds the role by name keeps it.
  expect(impact.people.items.map(({ id }) => id)).toEqual([ids.users[1]]);
});

/** Everybody holds one role by name, unless said otherwise, which opens one service. */
async function openOrganisation(other: Partial<World> = {}) {
  const scope = await newOrganisation(connection.db);
  const everybody = Array.from({ length: sizes.users }, (_, place) => place);
  const ids = await settle(scope, {
    users: everybody.map(() => ({ granted: true, department: 'Fleet', claims: [] })),
    groups: [{ users: [], groups: [] }],
    roles: [{ rule: null, users: everybody, groups: [], gone: false }],
    policies: [{ enabled: true, roles: [0], services: { 0: 'use' }, gone: false }],
    services: [{ gone: false }],
    ...other,
  });
  return { scope, ids };
}

/** Only what SCIM did not bring can be suspended, and deleted with other groups. */
async function keepHalfHere(scope: Scope, ids: Ids): Promise<void> {
  const half = (all: readonly string[]) => all.filter((_, place) => place % 2 === 0);
  await inTenant(scope, async (tx) => {
    await sql`update users set origin = 'local' where id = any(${half(ids.users)}::uuid[])`.execute(tx);
    await sql`update groups set origin = 'local' where id = any(${half(ids.groups)}::uuid[])`.execute(tx);
  });
}

async function isAnyHere(scope: Scope, table: 'users' | 'groups', ids: readonly string[]): Promise<boolean> {
  const found = await inTenant(scope, (tx) =>
    tx.selectFrom(table).select('id').where('id', 'in', ids).execute(),
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
