import type { Attribute } from '../schema/types.ts';
import { isObject } from './resource.ts';
import { canonical } from './same.ts';
import { typeKey, valueKey } from './value-key.ts';

/**
 * The values with each (type, value) once (RFC 7643 §2.4): the first of several, with what only the others say. Values
 * without a `value`, such as addresses, repeat only when they say the same.
 */
export function withoutRepeats(attribute: Attribute, values: readonly unknown[]): readonly unknown[] {
  if (values.length < 2) return values;
  const distinct = new Map<string, unknown>();
  for (const value of values) {
    const key = keyOf(attribute, value);
    const first = distinct.get(key);
    distinct.set(key, isObject(first) && isObject(value) ? { ...value, ...first } : (first ?? value));
  }
  return distinct.size === values.length ? values : [...distinct.values()];
}

function keyOf(attribute: Attribute, value: unknown): string {
  if (isObject(value) && value['value'] === undefined) return canonical(value);
  return JSON.stringify([valueKey(attribute, value), typeKey(value)]);
}
