import { keepImmutable, membershipEffect, normaliseResource } from '@rollcall/scim';
import { changeResource } from './change-resource.ts';
import type { ResourceAnswer } from './resource-answer.ts';
import type { ResourceType } from './resource-type.ts';
import type { ScimScope } from './scim-scope.ts';
import { splitMembers } from './written.ts';

/** The resource is what `body` says; attributes it leaves out are unassigned (RFC 7644 §3.5.1). Throws `notFound`, never creates. */
export function replaceResource(
  scope: ScimScope,
  type: ResourceType,
  id: string,
  body: unknown,
  ifMatch: string | undefined,
): Promise<ResourceAnswer> {
  const { resource, members } = splitMembers(
    type,
    normaliseResource(type.resourceSchema, body, scope.dialect),
  );
  const effect = membershipEffect([{ op: 'replace', path: { attribute: 'members' }, value: members }]);
  return changeResource(scope, type, {
    id,
    ifMatch,
    attributes: (before) => keepImmutable(type.resourceSchema, before, resource),
    ...(type.hasMembers ? { members: effect } : {}),
  });
}
