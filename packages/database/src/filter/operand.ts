import type { Value } from '../batch.ts';
import { isUuid } from '../is-uuid.ts';
import { instantOf, invalidFilter, type CompareOperator, type FilterValue } from '@rollcall/scim';

/** An SQL expression to compare with, and how its values compare. */
export type Operand = Readonly<{
  /** A text, uuid, numeric, boolean or timestamptz expression, by `kind`. */
  sql: string;
  kind: 'string' | 'binary' | 'uuid' | 'number' | 'boolean' | 'dateTime';
  caseExact: boolean;
  /** A column that already holds `fold(sql)`. */
  folded?: string;
  /** True when what compares is a column in the order of code points, which an index holds. */
  indexed?: boolean;
  /** What must hold for the value to be assigned, where `folded` holds something else otherwise. */
  assigned?: string;
  /** True when every row has a value. */
  required?: boolean;
  /** True when no two rows of a tenant have the same. */
  unique?: boolean;
  /** The attribute as the filter wrote it, for the sentence when it cannot be compared. */
  name: string;
}>;

/** Adds a value to the statement and answers with its placeholder. */
export type Bind = (value: Value) => string;

/** The condition `operand operator value` in SQL (RFC 7644 §3.4.2.2, Table 3). Null where the value is unassigned, which `not` reads as false. */
export function compare(operand: Operand, operator: CompareOperator, value: FilterValue, bind: Bind): string {
  if (value === null) return comparedToNull(operand, operator);
  switch (operand.kind) {
    case 'string':
      return compareText(operand, operator, textOf(operand, value), bind);
    case 'binary':
      if (['gt', 'ge', 'lt', 'le'].includes(operator)) {
        throw invalidFilter(`"${operand.name}" is binary: ${operator} cannot compare it.`);
      }
      return compareText(operand, operator, textOf(operand, value), bind);
    case 'uuid':
      return compareId(operand, operator, textOf(operand, value), bind);
    case 'boolean':
      return compareBoolean(operand, operator, value, bind);
    case 'number':
      return ordered(operand.sql, operator, `${bind(numberOf(operand, value))}::numeric`, operand);
    case 'dateTime':
      return ordered(operand.sql, operator, `${bind(momentOf(operand, value))}::timestamptz`, operand);
  }
}

/** RFC 7644 §3.4.2.2 `pr`: a value is assigned and is not the empty text. */
export function isPresent(operand: Operand): string {
  if (operand.kind !== 'string' && operand.kind !== 'binary') return `${operand.sql} is not null`;
  return operand.indexed ? guarded(operand, `${keyOf(operand)} > ''`) : `${operand.sql} <> ''`;
}

/** The text that compares: as it is, or folded where case does not count (RFC 7643 §2.2). */
export function keyOf(operand: Operand): string {
  return operand.caseExact ? operand.sql : (operand.folded ?? `fold(${operand.sql})`);
}

function comparedToNull(operand: Operand, operator: CompareOperator): string {
  if (operator === 'eq') return `${operand.sql} is null`;
  if (operator === 'ne') return `${operand.sql} is not null`;
  throw invalidFilter(`"${operand.name}" can be compared with null by eq and ne only, not by ${operator}.`);
}

function compareText(operand: Operand, operator: CompareOperator, value: string, bind: Bind): string {
  const wanted = wantedText(operand, bind(value));
  if (operator === 'ne') return `(${guarded(operand, `${keyOf(operand)} = ${wanted}`)} is not true)`;
  return guarded(operand, textCondition(keyOf(operand), operator, wanted, startsRange(operand, value)));
}

/** What the key of a text is compared with. */
export function wantedText({ caseExact }: Pick<Operand, 'caseExact'>, placeholder: string): string {
  return caseExact ? `${placeholder}::text` : `fold(${placeholder}::text)`;
}

/** The condition on one key; `asRange` says starts-with as two comparisons, which an index can answer. */
export function textCondition(
  key: string,
  operator: Exclude<CompareOperator, 'ne'>,
  wanted: string,
  asRange: boolean,
): string {
  switch (operator) {
    case 'co':
      return `position(${wanted} in ${key}) > 0`;
    case 'sw':
      return asRange
        ? `(${key} collate "C" >= ${wanted} and ${key} collate "C" < prefix_end(${wanted}))`
        : `starts_with(${key}, ${wanted})`;
    case 'ew':
      return `right(${key}, length(${wanted})) = ${wanted}`;
    case 'eq':
      return `${key} = ${wanted}`;
    case 'gt':
    case 'ge':
    case 'lt':
    case 'le':
      return `${key} collate "C" ${symbols[operator]} ${wanted}`;
  }
}

