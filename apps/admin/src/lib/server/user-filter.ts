import { oneOf, searchOf } from './list-query.ts';

/** The filter that the query string of a list of users names, without its group. */
export function userFilterOf(query: URLSearchParams) {
  return {
    search: searchOf(query),
    status: oneOf(query, 'status', ['active', 'inactive', 'suspended', 'archived']),
    origin: oneOf(query, 'origin', ['scim', 'jit', 'local']),
    signedIn: oneOf(query, 'signedIn', ['7', '30', '90', 'not90', 'never']),
  } as const;
}
