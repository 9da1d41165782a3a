import { invalidValue, limits, type AttributePath } from '@rollcall/scim';
import { keyOf, type Operand } from './operand.ts';
import { resourceTarget, type Binding, type ElementsTarget, type Filterable } from './target.ts';

/** What a client wants a list ordered by (RFC 7644 §3.4.2.3). */
export type Sort = Readonly<{ by: AttributePath; descending: boolean }>;

/** What a resource is ordered by, as an expression on the row `r`. */
export type SortKey = Readonly<{
  sql: string;
  type: 'text' | 'uuid' | 'numeric' | 'boolean' | 'timestamptz';
  /** False when every resource has one. */
  nullable: boolean;
}>;

/** A place between two resources of an ordered list: behind, or with `before` in front of, the one of that key and id. */
export type Position = Readonly<{ key: string | null; id: string; before: boolean }>;

const types = {
  string: 'text',
  binary: 'text',
  uuid: 'uuid',
  number: 'numeric',
  boolean: 'boolean',
  dateTime: 'timestamptz',
} as const;

/** The key of that attribute; undefined when no schema here knows it. Throws `invalidValue` for what has no order. */
export function sortKey(table: Filterable, path: AttributePath, binding: Binding): SortKey | undefined {
  const target = resourceTarget(table, path, binding);
  if (target.kind === 'unknown') return undefined;
  if (target.kind === 'value') return keyFrom(target.operand);
  if (target.kind === 'elements' && target.array) return firstOf(target, target.array, path);
  throw invalidValue(`"${path.attribute}" cannot be sorted by.`);
}

/** RFC 7644 §3.4.2.3: the primary element stands for a multi-valued attribute, else its first. */
function firstOf(target: ElementsTarget, array: string, path: AttributePath): SortKey {
  const inner = target.inner({ attribute: target.subAttribute ?? 'value' });
  if (inner.kind !== 'value') throw invalidValue(`"${path.attribute}" cannot be sorted by.`);
  const { sql, type } = keyFrom(inner.operand);
  const first = `select ${sql} from jsonb_array_elements(${array}) with ordinality as e (value, position)
    order by (e.value -> 'primary') is not distinct from 'true'::jsonb desc, e.position limit 1`;
  return { sql: `(${first})`, type, nullable: true };
}

function keyFrom(operand: Operand): SortKey {
  return { sql: keySql(operand), type: types[operand.kind], nullable: operand.required !== true };
}

function keySql(operand: Operand): string {
  if (operand.kind !== 'string' && operand.kind !== 'binary') return operand.sql;
  const key = keyOf(operand);
  if (operand.assigned) return `(case when ${operand.assigned} then ${key} end collate "C")`;
  // A column that an index holds is short. The beginning of any other text decides, so that a cursor can carry it.
  return `(${operand.indexed ? key : `left(${key}, ${limits.indexedStringLength})`} collate "C")`;
}

/**
 * `order by` for the columns `sort_key` and `id` of `row`: missing values last ascending and first descending, equal ones
 * by id (RFC 7644 §3.4.2.3). `backwards` is the same order from its end.
 */
export function orderBy(
  key: SortKey | undefined,
  { descending, backwards }: Readonly<{ descending: boolean; backwards: boolean }>,
  row = 'r',
): string {
  const id = `${row}.id ${backwards ? 'desc' : 'asc'}`;
  if (!key) return id;
  return `${row}.sort_key ${descending === backwards ? 'asc nulls last' : 'desc nulls first'}, ${id}`;
}

/** The condition on `sort_key` and `id` that a resource comes after the position, in its direction. */
export function beyond(
  key: SortKey | undefined,
  descending: boolean,
  position: Position,
  bind: Binding['bind'],
): string {
  const byId = `id ${position.before ? '<' : '>'} ${bind(position.id)}::uuid`;
  if (!key) return byId;
  const isAscending = descending === position.before;
  if (position.key === null)
    return isAscending ? `(sort_key is null and ${byId})` : `(sort_key is not null or ${byId})`;
  const at = `${bind(position.key)}::${key.type}`;
  const sign = isAscending ? '>' : '<';
  // The first comparison is the second's limit, and one that an index can start from.
  const assigned = `(sort_key ${sign}= ${at} and (sort_key ${sign} ${at} or ${byId}))`;
  return isAscending && key.nullable ? `(${assigned} or sort_key is null)` : assigned;
}