/** Nothing comes after a text of last code points, and everything starts with the empty one. */
function startsRange({ indexed }: Operand, value: string): boolean {
  return indexed === true && hasPrefixEnd(value);
}

export function hasPrefixEnd(value: string): boolean {
  return value !== '' && !value.endsWith('\u{10ffff}');
}

function guarded({ assigned }: Operand, condition: string): string {
  return assigned === undefined ? condition : `(${condition} and ${assigned})`;
}

/** An id that is no UUID is no id of ours: nothing equals it, and no index need be asked. */
function compareId(operand: Operand, operator: CompareOperator, value: string, bind: Bind): string {
  if (operator === 'sw') return startsId(operand, value, bind);
  if (operator !== 'eq' && operator !== 'ne') {
    return compareText({ ...operand, sql: `${operand.sql}::text`, kind: 'string' }, operator, value, bind);
  }
  // Ids are case-exact (RFC 7643 §3.1), and ours are written in lower case.
  if (!isUuid(value) || value !== value.toLowerCase()) return operator === 'eq' ? 'false' : 'true';
  return ordered(operand.sql, operator, `${bind(value)}::uuid`, operand);
}

const lowest = '00000000-0000-0000-0000-000000000000';

/** The ids that start so are those between the lowest and the highest of them. */
function startsId({ sql }: Operand, value: string, bind: Bind): string {
  const fits = value.length <= lowest.length && isUuid(value + lowest.slice(value.length));
  if (!fits || value !== value.toLowerCase()) return 'false';
  const end = (rest: string) => `${bind(value + rest.slice(value.length))}::uuid`;
  return `${sql} between ${end(lowest)} and ${end(lowest.replaceAll('0', 'f'))}`;
}

function compareBoolean(operand: Operand, operator: CompareOperator, value: FilterValue, bind: Bind): string {
  // Entra compares booleans with "True" and "False" (customize-application-attributes).
  const text = String(value).toLowerCase();
  if ((operator !== 'eq' && operator !== 'ne') || (text !== 'true' && text !== 'false')) {
    throw invalidFilter(`"${operand.name}" is a boolean: compare it by eq or ne with true or false.`);
  }
  return ordered(operand.sql, operator, `${bind(text === 'true')}::boolean`, operand);
}

const symbols = { eq: '=', gt: '>', ge: '>=', lt: '<', le: '<=' } as const;

function ordered(left: string, operator: CompareOperator, right: string, operand: Operand): string {
  if (operator === 'ne') return `${left} is distinct from ${right}`;
  if (operator === 'co' || operator === 'sw' || operator === 'ew') {
    throw invalidFilter(`"${operand.name}" is no text: ${operator} cannot compare it.`);
  }
  return `${left} ${symbols[operator]} ${right}`;
}

/** The text of a literal, as Postgres can take it. Throws `invalidFilter`. */
export function textOf({ name }: Pick<Operand, 'name'>, value: FilterValue): string {
  const text = String(value);
  if (text.includes('\0') || !text.isWellFormed()) {
    throw invalidFilter(`The value compared with "${name}" holds a character that no text may hold.`);
  }
  return text;
}

function numberOf(operand: Operand, value: FilterValue): string {
  const number = typeof value === 'boolean' || String(value).trim() === '' ? Number.NaN : Number(value);
  if (!Number.isFinite(number))
    throw invalidFilter(`"${operand.name}" is a number: compare it with a number.`);
  return String(number);
}

/** The moment, to the microsecond, as Postgres counts them (RFC 7643 §2.3.5). */
function momentOf(operand: Operand, value: FilterValue): string {
  const microseconds = instantOf(String(value));
  if (microseconds === undefined) {
    throw invalidFilter(`"${operand.name}" is a date: compare it with one such as "2026-01-31T09:00:00Z".`);
  }
  const rest = mod(microseconds, 1000n);
  return new Date(Number((microseconds - rest) / 1000n))
    .toISOString()
    .replace('Z', `${String(rest).padStart(3, '0')}Z`);
}

const mod = (value: bigint, by: bigint) => ((value % by) + by) % by;
