import { isObject } from './resource.ts';

/**
 * True when two JSON values say the same: objects with their keys in any order, arrays with their values in any order,
 * since SCIM gives the values of a multi-valued attribute none.
 */
export function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && isSameArray(a, b);
  if (!isObject(a) || !isObject(b)) return false;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => Object.hasOwn(b, key) && isSame(a[key], b[key]));
}

// In order they are nearly always; only otherwise is it worth to sort.
function isSameArray(a: readonly unknown[], b: readonly unknown[]): boolean {
  if (a.every((value, index) => isSame(value, b[index]))) return true;
  if (a.length < 2) return false;
  const texts = b.map(canonical).sort();
  return a
    .map(canonical)
    .sort()
    .every((text, index) => text === texts[index]);
}

/** The value as text that is equal for values that say the same. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).sort().join()}]`;
  if (!isObject(value)) return JSON.stringify(value) ?? 'undefined';
  return `{${Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`)
    .join()}}`;
}
