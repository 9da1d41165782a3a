import { invalidValue } from '../errors.ts';
import { limits } from '../limits.ts';
import type { Attribute } from '../schema/types.ts';

// xsd:dateTime, with or without fraction and zone (RFC 7643 §2.3.5).
const dateTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)?$/;

/** Returns when the value is of the attribute's type (RFC 7643 §2.3) and can be stored; otherwise throws `invalidValue`. */
export function checkScalar(attribute: Attribute, value: unknown, at: string): void {
  switch (attribute.type) {
    case 'boolean':
      if (typeof value !== 'boolean')
        throw invalidValue(`${at} must be true or false, not ${kindOf(value)}.`);
      return;
    case 'integer':
      if (!Number.isSafeInteger(value))
        throw invalidValue(`${at} must be a whole number, not ${kindOf(value)}.`);
      return;
    case 'decimal':
      if (!Number.isFinite(value)) throw invalidValue(`${at} must be a number, not ${kindOf(value)}.`);
      return;
    default:
      checkText(value, at, attribute.maxLength);
      if (attribute.type === 'dateTime' && !dateTime.test(value)) {
        throw invalidValue(`${at} must be a date and time such as 2026-01-31T09:00:00Z.`);
      }
  }
}

/** Returns when the value is text that a database can hold and that is not longer than allowed. */
export function checkText(
  value: unknown,
  at: string,
  most: number = limits.stringLength,
): asserts value is string {
  if (typeof value !== 'string') throw invalidValue(`${at} must be text, not ${kindOf(value)}.`);
  if (value.length > most)
    throw invalidValue(`${at} is ${value.length} characters long; at most ${most} are allowed.`);
  // PostgreSQL's jsonb refuses both.
  if (value.includes('\0')) throw invalidValue(`${at} holds a NUL character, which cannot be stored.`);
  if (!value.isWellFormed())
    throw invalidValue(`${at} holds half of a surrogate pair, which is not valid text.`);
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return `an array of ${value.length}`;
  return (
    { string: 'text', number: 'a number', boolean: 'a boolean', object: 'an object' }[
      typeof value as string
    ] ?? 'nothing'
  );
}
