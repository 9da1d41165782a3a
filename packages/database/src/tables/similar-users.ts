import { sql } from 'kysely';
import type { TenantTransaction } from '../tenant-transaction.ts';
import { usersById, type DirectoryUserRow } from './directory-users.ts';
import { holdsWords } from './search-condition.ts';

/** How much of the typed word a name must have, as pg_trgm counts it. */
const alike = 0.35;

/**
 * The users whose names are most like what was typed, though not matched by it, the nearest first. Comparing names costs
 * far more than looking for text in them, so only those are compared that have two of the typed text's trigrams.
 */
export async function similarUsers(
  tx: TenantTransaction,
  typed: string,
  limit: number,
): Promise<DirectoryUserRow[]> {
  const trigrams = trigramsOf(typed);
  if (trigrams.length < 2) return [];
  const shared = sql.join(
    trigrams.map((trigram) => sql`(position(fold(${trigram}::text) in u.display_key) > 0)::int`),
    sql` + `,
  );
  const likeness = sql<number>`word_similarity(fold(${typed}::text), u.display_key)`;
  const rows = await tx
    .selectFrom('users as u')
    .select('u.id')
    .where('u.archived_at', 'is', null)
    .where(sql<boolean>`not ${holdsWords(typed, sql<string>`u.search_key`)}`)
    .where(sql<boolean>`case when ${shared} >= 2 then ${likeness} >= ${alike} else false end`)
    .orderBy(likeness, 'desc')
    .orderBy('u.display_key')
    .limit(limit)
    .execute();
  return usersById(
    tx,
    rows.map(({ id }) => id),
  );
}

/** The runs of three characters of each word. */
function trigramsOf(typed: string): string[] {
  const all = typed.split(/\s+/).flatMap((word) => {
    const characters = [...word];
    return characters.slice(2).map((_, index) => characters.slice(index, index + 3).join(''));
  });
  return [...new Set(all)].slice(0, 24);
}
