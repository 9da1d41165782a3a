import { invalidValue } from '../errors.ts';
import { limits } from '../limits.ts';
import { isObject } from '../resource/resource.ts';
import type { BulkOperation } from './bulk-operation.ts';

const prefix = 'bulkId:';
const inPath = /"bulkId:([^"\\]+)"/g;

/** The bulkIds an operation refers to, in its path and anywhere in its data (RFC 7644 §3.7.2). */
export function referencesIn({ id, data }: BulkOperation): ReadonlySet<string> {
  const found = new Set<string>();
  const note = (bulkId: string) => {
    found.add(bulkId);
    return undefined;
  };
  if (id !== undefined) referenceOf(id, note);
  rewrite(data, note);
  return found;
}

/** The operation with every reference that has an id replaced by that id. */
export function resolveReferences(
  operation: BulkOperation,
  idOf: (bulkId: string) => string | undefined,
): BulkOperation {
  const resolved = { ...operation, data: rewrite(operation.data, idOf) };
  return operation.id === undefined ? resolved : { ...resolved, id: referenceOf(operation.id, idOf) };
}

/**
 * What is left of a resource without its references, to create it first; and as a PatchOp what then puts them in, once
 * they have ids. A value that refers goes whole: a member without its id is none.
 */
export function withoutReferences(data: unknown): { first: unknown; then: unknown } {
  if (!isObject(data)) return { first: data, then: [] };
  const entries = Object.entries(data);
  const first = Object.fromEntries(
    entries.flatMap(([key, value]) => {
      const rest = strip(value);
      return rest === undefined ? [] : [[key, rest]];
    }),
  );
  const referring = Object.fromEntries(entries.filter(([, value]) => refers(value)));
  return { first, then: [{ op: 'add', value: referring }] };
}

function strip(value: unknown): unknown {
  if (isReference(value)) return undefined;
  if (Array.isArray(value)) return value.map(strip).filter((item) => item !== undefined);
  if (!isObject(value)) return value;
  if (Object.values(value).some(isReference)) return undefined;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, strip(item)]));
}

const isReference = (value: unknown): boolean => typeof value === 'string' && value.startsWith(prefix);

function refers(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(refers);
  return isObject(value) ? Object.values(value).some(refers) : isReference(value);
}

type IdOf = (bulkId: string) => string | undefined;

function referenceOf(text: string, idOf: IdOf): string {
  return text.startsWith(prefix) ? (idOf(text.slice(prefix.length)) ?? text) : text;
}

function rewrite(value: unknown, idOf: IdOf, key = '', depth = 0): unknown {
  // What a resource may hold is less deep by far; the bound is for the recursion.
  if (depth > 2 * limits.jsonDepth) throw invalidValue('The data has too many objects inside each other.');
  if (typeof value === 'string') {
    if (key !== 'path') return referenceOf(value, idOf);
    return value.replace(inPath, (quoted, bulkId: string) => {
      const id = idOf(bulkId);
      return id === undefined ? quoted : `"${id}"`;
    });
  }
  if (Array.isArray(value)) return value.map((item) => rewrite(item, idOf, '', depth + 1));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, rewrite(item, idOf, name.toLowerCase(), depth + 1)]),
  );
}
