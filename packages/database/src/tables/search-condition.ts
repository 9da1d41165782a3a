import { sql, type RawBuilder } from 'kysely';

/**
 * True where a word of the folded text `key` starts with what was typed; every word of `key` has a space before it. It
 * is said without LIKE, so nothing typed is a wildcard.
 */
export function matchesSearch(typed: string, key: RawBuilder<string>): RawBuilder<boolean> {
  return sql<boolean>`position(' ' || fold(${typed}::text) in ${key}) > 0`;
}

/** True where each word typed is in the folded text `key`, in any order and anywhere in its words (docs/decisions/0038). */
export function holdsWords(typed: string, key: RawBuilder<string>): RawBuilder<boolean> {
  const words = typed.split(/\s+/).filter(Boolean).slice(0, mostWords);
  if (words.length === 0) return sql<boolean>`true`;
  const each = words.map((word) => sql`position(fold(${word}::text) in ${key}) > 0`);
  return sql<boolean>`(${sql.join(each, sql` and `)})`;
}

const mostWords = 8;

/** How near `key` is to what was typed: 0 where a line of it starts so, 1 where a word does, 2 elsewhere. */
export function searchRank(typed: string, key: RawBuilder<string>): RawBuilder<number> {
  const start = sql`' ' || fold(${typed.trim()}::text)`;
  return sql<number>`case when position(E'\n' || ${start} in E'\n' || ${key}) > 0 then 0
    when position(${start} in ${key}) > 0 then 1 else 2 end`;
}
