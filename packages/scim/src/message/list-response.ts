import { urns } from '../schema/urns.ts';

type Page<T> = Readonly<{
  resources: readonly T[];
  /** How many match the whole query, not how many are in this page. */
  totalResults: number;
  /** The 1-based place of the page's first resource. */
  startIndex?: number;
  itemsPerPage?: number;
}>;

export type ListResponse<T> = Readonly<{
  schemas: readonly [string];
  totalResults: number;
  startIndex: number;
  itemsPerPage: number;
  Resources: readonly T[];
}>;

/** The answer to a query (RFC 7644 §3.4.2); nothing found is an empty list, never an error. */
export function listResponse<T>(page: Page<T>): ListResponse<T> {
  return {
    schemas: [urns.listResponse],
    totalResults: page.totalResults,
    startIndex: page.startIndex ?? 1,
    itemsPerPage: page.itemsPerPage ?? page.resources.length,
    Resources: page.resources,
  };
}
