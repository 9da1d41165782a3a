import { isObject } from '../resource/resource.ts';
import { isSame } from '../resource/same.ts';
import { typeKey, valueKeyOf } from '../resource/value-key.ts';
import type { Attribute } from '../schema/types.ts';
import { keepOnePrimary } from './keep-one-primary.ts';

/**
 * The values with the new ones added (RFC 7644 §3.5.2.1). One that is already there, by its `value` and `type`, is
 * not added again; what it says beyond that is taken over.
 */
export function mergeValues(
  attribute: Attribute,
  values: readonly unknown[],
  added: readonly unknown[],
): readonly unknown[] {
  const valueKey = valueKeyOf(attribute);
  const merged = [...values];
  const places = new Map<string, number[]>();
  merged.forEach((value, index) => remember(places, valueKey(value), index));
  const written = new Set<unknown>();
  for (const value of added) {
    const key = valueKey(value);
    const place = places.get(key)?.find((index) => isLikewise(merged[index], value));
    const existing = place === undefined ? undefined : merged[place];
    const element = isObject(existing) && isObject(value) ? { ...existing, ...value } : value;
    if (isSame(existing, element)) continue;
    written.add(element);
    if (place === undefined) remember(places, key, merged.push(element) - 1);
    else merged[place] = element;
  }
  return keepOnePrimary(merged, (value) => written.has(value));
}

/** The values without those that the list names by their `value` (and `type`, where given), or else in full. */
export function removeListed(
  attribute: Attribute,
  values: readonly unknown[],
  listed: readonly unknown[],
): readonly unknown[] {
  const valueKey = valueKeyOf(attribute);
  const named = new Map<string, unknown[]>();
  for (const value of listed) named.set(valueKey(value), [...(named.get(valueKey(value)) ?? []), value]);
  return values.filter(
    (value) => !named.get(valueKey(value))?.some((candidate) => isLikewise(value, candidate)),
  );
}

function remember(places: Map<string, number[]>, key: string, index: number): void {
  const known = places.get(key);
  if (known) known.push(index);
  else places.set(key, [index]);
}

// Same `value` by its key already. A type that only one of them has does not tell them apart: app roles sent as JSON text
// have none. Values without a `value`, such as addresses, are alike only when they say the same.
function isLikewise(existing: unknown, value: unknown): boolean {
  if (!isObject(existing) || !isObject(value)) return true;
  if (value['value'] === undefined) return isSame(existing, value);
  const [before, now] = [typeKey(existing), typeKey(value)];
  return before === undefined || now === undefined || before === now;
}
