import type { Resource } from './resource.ts';

/** The object with that key set, or without it when the value is undefined. */
export function withKey(object: Resource, key: string, value: unknown): Resource {
  const changed: Record<string, unknown> = { ...object };
  if (value === undefined) delete changed[key];
  else changed[key] = value;
  return changed;
}
