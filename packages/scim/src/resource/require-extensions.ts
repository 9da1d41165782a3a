import { invalidValue } from '../errors.ts';
import type { ResourceSchema } from '../schema/types.ts';
import type { Resource } from './resource.ts';

/** Returns when the resource has every extension that its type requires (RFC 7643 §6); otherwise throws `invalidValue`. */
export function requireExtensions(schema: ResourceSchema, resource: Resource): void {
  const lacking = schema.requiredExtensions?.find((urn) => resource[urn] === undefined);
  if (lacking !== undefined) throw invalidValue(`Every ${schema.name} must have the extension ${lacking}.`);
}
