import { invalidSyntax, invalidValue, urns, type Dialect } from '@rollcall/scim';
import { readQuery, type GivenQuery, type ScimQuery } from './query.ts';

/** The query that a SearchRequest holds (RFC 7644 §3.4.3). Throws `invalidSyntax` for any other body, and what `readQuery` throws. */
export function parseSearchRequest(body: unknown, dialect: Dialect): ScimQuery {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw invalidSyntax('A SearchRequest is a JSON object.');
  // RFC 7643 §2.1: attribute names compare in any case of letters.
  const given = new Map(Object.entries(body).map(([name, value]) => [name.toLowerCase(), value as unknown]));
  const schemas = given.get('schemas');
  if (!Array.isArray(schemas) || !schemas.some(isSearchRequest))
    throw invalidSyntax(`The "schemas" of a SearchRequest hold "${urns.searchRequest}".`);
  const texts = ['filter', 'sortBy', 'sortOrder', 'cursor'].map((name) => [name, text(name, valueOf(name))]);
  const numbers = ['startIndex', 'count'].map((name) => [name, number(name, valueOf(name))]);
  const lists = ['attributes', 'excludedAttributes'].map((name) => [name, list(name, valueOf(name))]);
  return readQuery(Object.fromEntries([...texts, ...numbers, ...lists]) as GivenQuery, dialect);

  function valueOf(name: string): unknown {
    return given.get(name.toLowerCase()) ?? undefined;
  }
}

function isSearchRequest(schema: unknown): boolean {
  return typeof schema === 'string' && schema.toLowerCase() === urns.searchRequest.toLowerCase();
}

function text(name: string, value: unknown): string | undefined {
  if (value === undefined || typeof value === 'string') return value;
  throw invalidValue(`"${name}" must be text.`);
}

function number(name: string, value: unknown): string | undefined {
  if (value === undefined || typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  throw invalidValue(`"${name}" must be a whole number.`);
}

/** Names in an array; a text with commas, as an address holds them, is understood too. */
function list(name: string, value: unknown): GivenQuery['attributes'] {
  if (value === undefined || typeof value === 'string') return value;
  if (Array.isArray(value) && value.every((each) => typeof each === 'string')) return value;
  throw invalidValue(`"${name}" must be an array of attribute names.`);
}
