import {
  defaultDialect,
  invalidCount,
  invalidValue,
  limits,
  parseFilter,
  parsePath,
  type AttributeList,
  type AttributePath,
  type Dialect,
  type Filter,
  type Projection,
} from '@rollcall/scim';

/** The query of a SCIM request, parsed once. A page begins at a place counted from 1, or where a cursor says. */
export type ScimQuery = Readonly<{
  filter: Filter | undefined;
  sort: Readonly<{ by: AttributePath; descending: boolean }> | undefined;
  page: Readonly<{ startIndex: number }> | Readonly<{ cursor: string }>;
  count: number;
  /** Which attributes an answer has (RFC 7644 §3.9), as the client wrote them. */
  projection: Projection | undefined;
}>;

/** What a client gave, by address or by body, under the names of RFC 7644 §3.4.3; undefined where it said nothing. */
export type GivenQuery = Readonly<{
  filter?: string | undefined;
  sortBy?: string | undefined;
  sortOrder?: string | undefined;
  startIndex?: string | undefined;
  count?: string | undefined;
  cursor?: string | undefined;
  attributes?: AttributeList | undefined;
  excludedAttributes?: AttributeList | undefined;
}>;

/**
 * The query string of a request's address, read in that dialect. Unknown parameters are ignored, since Entra's feature
 * flags are written into the Tenant URL as valueless ones (use-scim-to-provision-users-and-groups). Throws what `readQuery`
 * throws.
 */
export function parseQuery(url: string, dialect: Dialect = defaultDialect): ScimQuery {
  const mark = url.indexOf('?');
  if (mark < 0) return noQuery;
  const given = new URLSearchParams(url.slice(mark + 1));
  const text = (name: string) => given.get(name) ?? undefined;
  const asked = {
    filter: text('filter'),
    sortBy: text('sortBy'),
    sortOrder: text('sortOrder'),
    startIndex: text('startIndex'),
    count: text('count'),
    cursor: text('cursor'),
    attributes: text('attributes'),
    excludedAttributes: text('excludedAttributes'),
  };
  return readQuery(asked, dialect);
}

/** What the client asks for. Throws `invalidFilter`, `invalidPath`, `invalidValue`, `invalidCount`. */
export function readQuery(given: GivenQuery, dialect: Dialect = defaultDialect): ScimQuery {
  const { filter, sortBy, cursor } = given;
  return {
    filter: filter === undefined ? undefined : parseFilter(filter, dialect),
    sort: sortBy ? { by: parsePath(sortBy), descending: isDescending(given.sortOrder) } : undefined,
    page: cursor === undefined ? { startIndex: startIndexOf(given) } : { cursor: cursorOf(given, cursor) },
    // RFC 7644 §3.4.2.4: a negative count means 0, and more than the most is answered with the most.
    count: Math.min(limits.pageSize, Math.max(0, countOf(given) ?? limits.defaultPageSize)),
    projection: projectionOf(given),
  };
}

const noQuery = readQuery({});

function isDescending(sortOrder: string | undefined): boolean {
  const order = sortOrder?.toLowerCase();
  if (!order || order === 'ascending') return false;
  if (order === 'descending') return true;
  throw invalidValue('"sortOrder" must be ascending or descending.');
}

/** RFC 7644 §3.4.2.4: a startIndex below 1 means 1. */
function startIndexOf({ startIndex }: GivenQuery): number {
  const index = integer(startIndex);
  if (Number.isNaN(index)) throw invalidValue(`"startIndex" ${wholeNumber}`);
  return Math.max(1, index ?? 1);
}

/** RFC 9865 §2.3: a client asks for one way of paging or the other. */
function cursorOf({ startIndex }: GivenQuery, cursor: string): string {
  if (startIndex) throw invalidValue('Send either "cursor" or "startIndex", not both.');
  return cursor;
}

function countOf({ count, cursor }: GivenQuery): number | undefined {
  const number = integer(count);
  if (!Number.isNaN(number)) return number;
  const complain = cursor === undefined ? invalidValue : invalidCount;
  throw complain(`"count" ${wholeNumber}`);
}

const wholeNumber = 'must be a whole number of at most nine digits.';

function integer(text: string | undefined): number | undefined {
  if (text === undefined || text === '') return undefined;
  return /^[+-]?\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
}

function projectionOf({ attributes, excludedAttributes }: GivenQuery): Projection | undefined {
  const [hasAttributes, hasExcluded] = [attributes?.length, excludedAttributes?.length];
  if (hasAttributes && hasExcluded) {
    throw invalidValue('Send either "attributes" or "excludedAttributes", not both.');
  }
  if (hasAttributes) return { attributes };
  return hasExcluded ? { excludedAttributes } : undefined;
}
