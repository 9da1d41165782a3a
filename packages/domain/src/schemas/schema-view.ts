import type { TenantSchema } from '@rollcall/database';
import type { Attribute, Schema } from '@rollcall/scim';
import type { ResourceType } from '../provisioning/resource-type.ts';

/** A schema as admins see it, in the words of RFC 7643 §7 and §6. */
export type SchemaView = Readonly<{
  urn: string;
  name: string;
  description: string;
  attributes: readonly Attribute[];
  /** Whether it comes with SCIM, and so cannot be changed. */
  isStandard: boolean;
  /** The type whose base schema it is, or the type that it extends. */
  type: Readonly<{ name: string; endpoint: string }>;
  isExtension: boolean;
  /** Whether every resource of the type must carry the extension. */
  required: boolean;
}>;

/** Every schema of those types, base schemas before what extends them. */
export function schemaViews(types: readonly ResourceType[], own: readonly TenantSchema[]): SchemaView[] {
  const ours = new Set(own.map(({ definition }) => definition.id));
  return types.flatMap(({ name, endpoint, resourceSchema }) => {
    const view = (schema: Schema, isExtension: boolean): SchemaView => ({
      urn: schema.id,
      name: schema.name,
      description: schema.description,
      attributes: schema.attributes,
      isStandard: !ours.has(schema.id),
      type: { name, endpoint },
      isExtension,
      required: resourceSchema.requiredExtensions?.includes(schema.id) ?? false,
    });
    return [
      view(resourceSchema.schema, false),
      ...resourceSchema.extensions.map((extension) => view(extension, true)),
    ];
  });
}
