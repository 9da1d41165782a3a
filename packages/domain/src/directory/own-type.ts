import { listTenantSchemas, type TenantSchema, type TenantTransaction } from '@rollcall/database';
import { notFound } from '../errors.ts';

/** A resource type of the organisation's own; `urn` names its schema. */
export type OwnType = Readonly<{ name: string; endpoint: string; description: string; urn: string }>;

type Base = Extract<TenantSchema, { extends: null }>;

/** The type that has the schema as its base. */
export function ownType({ name, endpoint, description, definition }: Base): OwnType {
  return { name, endpoint, description, urn: definition.id };
}

/** The base schemas of the organisation's own types, oldest first. */
export async function baseSchemas(tx: TenantTransaction): Promise<Base[]> {
  const own = await listTenantSchemas(tx);
  return own.filter((schema) => schema.extends === null);
}

/** The base schema of the type at that endpoint, in any case of letters. Throws `notFound`. */
export async function baseSchemaAt(tx: TenantTransaction, endpoint: string): Promise<Base> {
  const schemas = await baseSchemas(tx);
  const schema = schemas.find((each) => each.endpoint.toLowerCase() === endpoint.toLowerCase());
  if (!schema) throw notFound('This organisation has no resource type of its own at that endpoint.');
  return schema;
}
