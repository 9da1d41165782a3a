import { invalidFilter } from '../errors.ts';
import type { Attribute } from '../schema/types.ts';
import type { CompareOperator, FilterValue } from './ast.ts';
import { fold } from './fold.ts';
import { literalFor } from './literal.ts';

/**
 * A test for the values of the attribute: whether any of them stands in that relation to the literal. `ne` is the
 * opposite of `eq`, so an unassigned attribute is `ne` everything but null. Throws `invalidFilter` when the relation has no
 * meaning for the type.
 */
export function comparison(
  attribute: Attribute,
  operator: CompareOperator,
  literal: FilterValue,
): (values: readonly unknown[]) => boolean {
  refuseMeaningless(attribute, operator, literal);
  if (operator === 'ne') {
    const isEqual = comparison(attribute, 'eq', literal);
    return (values) => !isEqual(values);
  }
  if (literal === null) return (values) => values.length === 0;
  const wanted = comparable(attribute, literalFor(attribute, literal));
  return (values) => values.some((value) => stands(comparable(attribute, value), operator, wanted));
}

function refuseMeaningless(attribute: Attribute, operator: CompareOperator, literal: FilterValue): void {
  if (operator === 'eq' || operator === 'ne') return;
  const { name, type } = attribute;
  if (literal === null)
    throw invalidFilter(`null can only be compared with "eq" and "ne", not with "${operator}".`);
  if (
    isSubstring(operator) ? type === 'boolean' || isNumeric(type) : type === 'boolean' || type === 'binary'
  ) {
    throw invalidFilter(`"${operator}" has no meaning for ${name}, which is of type ${type}.`);
  }
}

function isSubstring(operator: CompareOperator): boolean {
  return operator === 'co' || operator === 'sw' || operator === 'ew';
}

function isNumeric(type: Attribute['type']): boolean {
  return type === 'integer' || type === 'decimal';
}

// RFC 7643 §2.2: strings compare by caseExact; dateTimes compare as moments, whatever their zone.
function comparable(attribute: Attribute, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  if (attribute.type === 'dateTime') {
    const moment = Date.parse(value);
    if (!Number.isNaN(moment)) return moment;
  }
  return attribute.caseExact ? value : fold(value);
}

function stands(value: unknown, operator: CompareOperator, wanted: unknown): boolean {
  if (operator === 'eq' || operator === 'ne') return value === wanted;
  if (typeof value === 'number' && typeof wanted === 'number') return isOrdered(value, operator, wanted);
  if (typeof value !== 'string' || typeof wanted !== 'string') return false;
  switch (operator) {
    case 'co':
      return value.includes(wanted);
    case 'sw':
      return value.startsWith(wanted);
    case 'ew':
      return value.endsWith(wanted);
    default:
      return isOrdered(value, operator, wanted);
  }
}

function isOrdered<T extends string | number>(value: T, operator: CompareOperator, wanted: T): boolean {
  switch (operator) {
    case 'gt':
      return value > wanted;
    case 'ge':
      return value >= wanted;
    case 'lt':
      return value < wanted;
    case 'le':
      return value <= wanted;
    default:
      return false;
  }
}
