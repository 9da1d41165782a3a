import type { ResourceSchema } from '../schema/types.ts';
import { urns } from '../schema/urns.ts';

/** A resource type as `/ResourceTypes` publishes it. */
export type ResourceTypeDocument = Readonly<{ id: string; name: string; endpoint: string; schema: string }>;

/** The documents of `/ResourceTypes` (RFC 7643 §6), one per kind of resource. */
export function resourceTypes(
  baseUrl: string,
  resources: readonly ResourceSchema[],
): readonly ResourceTypeDocument[] {
  return resources.map(({ name, endpoint, description, schema, extensions, requiredExtensions }) => ({
    schemas: [urns.resourceType],
    id: name,
    name,
    endpoint,
    description,
    schema: schema.id,
    schemaExtensions: extensions.map((extension) => ({
      schema: extension.id,
      required: requiredExtensions?.includes(extension.id) ?? false,
    })),
    meta: { resourceType: 'ResourceType', location: `${baseUrl}/ResourceTypes/${name}` },
  }));
}
