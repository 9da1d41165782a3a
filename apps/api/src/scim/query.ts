import {
  invalidValue,
  limits,
  parseFilter,
  parsePath,
  type AttributePath,
  type Filter,
} from '@rollcall/scim';

/** Which attributes an answer has (RFC 7644 §3.9), as the client wrote them. At most one of the two is set. */
export type Projection = Readonly<{ attributes?: string; excludedAttributes?: string }>;

/** The query of a SCIM request, parsed once. `startIndex` counts from 1. */
export type ScimQuery = Readonly<{
  filter: Filter | undefined;
  sort: Readonly<{ by: AttributePath; descending: boolean }> | undefined;
  startIndex: number;
  count: number;
  projection: Projection | undefined;
}>;

/**
 * The query string of a request's address. Unknown parameters are ignored, since Entra's feature flags are written into
 * the Tenant URL as valueless ones (use-scim-to-provision-users-and-groups). Throws `invalidFilter`, `invalidValue`.
 */
export function parseQuery(url: string): ScimQuery {
  const mark = url.indexOf('?');
  if (mark < 0) return noQuery;
  const given = new URLSearchParams(url.slice(mark + 1));
  const filter = given.get('filter');
  const sortBy = given.get('sortBy');
  return {
    filter: filter === null ? undefined : parseFilter(filter),
    sort: sortBy
      ? { by: parsePath(sortBy), descending: given.get('sortOrder')?.toLowerCase() === 'descending' }
      : undefined,
    // RFC 7644 §3.4.2.4: a startIndex below 1 means 1, a negative count means 0.
    startIndex: Math.max(1, integer('startIndex', given.get('startIndex')) ?? 1),
    count: Math.min(
      limits.pageSize,
      Math.max(0, integer('count', given.get('count')) ?? limits.defaultPageSize),
    ),
    projection: parseProjection(given.get('attributes'), given.get('excludedAttributes')),
  };
}

const noQuery: ScimQuery = {
  filter: undefined,
  sort: undefined,
  startIndex: 1,
  count: limits.defaultPageSize,
  projection: undefined,
};

function integer(name: string, text: string | null): number | undefined {
  if (text === null || text === '') return undefined;
  if (!/^[+-]?\d{1,9}$/.test(text))
    throw invalidValue(`"${name}" must be a whole number of at most nine digits.`);
  return Number(text);
}

function parseProjection(
  attributes: string | null,
  excludedAttributes: string | null,
): Projection | undefined {
  if (attributes && excludedAttributes) {
    throw invalidValue('Send either "attributes" or "excludedAttributes", not both.');
  }
  if (attributes) return { attributes };
  return excludedAttributes ? { excludedAttributes } : undefined;
}
