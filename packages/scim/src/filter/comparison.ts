import { invalidFilter } from '../errors.ts';
import type { Attribute } from '../schema/types.ts';
import type { CompareOperator, FilterValue } from './ast.ts';
import { instantOf } from '../resource/instant.ts';
import { codePointOrder } from './code-point-order.ts';
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
  if ((isSubstring(operator) ? withoutParts : withoutOrder).has(type)) {
    throw invalidFilter(`"${operator}" has no meaning for ${name}, which is of type ${type}.`);
  }
}

const withoutParts: ReadonlySet<Attribute['type']> = new Set(['boolean', 'integer', 'decimal', 'dateTime']);
const withoutOrder: ReadonlySet<Attribute['type']> = new Set(['boolean', 'binary']);

function isSubstring(operator: CompareOperator): boolean {
  return operator === 'co' || operator === 'sw' || operator === 'ew';
}

// RFC 7643 §2.2: strings compare by caseExact; dateTimes compare as moments, whatever their zone.
function comparable(attribute: Attribute, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  if (attribute.type === 'dateTime') return instantOf(value);
  return attribute.caseExact ? value : fold(value);
}

function stands(value: unknown, operator: CompareOperator, wanted: unknown): boolean {
  if (operator === 'eq' || operator === 'ne') return value === wanted;
  if (typeof value === 'string' && typeof wanted === 'string') return textStands(value, operator, wanted);
  if (typeof value === 'number' && typeof wanted === 'number') return isOrdered(value - wanted, operator);
  if (typeof value === 'bigint' && typeof wanted === 'bigint')
    return isOrdered(Number(value - wanted), operator);
  return false;
}

function textStands(value: string, operator: CompareOperator, wanted: string): boolean {
  switch (operator) {
    case 'co':
      return value.includes(wanted);
    case 'sw':
      return value.startsWith(wanted);
    case 'ew':
      return value.endsWith(wanted);
    default:
      return isOrdered(codePointOrder(value, wanted), operator);
  }
}

function isOrdered(difference: number, operator: CompareOperator): boolean {
  switch (operator) {
    case 'gt':
      return difference > 0;
    case 'ge':
      return difference >= 0;
    case 'lt':
      return difference < 0;
    case 'le':
      return difference <= 0;
    default:
      return false;
  }
}
