import { sql } from 'kysely';
import type { TenantTransaction } from '../tenant-transaction.ts';
import type { AccessLevel } from './effective-access.ts';
import { namedConditions, type NamedFilter } from './named-filter.ts';
import type { Page, PageOf } from './page.ts';
import { searchRank } from './search-condition.ts';

/** What people are given access to. */
export type ServiceRow = Readonly<{
  id: string;
  name: string;
  address: string;
  description: string;
  createdAt: Date;
  updatedAt: Date;
  /** How many policies open it, those switched off among them. */
  policies: number;
}>;

export type ServiceValues = Pick<ServiceRow, 'name' | 'address' | 'description'>;

/** A policy that opens a service, and how far. */
export type ServicePolicyRow = Readonly<{
  id: string;
  name: string;
  enabled: boolean;
  level: AccessLevel;
  roles: { id: string; name: string }[];
}>;

const columns = [
  's.id',
  's.name',
  's.address',
  's.description',
  's.created_at as createdAt',
  's.updated_at as updatedAt',
  sql<number>`(select count(*)::int from policy_services p where p.service_id = s.id)`.as('policies'),
] as const;

const nameKey = sql<string>`' ' || s.name_key`;
const inPolicies = sql`select p.policy_id from policy_services p where p.service_id = s.id`;

/** One page of the services that match, by name; of a search the nearest come first. */
export async function listServices(
  tx: TenantTransaction,
  { limit, offset, ...filter }: Page & NamedFilter,
): Promise<PageOf<ServiceRow>> {
  const matching = tx
    .selectFrom('services as s')
    .where((eb) => eb.and(namedConditions(filter, nameKey, inPolicies)));
  const { total } = await matching.select(sql<number>`count(*)::int`.as('total')).executeTakeFirstOrThrow();
  const nearest = filter.search ? matching.orderBy(searchRank(filter.search, nameKey)) : matching;
  const rows = await nearest.select(columns).orderBy('s.name_key').limit(limit).offset(offset).execute();
  return { rows, total };
}

/** The service of that id. */
export function findService(tx: TenantTransaction, id: string): Promise<ServiceRow | undefined> {
  return tx.selectFrom('services as s').select(columns).where('s.id', '=', id).executeTakeFirst();
}

/** The policies that open the service, by name. */
export function listPoliciesOfService(tx: TenantTransaction, serviceId: string): Promise<ServicePolicyRow[]> {
  return tx
    .selectFrom('policy_services as s')
    .innerJoin('policies as p', 'p.id', 's.policy_id')
    .select([
      'p.id',
      'p.name',
      'p.enabled',
      sql<AccessLevel>`s.level`.as('level'),
      sql<ServicePolicyRow['roles']>`(select coalesce(json_agg(json_build_object('id', r.id, 'name', r.name)
        order by r.name_key), '[]') from policy_roles x join roles r on r.id = x.role_id where x.policy_id = p.id)`.as(
        'roles',
      ),
    ])
    .where('s.service_id', '=', serviceId)
    .orderBy('p.name_key')
    .execute();
}

/** There is a service more; answers with its id. */
export async function insertService(tx: TenantTransaction, values: ServiceValues): Promise<string> {
  const { id } = await tx.insertInto('services').values(values).returning('id').executeTakeFirstOrThrow();
  return id;
}

/** The service is as given. */
export async function updateService(tx: TenantTransaction, id: string, values: ServiceValues): Promise<void> {
  await tx
    .updateTable('services')
    .set({ ...values, updated_at: sql`now()` })
    .where('id', '=', id)
    .execute();
}

/** The service is gone, from every policy too. */
export async function deleteService(tx: TenantTransaction, id: string): Promise<void> {
  await tx.deleteFrom('services').where('id', '=', id).execute();
}
