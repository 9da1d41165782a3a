import { sql } from 'kysely';
import type { TenantTransaction } from '../tenant-transaction.ts';
import type { AccessLevel } from './effective-access.ts';
import type { Page, PageOf } from './page.ts';
import { matchesSearch } from './search-condition.ts';

/** A policy as stored. */
export type PolicyRow = Readonly<{
  id: string;
  name: string;
  description: string;
  enabled: boolean;
  createdAt: Date;
  updatedAt: Date;
  roles: { id: string; name: string }[];
  services: { id: string; name: string; level: AccessLevel }[];
}>;

export type PolicyValues = Pick<PolicyRow, 'name' | 'description' | 'enabled'>;

/** Roles and services that a policy gets and loses. */
export type PolicyParts = Readonly<{
  roles: Readonly<{ add: readonly string[]; remove: readonly string[] }>;
  services: Readonly<{
    set: readonly Readonly<{ id: string; level: AccessLevel }>[];
    remove: readonly string[];
  }>;
}>;

const columns = [
  'p.id',
  'p.name',
  'p.description',
  'p.enabled',
  'p.created_at as createdAt',
  'p.updated_at as updatedAt',
  sql<PolicyRow['roles']>`(select coalesce(json_agg(json_build_object('id', r.id, 'name', r.name)
    order by r.name_key), '[]') from policy_roles x join roles r on r.id = x.role_id where x.policy_id = p.id)`.as(
    'roles',
  ),
  sql<
    PolicyRow['services']
  >`(select coalesce(json_agg(json_build_object('id', s.id, 'name', s.name, 'level', x.level)
    order by s.name_key), '[]') from policy_services x join services s on s.id = x.service_id where x.policy_id = p.id)`.as(
    'services',
  ),
] as const;

/** One page of the policies that match, by name. */
export async function listPolicies(
  tx: TenantTransaction,
  { search, limit, offset }: Page & { search?: string | undefined },
): Promise<PageOf<PolicyRow>> {
  const matching = tx
    .selectFrom('policies as p')
    .where(search ? matchesSearch(search, sql<string>`' ' || p.name_key`) : sql<boolean>`true`);
  const { total } = await matching.select(sql<number>`count(*)::int`.as('total')).executeTakeFirstOrThrow();
  const rows = await matching.select(columns).orderBy('p.name_key').limit(limit).offset(offset).execute();
  return { rows, total };
}

/** The policy of that id. */
export function findPolicy(tx: TenantTransaction, id: string): Promise<PolicyRow | undefined> {
  return tx.selectFrom('policies as p').select(columns).where('p.id', '=', id).executeTakeFirst();
}

/** There is a policy more; answers with its id. */
export async function insertPolicy(tx: TenantTransaction, values: PolicyValues): Promise<string> {
  const { id } = await tx.insertInto('policies').values(values).returning('id').executeTakeFirstOrThrow();
  return id;
}

/** The policy is as given. */
export async function updatePolicy(tx: TenantTransaction, id: string, values: PolicyValues): Promise<void> {
  await tx
    .updateTable('policies')
    .set({ ...values, updated_at: sql`now()` })
    .where('id', '=', id)
    .execute();
}

/** The policy has and lacks those roles and services of those that are here. */
export async function storePolicyParts(
  tx: TenantTransaction,
  id: string,
  { roles, services }: PolicyParts,
): Promise<void> {
  await sql`delete from policy_roles where policy_id = ${id} and role_id = any(${roles.remove}::uuid[])`.execute(
    tx,
  );
  await sql`delete from policy_services where policy_id = ${id} and service_id = any(${services.remove}::uuid[])`.execute(
    tx,
  );
  await sql`insert into policy_roles (policy_id, role_id)
    select ${id}::uuid, r.id from roles r where r.id = any(${roles.add}::uuid[]) on conflict do nothing`.execute(
    tx,
  );
  await sql`insert into policy_services (policy_id, service_id, level)
    select ${id}::uuid, s.id, w.level
    from jsonb_to_recordset(${JSON.stringify(services.set)}::jsonb) as w (id uuid, level access_level)
      join services s on s.id = w.id
    on conflict (tenant_id, policy_id, service_id) do update set level = excluded.level`.execute(tx);
}

/** The policy is gone; its roles and services stay. */
export async function deletePolicy(tx: TenantTransaction, id: string): Promise<void> {
  await tx.deleteFrom('policies').where('id', '=', id).execute();
}
