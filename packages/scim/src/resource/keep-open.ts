import { invalidValue } from '../errors.ts';
import { limits } from '../limits.ts';
import { checkText } from './check-scalar.ts';

/**
 * A value that no schema describes, kept as it came except for nulls, empty arrays and empty objects, which say nothing
 * (RFC 7643 §2.5). Undefined when nothing is left. Throws `invalidValue` for what cannot be stored.
 */
export function keepOpen(value: unknown, at: string, depth = 0): unknown {
  if (depth > limits.jsonDepth) throw invalidValue(`${at} is nested deeper than ${limits.jsonDepth}.`);
  if (value === null || value === undefined) return undefined;
  if (typeof value === 'string') return keepText(value, at);
  if (typeof value === 'number' && !Number.isFinite(value))
    throw invalidValue(`${at} holds a number too large to be kept.`);
  if (typeof value !== 'object') return value;
  if (Array.isArray(value)) {
    if (value.length > limits.valuesPerAttribute)
      throw invalidValue(`${at} has more than ${limits.valuesPerAttribute} values.`);
    const kept = value
      .map((element) => keepOpen(element, at, depth + 1))
      .filter((element) => element !== undefined);
    return kept.length === 0 ? undefined : kept;
  }
  return keepObject(value, at, depth);
}

function keepText(value: string, at: string): string {
  checkText(value, at);
  return value;
}

function keepObject(value: object, at: string, depth: number): unknown {
  const entries = Object.entries(value);
  if (entries.length > limits.jsonKeys)
    throw invalidValue(`${at} has more than ${limits.jsonKeys} attributes.`);
  const kept: Record<string, unknown> = {};
  for (const [key, inner] of entries) {
    checkText(key, `A name in ${at}`);
    const assigned = keepOpen(inner, at, depth + 1);
    // JSON may hold a key called __proto__; assigning it would change what the object is.
    if (assigned !== undefined && key !== '__proto__') kept[key] = assigned;
  }
  return Object.keys(kept).length === 0 ? undefined : kept;
}
