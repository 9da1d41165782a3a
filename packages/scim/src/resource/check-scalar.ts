import { invalidValue } from '../errors.ts';
import { limits } from '../limits.ts';
import { forgives, type Leniency } from '../dialects/dialect.ts';
import type { Attribute } from '../schema/types.ts';
import { checkUserName } from './check-user-name.ts';
import { isDateTime } from './instant.ts';

// RFC 4648 §4, where RFC 7643 §2.3.6 lets the padding be left out.
const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?$/;
// What RFC 3986 and RFC 3987 give no place in a URI or IRI.
const noUri = /[\s\p{Cc}<>"{}|\\^`]/u;

/** Returns when the value is of the attribute's type (RFC 7643 §2.3) and can be stored; otherwise throws `invalidValue`. */
export function checkScalar(attribute: Attribute, value: unknown, at: string, options: Leniency): void {
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
      checkForm(attribute, value, at, options);
  }
}

function checkForm({ type, precis }: Attribute, value: string, at: string, options: Leniency): void {
  if (type === 'dateTime' && !isDateTime(value))
    throw invalidValue(`${at} must be a date and time such as 2026-01-31T09:00:00Z.`);
  if (precis && value.trim() !== '') checkUserName(value, at);
  const isLoose = (type === 'binary' && !base64.test(value)) || (type === 'reference' && noUri.test(value));
  if (isLoose && !forgives(options, 'looseText'))
    throw invalidValue(`${at} must be ${type === 'binary' ? 'base64 (RFC 4648 §4)' : 'a URI (RFC 3986)'}.`);
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
