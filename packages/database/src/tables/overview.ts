import { sql } from 'kysely';
import type { TenantTransaction } from '../tenant-transaction.ts';
import { statusConditions } from './user-filter.ts';

/** How many are in the directory, by status and by who brought them. The archived are counted only as such. */
export type DirectoryCounts = Readonly<{
  total: number;
  active: number;
  inactive: number;
  suspended: number;
  held: number;
  archived: number;
  neverSignedIn: number;
  scim: number;
  jit: number;
  local: number;
  groups: number;
}>;

/** The directory, counted. */
export function countDirectory(tx: TenantTransaction): Promise<DirectoryCounts> {
  const where = (condition: ReturnType<typeof sql>) =>
    sql<number>`(count(*) filter (where ${condition}))::int`;
  return tx
    .selectFrom('users as u')
    .select([
      where(sql`u.archived_at is null`).as('total'),
      where(statusConditions.active).as('active'),
      where(statusConditions.inactive).as('inactive'),
      where(statusConditions.suspended).as('suspended'),
      where(statusConditions.held).as('held'),
      where(statusConditions.archived).as('archived'),
      where(sql`u.last_sign_in_at is null and u.archived_at is null`).as('neverSignedIn'),
      where(sql`u.origin = 'scim' and u.archived_at is null`).as('scim'),
      where(sql`u.origin = 'jit' and u.archived_at is null`).as('jit'),
      where(sql`u.origin = 'local' and u.archived_at is null`).as('local'),
      sql<number>`(select count(*)::int from groups g where g.archived_at is null)`.as('groups'),
    ])
    .executeTakeFirstOrThrow();
}
