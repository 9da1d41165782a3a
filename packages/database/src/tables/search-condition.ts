import { sql, type RawBuilder } from 'kysely';

/**
 * True where a word of the folded text `key` starts with what was typed; every word of `key` has a space before it. It
 * is said without LIKE, so nothing typed is a wildcard.
 */
export function matchesSearch(typed: string, key: RawBuilder<string>): RawBuilder<boolean> {
  return sql<boolean>`position(' ' || fold(${typed}::text) in ${key}) > 0`;
}
