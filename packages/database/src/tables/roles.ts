import { sql } from 'kysely';
import type { TenantTransaction } from '../tenant-transaction.ts';
import { namedConditions, type NamedFilter } from './named-filter.ts';
import type { Page, PageOf } from './page.ts';
import { searchRank } from './search-condition.ts';

/** A role as stored; `rule` is a SCIM filter over User. */
export type RoleRow = Readonly<{
  id: string;
  name: string;
  description: string;
  rule: string | null;
  createdAt: Date;
  updatedAt: Date;
  /** How many users and groups it was given to by name. */
  users: number;
  groups: number;
  policies: number;
}>;

export type RoleValues = Pick<RoleRow, 'name' | 'description' | 'rule'>;

const columns = [
  'r.id',
  'r.name',
  'r.description',
  'r.rule',
  'r.created_at as createdAt',
  'r.updated_at as updatedAt',
  sql<number>`(select count(a.user_id)::int from role_assignments a where a.role_id = r.id)`.as('users'),
  sql<number>`(select count(a.group_id)::int from role_assignments a where a.role_id = r.id)`.as('groups'),
  sql<number>`(select count(*)::int from policy_roles p where p.role_id = r.id)`.as('policies'),
] as const;

const nameKey = sql<string>`' ' || r.name_key`;
const inPolicies = sql`select p.policy_id from policy_roles p where p.role_id = r.id`;

/** One page of the roles that match, by name; of a search the nearest come first. */
export async function listRoles(
  tx: TenantTransaction,
  { limit, offset, ...filter }: Page & NamedFilter,
): Promise<PageOf<RoleRow>> {
  const matching = tx
    .selectFrom('roles as r')
    .where((eb) => eb.and(namedConditions(filter, nameKey, inPolicies)));
  const { total } = await matching.select(sql<number>`count(*)::int`.as('total')).executeTakeFirstOrThrow();
  const nearest = filter.search ? matching.orderBy(searchRank(filter.search, nameKey)) : matching;
  const rows = await nearest.select(columns).orderBy('r.name_key').limit(limit).offset(offset).execute();
  return { rows, total };
}

/** The role of that id. */
export function findRole(tx: TenantTransaction, id: string): Promise<RoleRow | undefined> {
  return tx.selectFrom('roles as r').select(columns).where('r.id', '=', id).executeTakeFirst();
}

/** Every role that has a rule. */
export function listRules(tx: TenantTransaction): Promise<{ id: string; rule: string }[]> {
  return tx
    .selectFrom('roles')
    .select(['id', 'rule'])
    .$narrowType<{ rule: string }>()
    .where('rule', 'is not', null)
    .orderBy('id')
    .execute();
}

/** The policies that the role is in, by name, with what they open. */
export function listPoliciesOfRole(tx: TenantTransaction, roleId: string) {
  return tx
    .selectFrom('policy_roles as x')
    .innerJoin('policies as p', 'p.id', 'x.policy_id')
    .select([
      'p.id',
      'p.name',
      'p.enabled',
      sql<
        { id: string; name: string }[]
      >`(select coalesce(json_agg(json_build_object('id', s.id, 'name', s.name) order by s.name_key), '[]')
        from policy_services y join services s on s.id = y.service_id where y.policy_id = p.id)`.as(
        'services',
      ),
    ])
    .where('x.role_id', '=', roleId)
    .orderBy('p.name_key')
    .execute();
}

/** There is a role more; answers with its id. */
export async function insertRole(tx: TenantTransaction, values: RoleValues): Promise<string> {
  const { id } = await tx.insertInto('roles').values(values).returning('id').executeTakeFirstOrThrow();
  return id;
}

/** The role is as given. */
export async function updateRole(tx: TenantTransaction, id: string, values: RoleValues): Promise<void> {
  await tx
    .updateTable('roles')
    .set({ ...values, updated_at: sql`now()` })
    .where('id', '=', id)
    .execute();
}

/** The role is gone, its assignments with it, and from every policy. */
export async function deleteRole(tx: TenantTransaction, id: string): Promise<void> {
  await tx.deleteFrom('roles').where('id', '=', id).execute();
}
