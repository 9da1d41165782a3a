import type { Value } from '../batch.ts';
import { isUuid } from '../is-uuid.ts';
import { invalidFilter, type CompareOperator, type FilterValue } from '@rollcall/scim';

/** An SQL expression to compare with, and how its values compare. */
export type Operand = Readonly<{
  /** A text, uuid, numeric, boolean or timestamptz expression, by `kind`. */
  sql: string;
  kind: 'string' | 'binary' | 'uuid' | 'number' | 'boolean' | 'dateTime';
  caseExact: boolean;
  /** An expression that already holds `fold(sql)` and has an index. */
  folded?: string;
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
      return ordered(operand.sql, operator, `${bind(instantOf(operand, value))}::timestamptz`, operand);
  }
}

function comparedToNull(operand: Operand, operator: CompareOperator): string {
  if (operator === 'eq') return `${operand.sql} is null`;
  if (operator === 'ne') return `${operand.sql} is not null`;
  throw invalidFilter(`"${operand.name}" can be compared with null by eq and ne only, not by ${operator}.`);
}

function compareText(operand: Operand, operator: CompareOperator, value: string, bind: Bind): string {
  const placeholder = `${bind(value)}::text`;
  const [left, right] = operand.caseExact
    ? [operand.sql, placeholder]
    : [operand.folded ?? `fold(${operand.sql})`, `fold(${placeholder})`];
  switch (operator) {
    case 'co':
      return `position(${right} in ${left}) > 0`;
    case 'sw':
      return `starts_with(${left}, ${right})`;
    case 'ew':
      return `right(${left}, length(${right})) = ${right}`;
    case 'eq':
    case 'ne':
      return ordered(left, operator, right, operand);
    case 'gt':
    case 'ge':
    case 'lt':
    case 'le':
      return ordered(`${left} collate "C"`, operator, right, operand);
  }
}

/** How our ids are written. */

/** An id that is no UUID is no id of ours: nothing equals it, and no index need be asked. */
function compareId(operand: Operand, operator: CompareOperator, value: string, bind: Bind): string {
  if (operator !== 'eq' && operator !== 'ne') {
    return compareText({ ...operand, sql: `${operand.sql}::text`, kind: 'string' }, operator, value, bind);
  }
  if (!isUuid(value)) return operator === 'eq' ? 'false' : 'true';
  return ordered(operand.sql, operator, `${bind(value)}::uuid`, operand);
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

function textOf(operand: Operand, value: FilterValue): string {
  const text = String(value);
  if (text.includes('\0') || !text.isWellFormed()) {
    throw invalidFilter(`The value compared with "${operand.name}" holds a character that no text may hold.`);
  }
  return text;
}

function numberOf(operand: Operand, value: FilterValue): string {
  const number = typeof value === 'boolean' || value === '' ? Number.NaN : Number(value);
  if (!Number.isFinite(number))
    throw invalidFilter(`"${operand.name}" is a number: compare it with a number.`);
  return String(value);
}

/** Year, month and day, or a moment; without a zone it is taken as UTC (RFC 7643 §2.3.5, XML Schema 3.3.7). */
const instant = /^(?!0000)\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?)?$/i;

function instantOf(operand: Operand, value: FilterValue): string {
  const [text, time, , zone] = instant.exec(String(value)) ?? [];
  const milliseconds = text === undefined ? Number.NaN : Date.parse(time && !zone ? `${text}Z` : text);
  if (Number.isNaN(milliseconds)) {
    throw invalidFilter(`"${operand.name}" is a date: compare it with one such as "2026-01-31T09:00:00Z".`);
  }
  return new Date(milliseconds).toISOString();
}
