import { sql, type RawBuilder } from 'kysely';

/**
 * True where a word of the folded text `key` starts with what was typed; every word of `key` has a space before it. It
 * is said without LIKE, so nothing typed is a wildcard.
 */
export function matchesSearch(typed: string, key: RawBuilder<string>): RawBuilder<boolean> {
  return sql<boolean>`position(' ' || fold(${typed}::text) in ${key}) > 0`;
}

/**
 * True where one line of the folded text `key` holds every word typed, in any order and anywhere in its words
 * (docs/decisions/0038). The key is looked at as a whole first: few rows are taken apart into their lines.
 */
export function holdsWords(typed: string, key: RawBuilder<string>): RawBuilder<boolean> {
  const words = typed.split(/\s+/).filter(Boolean).slice(0, mostWords);
  if (words.length === 0) return sql<boolean>`true`;
  const allIn = (text: RawBuilder<unknown>) =>
    sql<boolean>`(${sql.join(
      words.map((word) => sql`position(fold(${word}::text) in ${text}) > 0`),
      sql` and `,
    )})`;
  if (words.length === 1) return allIn(key);
  return sql<boolean>`(${allIn(key)} and exists (
    select from string_to_table(${key}, E'\n') line where ${allIn(sql.ref('line'))}))`;
}

const mostWords = 8;

/** How near `key` is to what was typed: 0 where a line of it starts so, 1 where a word does, 2 elsewhere. */
export function searchRank(typed: string, key: RawBuilder<string>): RawBuilder<number> {
  const start = sql`' ' || fold(${typed.trim()}::text)`;
  return sql<number>`case when position(E'\n' || ${start} in E'\n' || ${key}) > 0 then 0
    when position(${start} in ${key}) > 0 then 1 else 2 end`;
}
