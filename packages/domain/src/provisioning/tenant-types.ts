import { customResources, type TenantSchema } from '@rollcall/database';
import {
  fold,
  limits,
  type Attribute,
  type Resource,
  type ResourceSchema,
  type Schema,
} from '@rollcall/scim';
import { resourceTypes, type ResourceType } from './resource-type.ts';

/** The resource types of a tenant with these schemas of its own: User and Group as it extends them, then its own. */
export function tenantTypes(own: readonly TenantSchema[]): readonly ResourceType[] {
  if (own.length === 0) return resourceTypes;
  const standard = resourceTypes.map((type) => {
    const resourceSchema = extendedBy(own, type.resourceSchema);
    const table = { ...type.table, resourceSchema };
    return { ...type, resourceSchema, table, hasHidden: hasHidden(own, type.name) };
  });
  return [
    ...standard,
    ...own.flatMap((schema) => (schema.extends === null ? [customType(own, schema)] : [])),
  ];
}

function extendedBy(own: readonly TenantSchema[], resource: ResourceSchema): ResourceSchema {
  const extensions = own.filter((schema) => schema.extends === resource.name);
  if (extensions.length === 0) return resource;
  return {
    ...resource,
    extensions: [...resource.extensions, ...extensions.map(({ definition }) => definition)],
    requiredExtensions: extensions.filter(({ required }) => required).map(({ definition }) => definition.id),
  };
}

function customType(
  own: readonly TenantSchema[],
  { id, definition, name, endpoint, description }: TenantSchema & { extends: null },
): ResourceType {
  const unique = uniqueAttribute(definition);
  const schema = unique ? withIndexedLength(definition, unique) : definition;
  const base = { name, endpoint: `/${endpoint}`, description, schema, extensions: [] };
  const resourceSchema = extendedBy(own, base);
  return {
    name,
    endpoint,
    resourceSchema,
    table: customResources(id, resourceSchema),
    related: undefined,
    hasMembers: false,
    hasHidden: hasHidden(own, name),
    unique: unique && { constraint: 'custom_resources_unique_key', attribute: unique.name },
    columns: (resource) => [id, unique ? uniqueKey(unique, resource) : null],
  };
}

/** RFC 7643 §7 `returned`: what is kept and shown only when a client asks for it by name. */
function hasHidden(own: readonly TenantSchema[], type: string): boolean {
  const schemas = own.filter((schema) => schema.extends === type || schema.name === type);
  return schemas
    .flatMap(({ definition }) => definition.attributes)
    .flatMap((each) => [each, ...(each.subAttributes ?? [])])
    .some(({ returned }) => returned === 'request');
}

/** The attribute of a type of a tenant's own that Postgres keeps unique. */
export function uniqueAttribute({ attributes }: Schema): Attribute | undefined {
  return attributes.find(({ uniqueness }) => uniqueness !== 'none');
}

function uniqueKey({ name, caseExact }: Attribute, resource: Resource): string | null {
  const value = resource[name];
  if (typeof value !== 'string') return null;
  return caseExact ? value : fold(value);
}

/** An index holds only so much of a value. */
function withIndexedLength(schema: Schema, unique: Attribute): Schema {
  return {
    ...schema,
    attributes: schema.attributes.map((each) =>
      each === unique ? { ...each, maxLength: limits.indexedStringLength } : each,
    ),
  };
}
