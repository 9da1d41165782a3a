import type { TenantTransaction } from '@rollcall/database';
import { insertUsers } from '@rollcall/database/testing';
import { sql } from 'kysely';
import {
  assignRole,
  deletePolicy,
  deleteRole,
  deleteService,
  savePolicy,
  saveIdentityProvider,
  saveRole,
  unassignRole,
  type Asked,
  type Outcome,
  type Scope,
} from '../src/index.ts';
import { inTenant } from '../src/in-tenant.ts';
import type { Rule, World } from './access-model.ts';
import type { Act } from './any-access.ts';
import { clientId, secretKeys } from './test-organisation.ts';

const issuer = 'https://login.lantern.example';
/** What the provider before said of anybody counts for nothing. */
const former = 'https://former.lantern.example';
const clientSecret = 'a~client.secret';

/** Ids by the places that things have in a world. */
export type Ids = Record<'users' | 'groups' | 'roles' | 'policies' | 'services', string[]>;

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

function ruleOf(rule: Rule | null): string | null {
  if (rule === null) return null;
  const { department, claim } = rule;
  return [
    ...(department === undefined ? [] : [`department eq "${department}"`]),
    ...(claim === undefined ? [] : [`urn:rollcall:sign-in:User:groups eq "${claim}"`]),
  ].join(' or ');
}

/** The organisation is as the world says: the directory by statements, the rest by the use cases. */
export async function settle(scope: Scope, world: World): Promise<Ids> {
  await saveIdentityProvider(scope, { kind: 'oidc', issuer, clientId, clientSecret }, { secretKeys });
  return inTenant(scope, async (tx) => {
    const { users, groups } = await settleDirectory(tx, world);
    const named = async (table: 'services' | 'roles' | 'policies', rows: readonly object[]) => {
      const { rows: made } = await sql<{ id: string }>`insert into ${sql.table(table)} (${columnsOf(rows)})
        select ${columnsOf(rows)} from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::jsonb)
        returning id`.execute(tx);
      return made.map(({ id }) => id);
    };
    const name = (letter: string, index: number) => ({ name: `${letter}${index}` });
    const services = await named(
      'services',
      world.services.map((_, index) => ({ ...name('S', index), address: 'https://service.example/' })),
    );
    const roles = await named(
      'roles',
      world.roles.map(({ rule }, index) => ({ ...name('R', index), rule: ruleOf(rule) })),
    );
    const policies = await named(
      'policies',
      world.policies.map(({ enabled }, index) => ({ ...name('P', index), enabled })),
    );
    const given = world.roles.flatMap((role, index) => [
      ...role.users.map((user) => ({ role_id: roles[index], user_id: users[user] })),
      ...role.groups.map((group) => ({ role_id: roles[index], group_id: groups[group] })),
    ]);
    const holding = world.policies.flatMap((policy, index) =>
      policy.roles.map((role) => ({ policy_id: policies[index], role_id: roles[role] })),
    );
    const opening = world.policies.flatMap((policy, index) =>
      levels(services, policy.services).map(({ id, level }) => ({
        policy_id: policies[index],
        service_id: id,
        level,
      })),
    );
    await sql`insert into role_assignments (role_id, user_id, group_id) select role_id, user_id, group_id
      from jsonb_populate_recordset(null::role_assignments, ${JSON.stringify(given)}::jsonb)`.execute(tx);
    await sql`insert into policy_roles (policy_id, role_id) select policy_id, role_id
      from jsonb_populate_recordset(null::policy_roles, ${JSON.stringify(holding)}::jsonb)`.execute(tx);
    await sql`insert into policy_services (policy_id, service_id, level) select policy_id, service_id, level
      from jsonb_populate_recordset(null::policy_services, ${JSON.stringify(opening)}::jsonb)`.execute(tx);
    return { users, groups, roles, policies, services };
  });
}

const columnsOf = ([row]: readonly object[]) => sql.join(Object.keys(row ?? {}).map((name) => sql.ref(name)));

/** The change that the act is. */
export function perform(scope: Scope, ids: Ids, act: Act, asked: Asked): Promise<Outcome<unknown>> {
  switch (act.kind) {
    case 'assign':
    case 'unassign': {
      const given = { users: pick(ids.users, act.users), groups: pick(ids.groups, act.groups) };
      const change = act.kind === 'assign' ? assignRole : unassignRole;
      return change(scope, { roleId: ids.roles[act.role]!, ...given }, asked);
    }
    case 'rule':
      return saveRole(
        scope,
        { id: ids.roles[act.role]!, name: `R${act.role}`, rule: ruleOf(act.rule) },
        asked,
      );
    case 'policy':
      return savePolicy(
        scope,
        {
          id: ids.policies[act.policy]!,
          enabled: act.enabled,
          addRoles: pick(ids.roles, act.addRoles),
          removeRoles: pick(ids.roles, act.removeRoles),
          setServices: levels(ids.services, act.set),
          removeServices: pick(ids.services, act.removeServices),
        },
        asked,
      );
    case 'deleteRole':
      return deleteRole(scope, ids.roles[act.role]!, asked);
    case 'deletePolicy':
      return deletePolicy(scope, ids.policies[act.policy]!, asked);
    case 'deleteService':
      return deleteService(scope, ids.services[act.service]!, asked);
  }
}

async function settleDirectory(tx: TenantTransaction, world: World): Promise<Pick<Ids, 'users' | 'groups'>> {
  const people = world.users.map(({ department }, index) => ({
    attributes: { userName: `u${index}@lantern.example`, [enterprise]: { department } },
  }));
  const users = await insertUsers(tx, people);
  const { rows } = await sql<{ id: string }>`insert into groups (attributes, origin)
    select jsonb_build_object('displayName', 'G' || n), 'scim'
    from generate_series(0, ${world.groups.length - 1}::int) n returning id`.execute(tx);
  const groups = rows.map(({ id }) => id);
  const members = world.groups.flatMap((group, index) => [
    ...group.users.map(({ user, effective }) => ({
      group_id: groups[index],
      user_id: users[user],
      effective,
    })),
    ...group.groups.map((inner) => ({
      group_id: groups[index],
      subgroup_id: groups[inner.group],
      effective: inner.effective,
    })),
  ]);
  await sql`insert into memberships (group_id, user_id, subgroup_id, effective)
    select group_id, user_id, subgroup_id, effective
    from jsonb_populate_recordset(null::memberships, ${JSON.stringify(members)}::jsonb)`.execute(tx);
  const identities = world.users.flatMap(({ claims }, index) => [
    { user_id: users[index], issuer, provider: issuer, groups: claims },
    { user_id: users[index], issuer: former, provider: former, groups: ['Crew', 'Deck'] },
  ]);
  await sql`insert into user_identities (user_id, subject, issuer, provider, groups)
    select user_id, user_id, issuer, provider, groups
    from jsonb_populate_recordset(null::user_identities, ${JSON.stringify(identities)}::jsonb)`.execute(tx);
  const out = users.filter((_, index) => !world.users[index]!.granted);
  await sql`update users set access = 'suspended' where id = any(${out}::uuid[])`.execute(tx);
  return { users, groups };
}

const pick = (ids: readonly string[], places: readonly number[]) => places.map((place) => ids[place]!);
const levels = (ids: readonly string[], of: World['policies'][number]['services']) =>
  Object.entries(of).map(([place, level]) => ({ id: ids[Number(place)]!, level }));
