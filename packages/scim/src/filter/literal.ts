import type { Attribute } from '../schema/types.ts';
import type { FilterValue } from './ast.ts';

/**
 * The literal in the type of the attribute it is compared with, where one reading exists: Entra writes
 * `roles[primary eq "True"]` for a boolean, and an unquoted number for text. Otherwise the literal as it was.
 */
export function literalFor(attribute: Attribute, value: FilterValue): FilterValue {
  if (value === null) return null;
  switch (attribute.type) {
    case 'boolean':
      return typeof value === 'string' ? (booleans[value.toLowerCase()] ?? value) : value;
    case 'integer':
    case 'decimal':
      return typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value))
        ? Number(value)
        : value;
    default:
      return String(value);
  }
}

const booleans: Readonly<Record<string, boolean>> = { true: true, false: false };
