import { isObject } from '../resource/resource.ts';

/**
 * The values with `primary` true for at most one: the first that `isNew` and primary wins, and those that were primary
 * before become false (RFC 7644 §3.5.2).
 */
export function keepOnePrimary(
  values: readonly unknown[],
  isNew: (value: unknown) => boolean,
): readonly unknown[] {
  const winner = values.find((value) => isPrimary(value) && isNew(value));
  if (winner === undefined) return values;
  return values.map((value) => (value !== winner && isPrimary(value) ? { ...value, primary: false } : value));
}

function isPrimary(value: unknown): value is Readonly<Record<string, unknown>> {
  return isObject(value) && value['primary'] === true;
}
