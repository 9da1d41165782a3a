import { oneOf, searchOf } from './list-query.ts';

/** The groups that a query string means. */
export function groupSelectionOf(query: URLSearchParams) {
  return {
    search: searchOf(query),
    origin: oneOf(query, 'origin', ['scim', 'local']),
    status: oneOf(query, 'status', ['empty', 'archived']),
  } as const;
}
