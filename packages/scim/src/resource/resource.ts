/**
 * A resource as Rollcall keeps it: the attributes a client may write, under their canonical names, without nulls and
 * empty arrays; extensions are objects under their URN. `id`, `meta` and `schemas` are not in it.
 */
export type Resource = Readonly<Record<string, unknown>>;

/** True for a JSON object: not null, not an array. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
