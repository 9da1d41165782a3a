import type { TenantSchema } from '@rollcall/database';
import { invalidSchema } from '../errors.ts';

/** Schemas an organisation can have of its own. Every SCIM request carries them in memory. */
const maxSchemas = 50;

/** There is room for one schema more. Throws `invalidSchema`. */
export function requireRoom(own: readonly TenantSchema[]): void {
  if (own.length >= maxSchemas)
    throw invalidSchema(`An organisation can have ${maxSchemas} schemas of its own. Remove one first.`);
}
