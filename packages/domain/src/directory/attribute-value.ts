import { flatten, type Resource } from '@rollcall/scim';

/** A value of a resource with its path in SCIM notation, such as `emails[type eq "work"].value`. */
export type AttributeValue = Readonly<{ path: string; value: string | number | boolean }>;

/** Every value of the resource. */
export function attributeValues(resource: Resource): AttributeValue[] {
  return flatten(resource).map(({ path, value }) => ({ path, value: plain(value) }));
}

/** Undeclared extensions may hold lists and objects; those are shown as JSON. */
function plain(value: unknown): AttributeValue['value'] {
  const isPlain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  return isPlain ? value : JSON.stringify(value);
}
