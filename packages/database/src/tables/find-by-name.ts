import { sql } from 'kysely';
import type { TenantTransaction } from '../tenant-transaction.ts';
import { matchesSearch } from './search-condition.ts';

/** The first users that match what was typed, by name. */
export function findUsersByName(
  tx: TenantTransaction,
  typed: string,
  limit: number,
): Promise<{ id: string; displayName: string | null; userName: string }[]> {
  return tx
    .selectFrom('users')
    .select(['id', 'display_name as displayName', 'user_name as userName'])
    .where(matchesSearch(typed, sql<string>`search_key`))
    .orderBy('display_key')
    .orderBy('id')
    .limit(limit)
    .execute();
}

/** The first groups that match what was typed, by name. */
export function findGroupsByName(
  tx: TenantTransaction,
  typed: string,
  limit: number,
): Promise<{ id: string; displayName: string }[]> {
  return tx
    .selectFrom('groups')
    .select(['id', 'display_name as displayName'])
    .where(matchesSearch(typed, sql<string>`' ' || display_key`))
    .orderBy('display_key')
    .limit(limit)
    .execute();
}
