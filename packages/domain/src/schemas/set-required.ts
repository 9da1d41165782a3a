import type { Scope } from '../scope.ts';
import { changeSchema } from './change-schema.ts';

/**
 * Every resource of the type must carry the organisation's own extension from now on, or need not (RFC 7643 §6). Throws
 * what `changeSchema` throws: `schemaInUse` while there are resources without it.
 */
export function setRequired(scope: Scope, urn: string, required: boolean): Promise<{ urn: string }> {
  return changeSchema(scope, urn, { definition: (schema) => schema, required });
}
