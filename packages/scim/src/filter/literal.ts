import { invalidFilter } from '../errors.ts';
import type { Attribute } from '../schema/types.ts';
import type { FilterValue } from './ast.ts';
import { instantOf } from '../resource/instant.ts';

/**
 * The literal in the type of the attribute it is compared with: Entra writes `roles[primary eq "True"]` for a boolean, and
 * an unquoted number for text. Throws `invalidFilter` where it has no reading of that type.
 */
export function literalFor(attribute: Attribute, value: FilterValue): FilterValue {
  if (value === null) return null;
  switch (attribute.type) {
    case 'boolean': {
      const truth = booleans[String(value).toLowerCase()];
      if (truth === undefined) throw unreadable(attribute, 'true or false');
      return truth;
    }
    case 'integer':
    case 'decimal': {
      const number = typeof value === 'boolean' || String(value).trim() === '' ? Number.NaN : Number(value);
      if (!Number.isFinite(number)) throw unreadable(attribute, 'a number');
      return number;
    }
    case 'dateTime':
      if (instantOf(String(value)) === undefined)
        throw unreadable(attribute, 'a date and time such as "2026-01-31T09:00:00Z"');
      return String(value);
    default:
      return String(value);
  }
}

const booleans: Readonly<Record<string, boolean>> = { true: true, false: false };

function unreadable({ name, type }: Attribute, remedy: string): Error {
  return invalidFilter(`${name} is of type ${type}: compare it with ${remedy}.`);
}
