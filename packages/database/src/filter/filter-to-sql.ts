import { invalidFilter, resolvePath, type AttributePath, type Filter, type ScimError } from '@rollcall/scim';
import { compare, hasPrefixEnd, isPresent, textCondition, textOf, wantedText } from './operand.ts';
import {
  filled,
  innerTarget,
  resourceTarget,
  type Binding,
  type ElementsTarget,
  type Filterable,
  type Target,
} from './target.ts';

/**
 * The filter as an SQL condition on the row `r` (RFC 7644 §3.4.2.2). Every value is bound, none is written into the
 * text. What SQL cannot answer is refused with `invalidFilter`; nothing is ever matched in memory. An attribute that no
 * schema here knows is refused too, unless `tolerant`: then a condition on it is neither true nor false, which a query
 * over several types of resource needs.
 */
export function filterToSql(table: Filterable, filter: Filter, binding: Binding, tolerant = false): string {
  const target = (path: AttributePath): Target => {
    const found = resourceTarget(table, path, binding);
    if (found.kind !== 'unknown' || tolerant) return found;
    throw noSuchAttribute(path);
  };
  return condition({ bind: binding.bind, target, unknown: 'false' }, filter);
}

/** A filter on the elements of an attribute that are rows elsewhere, as an SQL condition on the row `m` of one of them. */
export function elementToSql(table: Filterable, attribute: string, filter: Filter, binding: Binding): string {
  const target = resourceTarget(table, { attribute }, binding);
  if (target.kind !== 'elements') throw new Error(`${attribute} has no elements`);
  return condition({ bind: binding.bind, target: target.inner, unknown: 'false' }, filter);
}

/** Every attribute that the filter names is known to one of the tables. Throws `invalidFilter`. */
export function requireKnown(tables: readonly Filterable[], filter: Filter): void {
  for (const path of pathsOf(filter)) {
    if (path.schema === undefined && !tables.some((table) => resolvePath(table.resourceSchema, path)))
      throw noSuchAttribute(path);
  }
}

function pathsOf(filter: Filter): readonly AttributePath[] {
  if (filter.kind === 'logical') return [...pathsOf(filter.left), ...pathsOf(filter.right)];
  return filter.kind === 'not' ? pathsOf(filter.filter) : [filter.path];
}

function noSuchAttribute({ attribute, subAttribute }: AttributePath): ScimError {
  const written = [attribute, subAttribute].filter(Boolean).join('.');
  return invalidFilter(`No schema here has an attribute "${written}".`);
}

/**
 * Where the paths of a filter lead: the resource, or one element of it between brackets. `unknown` is what a condition
 * that is neither true nor false becomes: whatever keeps the whole filter from being true because of it.
 */
type Context = Readonly<{
  bind: Binding['bind'];
  target: (path: AttributePath) => Target;
  unknown: 'true' | 'false';
}>;

function condition(context: Context, filter: Filter): string {
  switch (filter.kind) {
    case 'logical':
      return `(${condition(context, filter.left)} ${filter.operator} ${condition(context, filter.right)})`;
    case 'not': {
      const unknown = context.unknown === 'true' ? 'false' : 'true';
      // Unassigned values make a comparison null; `is not true` reads null as false before it negates.
      return `((${condition({ ...context, unknown }, filter.filter)}) is not true)`;
    }
    case 'present':
      return present(context, context.target(filter.path), filter.path);
    case 'has':
      return has(context, filter.path, filter.filter);
    case 'compare':
      return compared(context, filter);
  }
}

type Comparison = Extract<Filter, { kind: 'compare' }>;

