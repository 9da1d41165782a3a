import { isUuid } from '@rollcall/database';
import { notFound, type ScimError } from '@rollcall/scim';
import { resourceAnswer, type ResourceAnswer } from './resource-answer.ts';
import type { ResourceType } from './resource-type.ts';
import type { ScimScope } from './scim-scope.ts';
import { trip } from './trip.ts';

/** The resource of that id; without its related resources when they are not wanted. Throws `notFound`. */
export async function getResource(
  scope: ScimScope,
  type: ResourceType,
  id: string,
  options: { related: boolean },
): Promise<ResourceAnswer> {
  requireId(type, id);
  const { table } = type;
  const [[row]] = await trip(scope, [options.related ? table.read(id, scope.baseUrl) : table.readAlone(id)]);
  if (!row) throw noSuch(type, id);
  scope.remembered.remember(scope.tenant.id, row);
  return resourceAnswer(type, row, scope.baseUrl);
}

/** Ids of ours are UUIDs, so any other one names nothing and Postgres need not be asked. */
export function requireId(type: ResourceType, id: string): void {
  if (!isUuid(id)) throw noSuch(type, id);
}

/** The 404 of RFC 7644 §3.12 for a resource that is not, or no longer, here. */
export function noSuch(type: ResourceType, id: string): ScimError {
  return notFound(`No ${type.name} here has the id "${id.slice(0, 64)}".`);
}
