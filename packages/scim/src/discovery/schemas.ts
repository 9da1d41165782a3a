import type { Attribute, ResourceSchema, Schema } from '../schema/types.ts';
import { urns } from '../schema/urns.ts';

/** A schema as `/Schemas` publishes it. */
export type SchemaDocument = Readonly<{
  id: string;
  name: string;
  description: string;
  attributes: readonly object[];
}>;

/** The documents of `/Schemas` (RFC 7643 §7): each schema of each kind of resource once, with all characteristics. */
export function schemas(baseUrl: string, resources: readonly ResourceSchema[]): readonly SchemaDocument[] {
  const distinct = new Map<string, Schema>();
  for (const { schema, extensions } of resources) {
    for (const each of [schema, ...extensions]) distinct.set(each.id, each);
  }
  return [...distinct.values()].map(({ id, name, description, attributes }) => ({
    schemas: [urns.schema],
    id,
    name,
    description,
    attributes: attributes.map(publish),
    meta: { resourceType: 'Schema', location: `${baseUrl}/Schemas/${id}` },
  }));
}

// RFC 7643 §7 has no word for our maxLength and precis.
function publish({ maxLength: _, precis: __, subAttributes, ...published }: Attribute): object {
  return subAttributes ? { ...published, subAttributes: subAttributes.map(publish) } : published;
}
