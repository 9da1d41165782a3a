import type { Filter } from '@rollcall/scim';
import { filterToSql } from './filter-to-sql.ts';
import type { Filterable } from './target.ts';

/** The filter can be asked of that table. Throws `invalidFilter`. */
export function requireTranslatable(table: Filterable, filter: Filter): void {
  filterToSql(table, filter, { bind: () => '$0', baseUrl: '' });
}
