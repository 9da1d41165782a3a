import { sql } from 'kysely';
import type { TenantTransaction } from '../tenant-transaction.ts';
import { statusConditions } from './directory-users.ts';

/** How many are in the directory, by status and by who brought them. */
export type DirectoryCounts = Readonly<{
  total: number;
  active: number;
  suspended: number;
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
      sql<number>`count(*)::int`.as('total'),
      where(statusConditions.active).as('active'),
      where(statusConditions.suspended).as('suspended'),
      where(sql`u.origin = 'scim'`).as('scim'),
      where(sql`u.origin = 'jit'`).as('jit'),
      where(sql`u.origin = 'local'`).as('local'),
      sql<number>`(select count(*)::int from groups)`.as('groups'),
    ])
    .executeTakeFirstOrThrow();
}
