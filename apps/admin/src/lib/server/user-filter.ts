import { oneOf, searchOf } from './list-query.ts';

/** The filter that the query string of a list of users names, without its group. */
export function userFilterOf(query: URLSearchParams) {
  return {
    search: searchOf(query),
    status: oneOf(query, 'status', ['active', 'inactive', 'suspended', 'held', 'archived']),
    origin: oneOf(query, 'origin', ['scim', 'jit', 'local']),
    role: idOf(query, 'role'),
    signedIn: oneOf(query, 'signedIn', ['7', '30', '90', 'not90', 'never']),
  } as const;
}

/** An id in a query string; undefined when there is none or it cannot be one. */
function idOf(query: URLSearchParams, name: string): string | undefined {
  const id = query.get(name) ?? '';
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) ? id : undefined;
}
