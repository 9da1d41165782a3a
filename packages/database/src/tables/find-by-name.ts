import { sql } from 'kysely';
import type { TenantTransaction } from '../tenant-transaction.ts';
import { holdsWords, searchRank } from './search-condition.ts';

const nameKey = sql<string>`' ' || display_key`;

/** The first users that match what was typed, the nearest first. */
export function findUsersByName(
  tx: TenantTransaction,
  typed: string,
  limit: number,
): Promise<{ id: string; displayName: string | null; userName: string }[]> {
  return tx
    .selectFrom('users')
    .select(['id', 'display_name as displayName', 'user_name as userName'])
    .where(holdsWords(typed, sql<string>`search_key`))
    .where('archived_at', 'is', null)
    .orderBy(searchRank(typed, sql<string>`search_key`))
    .orderBy('display_key')
    .orderBy('id')
    .limit(limit)
    .execute();
}

/** The first groups that match what was typed, the nearest first. */
export function findGroupsByName(
  tx: TenantTransaction,
  typed: string,
  limit: number,
): Promise<{ id: string; displayName: string }[]> {
  return tx
    .selectFrom('groups')
    .select(['id', 'display_name as displayName'])
    .where(holdsWords(typed, nameKey))
    .where('archived_at', 'is', null)
    .orderBy(searchRank(typed, nameKey))
    .orderBy('display_key')
    .limit(limit)
    .execute();
}
