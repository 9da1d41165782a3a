import {
  applyPatch,
  membershipEffect,
  requireExtensions,
  splitMembership,
  type PatchOperation,
  type Resource,
} from '@rollcall/scim';
import { changeMembers } from './change-members.ts';
import { changeResource } from './change-resource.ts';
import type { ResourceAnswer } from './resource-answer.ts';
import type { ResourceType } from './resource-type.ts';
import type { ScimScope } from './scim-scope.ts';

/**
 * The operations have been applied in order, all or none (RFC 7644 §3.5.2). Answers with the resource, or with its version
 * alone when only members changed: a group's members are never read in order to change them.
 */
export async function patchResource(
  scope: ScimScope,
  type: ResourceType,
  id: string,
  operations: readonly PatchOperation[],
  ifMatch: string | undefined,
): Promise<ResourceAnswer | Pick<ResourceAnswer, 'version'>> {
  const { members, rest } = type.hasMembers ? splitMembership(operations) : { members: [], rest: operations };
  const attributes = (before: Resource) => {
    const after = applyPatch(type.resourceSchema, before, rest, scope.dialect);
    requireExtensions(type.resourceSchema, after);
    return after;
  };
  if (members.length === 0) return changeResource(scope, type, { id, ifMatch, attributes });

  const effect = membershipEffect(members);
  if (rest.length > 0 || ifMatch !== undefined) {
    return changeResource(scope, type, { id, ifMatch, attributes, members: effect });
  }
  return { version: await changeMembers(scope, type, id, effect) };
}
