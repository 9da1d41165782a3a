import { invalidFilter, type Attribute, type AttributePath, type Filter } from '@rollcall/scim';
import { isUuid } from '../is-uuid.ts';
import { compare, type Bind } from './operand.ts';
import { innerTarget, resourceTarget, type Filterable, type Target } from './target.ts';

/**
 * The filter as an SQL condition on the row `r` (RFC 7644 §3.4.2.2). Every value is bound, none is written into the
 * text. What SQL cannot answer is refused with `invalidFilter`; nothing is ever matched in memory.
 */
export function filterToSql(table: Filterable, filter: Filter, bind: Bind): string {
  return condition({ bind, target: (path) => resourceTarget(table, path, bind) }, filter);
}

/** Where the paths of a filter lead: the resource, or one element of it between brackets. */
type Context = Readonly<{ bind: Bind; target: (path: AttributePath) => Target }>;

function inside({ bind }: Context, attribute: Attribute, json: string): Context {
  return { bind, target: (path) => innerTarget(attribute, json, path) };
}

function condition(context: Context, filter: Filter): string {
  switch (filter.kind) {
    case 'logical':
      return `(${condition(context, filter.left)} ${filter.operator} ${condition(context, filter.right)})`;
    case 'not':
      // Unassigned values make a comparison null; `is not true` reads null as false before it negates.
      return `((${condition(context, filter.filter)}) is not true)`;
    case 'present':
      return present(context, context.target(filter.path), filter.path);
    case 'has':
      return has(context, filter.path, filter.filter);
    case 'compare':
      return compared(context, filter);
  }
}

function compared(context: Context, filter: Extract<Filter, { kind: 'compare' }>): string {
  const { path, operator, value } = filter;
  const target = context.target(path);
  switch (target.kind) {
    case 'value':
      return compare(target.operand, operator, value, context.bind);
    case 'relation':
      return related(context, target, filter);
    case 'complex':
      throw invalidFilter(`"${target.attribute.name}" is complex: compare one of its sub-attributes.`);
    case 'elements': {
      if (operator === 'ne') {
        return `((${compared(context, { ...filter, operator: 'eq' })}) is not true)`;
      }
      const element = inside(context, target.attribute, 'e.value');
      const inner = element.target({ attribute: target.subAttribute ?? 'value' });
      if (inner.kind !== 'value')
        throw invalidFilter(`"${target.attribute.name}" cannot be compared as a whole.`);
      const where = path.where ? `${condition(element, path.where)} and ` : '';
      if (value === null && operator === 'eq') {
        // Unassigned is an attribute without a value in any element, or without an element.
        return `not ${exists(target.array, `${where}${compare(inner.operand, 'ne', null, context.bind)}`)}`;
      }
      return exists(target.array, `${where}${compare(inner.operand, operator, value, context.bind)}`);
    }
  }
}

function present(context: Context, target: Target, path: AttributePath): string {
  switch (target.kind) {
    case 'value':
      return target.operand.kind === 'string' || target.operand.kind === 'binary'
        ? `${target.operand.sql} <> ''`
        : `${target.operand.sql} is not null`;
    case 'complex':
      return filled(target.json);
    case 'relation':
      return `exists (select from ${target.relation.from})`;
    case 'elements': {
      const element = inside(context, target.attribute, 'e.value');
      const where = path.where ? `${condition(element, path.where)} and ` : '';
      const holds = target.subAttribute
        ? present(element, element.target({ attribute: target.subAttribute }), path)
        : filled('e.value');
      return exists(target.array, `${where}${holds}`);
    }
  }
}

function has(context: Context, path: AttributePath, filter: Filter): string {
  const target = context.target(path);
  if (target.kind === 'elements') {
    return exists(target.array, condition(inside(context, target.attribute, 'e.value'), filter));
  }
  if (target.kind === 'complex') {
    return condition(inside(context, target.attribute, target.json), filter);
  }
  if (
    target.kind === 'relation' &&
    filter.kind === 'compare' &&
    filter.path.attribute.toLowerCase() === 'value'
  ) {
    return relatedBy(context, target, filter);
  }
  throw invalidFilter(`"${path.attribute}" has no elements to filter by [ ].`);
}

type Comparison = Pick<Extract<Filter, { kind: 'compare' }>, 'operator' | 'value'>;

/** `members ne "…"` denies what `members eq "…"` says: that none of the values is that one. */
function related(
  context: Context,
  target: Extract<Target, { kind: 'relation' }>,
  { operator, value }: Comparison,
): string {
  if (operator !== 'ne') return relatedBy(context, target, { operator, value });
  return `(${relatedBy(context, target, { operator: 'eq', value })} is not true)`;
}

/** Whether one of the values is that one (eq) or another (ne). */
function relatedBy(
  { bind }: Context,
  { relation: { from, id }, name }: Extract<Target, { kind: 'relation' }>,
  { operator, value }: Comparison,
): string {
  if ((operator !== 'eq' && operator !== 'ne') || typeof value !== 'string') {
    throw invalidFilter(`"${name}" can be filtered by eq and ne on an id only.`);
  }
  if (!isUuid(value)) return operator === 'eq' ? 'false' : `exists (select from ${from})`;
  return `exists (select from ${from} and ${id} ${operator === 'eq' ? '=' : '<>'} ${bind(value)}::uuid)`;
}

const exists = (array: string, where: string) =>
  `exists (select from jsonb_array_elements(${array}) as e where ${where})`;

/** RFC 7644 §3.4.2.2 `pr`: somewhere in the JSON value stands something other than empty text. */
const filled = (json: string) =>
  `jsonb_path_exists(${json}, '$.** ? (@.type() != "object" && (@.type() != "string" || @ != ""))')`;