function compared(context: Context, filter: Comparison): string {
  const { path, operator, value } = filter;
  const target = context.target(path);
  switch (target.kind) {
    case 'unknown':
      return context.unknown;
    case 'value':
      return compare(target.operand, operator, value, context.bind);
    case 'complex':
      throw invalidFilter(`"${target.attribute.name}" is complex: compare one of its sub-attributes.`);
    case 'elements': {
      requireSaid(context, target, value === null ? 'ne' : operator);
      // RFC 7644 §3.4.2.2: `ne` denies what `eq` says, that any of the elements is that one.
      if (operator === 'ne') return `((${compared(context, { ...filter, operator: 'eq' })}) is not true)`;
      const element = { ...context, target: target.inner };
      const inner = target.inner({ attribute: target.subAttribute ?? 'value' });
      if (inner.kind !== 'value') throw invalidFilter(`"${target.name}" cannot be compared as a whole.`);
      const where = path.where ? `${condition(element, path.where)} and ` : '';
      if (value === null && operator === 'eq') {
        // Unassigned is an attribute without a value in any element, or without an element.
        return `not ${target.exists(`${where}${compare(inner.operand, 'ne', null, context.bind)}`)}`;
      }
      const exists = target.exists(`${where}${compare(inner.operand, operator, value, context.bind)}`);
      return narrowed(context, target, { path: { attribute: 'value' }, operator, value }, exists);
    }
  }
}

function present(context: Context, target: Target, path: AttributePath): string {
  switch (target.kind) {
    case 'unknown':
      return context.unknown;
    case 'value':
      return isPresent(target.operand);
    case 'complex':
      return filled(target.json);
    case 'elements': {
      requireSaid(context, target, 'pr');
      const element = { ...context, target: target.inner };
      const where = path.where ? `${condition(element, path.where)} and ` : '';
      const { subAttribute } = target;
      const holds = subAttribute
        ? present(element, target.inner({ attribute: subAttribute }), path)
        : target.filled;
      const exists = target.exists(`${where}${holds}`);
      return target.keys && subAttribute === 'value' ? `(${target.keys.present} and ${exists})` : exists;
    }
  }
}

function has(context: Context, path: AttributePath, filter: Filter): string {
  const target = context.target(path);
  switch (target.kind) {
    case 'unknown':
      return context.unknown;
    case 'elements': {
      requireSaid(context, target, '[ ]');
      const exists = target.exists(condition({ ...context, target: target.inner }, filter));
      return narrowed(context, target, soughtIn(filter), exists);
    }
    case 'complex': {
      const inner = (within: AttributePath) => innerTarget(target.attribute, target.json, within);
      return condition({ ...context, target: inner }, filter);
    }
    case 'value':
      throw invalidFilter(`"${path.attribute}" has no elements to filter by [ ].`);
  }
}

/** Nothing is concluded from an element that is missing where that says nothing. Throws `invalidFilter`. */
function requireSaid({ unknown }: Context, { isSilent, name }: ElementsTarget, operator: string): void {
  if (!isSilent || (unknown === 'false' && saying.includes(operator))) return;
  throw invalidFilter(
    `A sign-in tells what it claims and not what it leaves out: ask for its "${name}" by ${saying.join(', ')}, and not behind not.`,
  );
}

const saying = ['eq', 'sw', 'ew', 'co', 'pr'];

/** The comparison of `value` that every element to be found must meet, if the filter between the brackets names one. */
function soughtIn(filter: Filter): Pick<Comparison, 'path' | 'operator' | 'value'> | undefined {
  if (filter.kind === 'compare') return filter.path.attribute.toLowerCase() === 'value' ? filter : undefined;
  if (filter.kind !== 'logical' || filter.operator !== 'and') return undefined;
  return soughtIn(filter.left) ?? soughtIn(filter.right);
}

/** The same condition behind one that an index answers, where the values have keys there and are asked for by eq or sw. */
function narrowed(
  { bind }: Context,
  { keys, name }: ElementsTarget,
  sought: Pick<Comparison, 'path' | 'operator' | 'value'> | undefined,
  exists: string,
): string {
  if (!keys || !sought || sought.value === null) return exists;
  const { operator } = sought;
  const value = textOf({ name }, sought.value);
  if (operator !== 'eq' && !(operator === 'sw' && hasPrefixEnd(value))) return exists;
  const wanted = wantedText({ caseExact: false }, bind(value));
  return `(${keys.where((key) => textCondition(key, operator, wanted, true))} and ${exists})`;
}
