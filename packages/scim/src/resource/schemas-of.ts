import type { ResourceSchema } from '../schema/types.ts';
import type { Resource } from './resource.ts';

/** The `schemas` of a resource: its base URN and the URN of each extension it has data for (RFC 7643 §3). */
export function schemasOf(schema: ResourceSchema, resource: Resource): readonly string[] {
  return [schema.schema.id, ...Object.keys(resource).filter((key) => key.toLowerCase().startsWith('urn:'))];
}
