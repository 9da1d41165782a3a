import type { Attribute, Schema } from '@rollcall/scim';
import { invalidSchema } from '../errors.ts';
import type { Scope } from '../scope.ts';
import { changeSchema } from './change-schema.ts';

/**
 * The schema has the attribute, in the place of the one called `replaces` or as its last. `attribute` is in the
 * representation of RFC 7643 §7. Throws what `changeSchema` throws.
 */
export function saveAttribute(
  scope: Scope,
  urn: string,
  input: { replaces?: string | undefined; attribute: unknown },
): Promise<{ urn: string }> {
  return changeSchema(scope, urn, {
    definition: (schema) => ({
      ...schema,
      attributes:
        input.replaces === undefined
          ? [...schema.attributes, input.attribute]
          : schema.attributes.with(indexOf(schema, input.replaces), input.attribute as Attribute),
    }),
  });
}

/** The schema no longer has the attribute. Throws what `changeSchema` throws. */
export function removeAttribute(scope: Scope, urn: string, name: string): Promise<{ urn: string }> {
  return changeSchema(scope, urn, {
    definition: (schema) => ({
      ...schema,
      attributes: schema.attributes.toSpliced(indexOf(schema, name), 1),
    }),
  });
}

function indexOf({ attributes }: Schema, name: string): number {
  const index = attributes.findIndex((each) => each.name.toLowerCase() === name.toLowerCase());
  if (index < 0) throw invalidSchema(`The schema has no attribute “${name.slice(0, 100)}”.`);
  return index;
}
