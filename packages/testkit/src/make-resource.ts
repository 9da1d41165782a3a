import { createResource, type ScimScope } from '@rollcall/domain';

/** A new resource of one of the organisation's own types brought by SCIM, and its id. */
export async function makeResource(
  scim: ScimScope,
  typeName: string,
  attributes: Readonly<Record<string, unknown>>,
): Promise<{ id: string }> {
  const type = scim.types.find(({ name }) => name === typeName);
  if (!type) throw new Error(`The organisation had no type ${typeName} when its Base URL was opened`);
  const { json } = await createResource(scim, type, {
    schemas: [type.resourceSchema.schema.id],
    ...attributes,
  });
  return JSON.parse(json) as { id: string };
}
