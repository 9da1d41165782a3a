import { urns } from './urns.ts';
import { writeTarget } from '../mapping/target-path.ts';
import type { JsonObject } from '../mapping/target-path.ts';
import type { MappedValue } from '../mapping/map-source.ts';

/** The body that creates a user: real booleans, no manager, the enterprise URN always declared. */
export function userBody(values: readonly MappedValue[], variant: number): JsonObject {
  const body: JsonObject = { schemas: [urns.user, urns.enterpriseUser] };
  for (const { target, value } of values) writeTarget(body, target, value);
  body['meta'] = { resourceType: 'User' };
  // Entra has been seen with and without the empty list although no role is mapped.
  if (variant % 2 === 0) body['roles'] = [];
  return body;
}

/** The body that creates a group: never members, though an empty list has been seen from newer jobs. */
export function groupBody(values: readonly MappedValue[], variant: number): JsonObject {
  const isNewer = variant % 2 === 1;
  const body: JsonObject = { schemas: isNewer ? [urns.group] : [urns.group, urns.microsoftGroup] };
  for (const { target, value } of values) writeTarget(body, target, value);
  if (isNewer) body['members'] = [];
  body['meta'] = { resourceType: 'Group' };
  return body;
}
