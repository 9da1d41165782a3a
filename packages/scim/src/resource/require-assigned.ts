import { type ErrorMaker, invalidValue } from '../errors.ts';
import type { Attribute, ResourceSchema } from '../schema/types.ts';
import { isObject, type Resource } from './resource.ts';

/**
 * Returns when every required attribute has a value (RFC 7643 §7), those of an extension only where the resource has the
 * extension; otherwise throws `invalidValue`.
 */
export function requireAssigned(schema: ResourceSchema, resource: Resource): void {
  for (const attribute of demandingOf(schema.schema.attributes)) {
    if (attribute.required && isUnassigned(resource[attribute.name])) {
      throw invalidValue(
        `${attribute.name} is required: a ${schema.name} without one cannot be stored. Map it to a source that is never empty.`,
      );
    }
    requireParts(attribute, resource[attribute.name], attribute.name, invalidValue);
  }
  for (const extension of schema.extensions) requireExtension(extension.attributes, resource, extension.id);
}

/** Returns when the extension is absent or has all that it requires; otherwise throws `invalidValue`. */
export function requireExtension(attributes: readonly Attribute[], resource: Resource, urn: string): void {
  const values = resource[urn];
  if (!isObject(values)) return;
  for (const attribute of demandingOf(attributes)) {
    const at = `${urn}:${attribute.name}`;
    if (attribute.required && isUnassigned(values[attribute.name]))
      throw invalidValue(`${at} is required as soon as the resource has that extension.`);
    requireParts(attribute, values[attribute.name], at, invalidValue);
  }
}

/** Returns when every value of a complex attribute has its required sub-attributes; otherwise throws what `complain` makes. */
export function requireParts(attribute: Attribute, value: unknown, at: string, complain: ErrorMaker): void {
  const required = attribute.subAttributes?.filter((part) => part.required) ?? [];
  if (required.length === 0) return;
  for (const element of Array.isArray(value) ? value : [value]) {
    const missing = isObject(element) && required.find((part) => isUnassigned(element[part.name]));
    if (missing) throw complain(`${at}.${missing.name} is required in every value of ${at}.`);
  }
}

const demanding = new WeakMap<readonly Attribute[], readonly Attribute[]>();

// Those that are required or have a required part: few, and asked for by every write.
function demandingOf(attributes: readonly Attribute[]): readonly Attribute[] {
  const known = demanding.get(attributes);
  if (known) return known;
  const found = attributes.filter(
    ({ required, subAttributes }) => required || subAttributes?.some((part) => part.required),
  );
  demanding.set(attributes, found);
  return found;
}

/** True for nothing, and for text that says nothing. */
export function isUnassigned(value: unknown): boolean {
  return value === undefined || (typeof value === 'string' && value.trim() === '');
}
