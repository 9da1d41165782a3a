import {
  holdScim,
  listTenantSchemas,
  lockProvisioning,
  type SchemaPlace,
  type TenantSchema,
  type TenantTransaction,
} from '@rollcall/database';
import { notFound } from '../errors.ts';

/** Where the values of one of the organisation's own schemas are. */
export function placeOf(own: readonly TenantSchema[], schema: TenantSchema): SchemaPlace {
  if (schema.extends === null) return { type: { id: schema.id } };
  return placeIn(own, schema.extends, schema.definition.id);
}

/** Where the values of an extension of that type are. */
export function placeIn(
  own: readonly TenantSchema[],
  type: string,
  urn: string,
): SchemaPlace & { urn: string } {
  if (type === 'User' || type === 'Group') return { type, urn };
  const base = own.find(({ name }) => name === type);
  if (!base) throw new Error(`An extension names the type ${type}, which is not there`);
  return { type: { id: base.id }, urn };
}

/**
 * The organisation's own schemas, held until the transaction ends: whoever changes them takes turns, and no SCIM request
 * writes by the old ones meanwhile (docs/decisions/0032).
 */
export async function lockSchemas(tx: TenantTransaction): Promise<readonly TenantSchema[]> {
  await lockProvisioning(tx);
  await holdScim(tx);
  return listTenantSchemas(tx);
}

/** The organisation's own schema of that URN, in any case of letters. Throws `notFound`. */
export function ownSchema(own: readonly TenantSchema[], urn: string): TenantSchema {
  const schema = own.find(({ definition }) => definition.id.toLowerCase() === urn.toLowerCase());
  if (!schema) throw notFound('This organisation has no schema of its own with that URN.');
  return schema;
}
