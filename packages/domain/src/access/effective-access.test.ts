import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { reachIn, rolesOf, servicesOf, type World } from '../../test/access-model.ts';
import { perform, settle, type Ids } from '../../test/access-world.ts';
import { after, anyAct, anyWorld } from '../../test/any-access.ts';
import { differenceOf, seen } from '../../test/seen-impact.ts';
import { newOrganisation, testConnection } from '../../test/test-organisation.ts';
import type { Scope } from '../scope.ts';
import { accessOfUser } from './access-of-user.ts';
import { listHoldersOfRole, listPeopleOfService } from './list-holders.ts';

let connection: Awaited<ReturnType<typeof testConnection>>;
beforeAll(async () => {
  connection = await testConnection();
});
afterAll(() => connection[Symbol.asyncDispose]());

test(
  'what a change is shown to do is what it does, and what a model without SQL says, whatever the organisation',
  { timeout: 120_000 },
  async () => {
    let gained = 0;
    let lost = 0;
    const property = fc.asyncProperty(
      anyWorld,
      fc.array(anyAct, { minLength: 4, maxLength: 5 }),
      async (start, acts) => {
        const scope = await newOrganisation(connection.db);
        const ids = await settle(scope, start);
        let world = start;
        for (const act of acts) {
          const next = after(world, act);
          if (!next) continue;
          const shown = await perform(scope, ids, act, {});
          expect(shown.applied).toBe(false);
          expect(seen(shown.impact, ids)).toEqual(differenceOf(reachIn(world), reachIn(next)));
          const done = await perform(scope, ids, act, { confirm: { losing: shown.impact.losing } });
          expect(done).toMatchObject({ applied: true, impact: shown.impact });
          gained += shown.impact.gaining;
          lost += shown.impact.losing;
          world = next;
        }
        await agrees(scope, ids, world);
      },
    );
    await fc.assert(property, { numRuns: 20, seed: 2026 });
    // Changes that change nothing would agree too easily.
    expect(Math.min(gained, lost)).toBeGreaterThan(20);
  },
);

/** Every question about who reaches what is answered as the model answers it. */
async function agrees(scope: Scope, ids: Ids, world: World): Promise<void> {
  for (const [user, id] of ids.users.entries()) {
    const { services, idleRoles } = await accessOfUser(scope, id);
    expect(services.map((each) => [ids.services.indexOf(each.id), each.level]).sort()).toEqual(
      [...servicesOf(world, user)].sort(),
    );
    const held = [...idleRoles, ...services.flatMap(({ paths }) => paths)].map(({ role }) => role.id);
    expect(new Set(held.map((role) => ids.roles.indexOf(role)))).toEqual(rolesOf(world, user));
  }
  for (const [service, id] of ids.services.entries()) {
    if (world.services[service]!.gone) continue;
    const { items, total } = await listPeopleOfService(scope, id, { page: 1 });
    const found = items.map((each) => [`${ids.users.indexOf(each.id)}/${service}`, each.level]);
    expect(found.sort()).toEqual([...reachIn(world)].filter(([key]) => key.endsWith(`/${service}`)).sort());
    expect(total).toBe(items.length);
  }
  for (const [role, id] of ids.roles.entries()) {
    if (world.roles[role]!.gone) continue;
    const { items } = await listHoldersOfRole(scope, id, { page: 1 });
    const holders = world.users.flatMap(({ granted }, user) =>
      granted && rolesOf(world, user).has(role) ? [user] : [],
    );
    expect(items.map((each) => ids.users.indexOf(each.id)).sort()).toEqual(holders);
    expect(items.every(({ paths }) => paths.length > 0)).toBe(true);
  }
}
