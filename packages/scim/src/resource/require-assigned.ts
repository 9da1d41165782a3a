import { invalidValue } from '../errors.ts';
import type { ResourceSchema } from '../schema/types.ts';
import type { Resource } from './resource.ts';

/** Returns when every required attribute has a value (RFC 7643 §7); otherwise throws `invalidValue`. */
export function requireAssigned(schema: ResourceSchema, resource: Resource): void {
  for (const { name, required } of schema.schema.attributes) {
    if (!required) continue;
    const value = resource[name];
    if (value === undefined || (typeof value === 'string' && value.trim() === '')) {
      throw invalidValue(
        `${name} is required: a ${schema.name} without one cannot be stored. Map it to a source that is never empty.`,
      );
    }
  }
}
