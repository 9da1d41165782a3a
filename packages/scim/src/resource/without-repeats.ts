import type { Attribute } from '../schema/types.ts';
import { isObject } from './resource.ts';
import { canonical } from './same.ts';
import { typeKey, valueKeyOf } from './value-key.ts';

/**
 * The values with each (type, value) once (RFC 7643 §2.4): the first of several, with what only the others say. Values
 * without a `value`, such as addresses, repeat only when they say the same.
 */
export function withoutRepeats(attribute: Attribute, values: readonly unknown[]): readonly unknown[] {
  if (values.length < 2) return values;
  const valueKey = valueKeyOf(attribute);
  const distinct = new Map<string, unknown>();
  for (const value of values) {
    const key = keyOf(value, valueKey);
    const first = distinct.get(key);
    distinct.set(key, isObject(first) && isObject(value) ? { ...value, ...first } : (first ?? value));
  }
  return distinct.size === values.length ? values : [...distinct.values()];
}

function keyOf(value: unknown, valueKey: (element: unknown) => string): string {
  if (isObject(value) && value['value'] === undefined) return canonical(value);
  const type = typeKey(value);
  return type === undefined ? `=${valueKey(value)}` : JSON.stringify([valueKey(value), type]);
}
