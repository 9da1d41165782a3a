import type { ResourceAnswer, ResourceType } from '@rollcall/domain';
import { isReturned, project, type Projection } from '@rollcall/scim';
import type { Reply } from './call.ts';

/** 200 with the resource and its entity tag. */
export function ok(type: ResourceType, answer: ResourceAnswer, projection: Projection | undefined): Reply {
  return { status: 200, headers: { ETag: answer.version }, body: projected(type, answer, projection) };
}

/** 201 with the resource as stored and its address (RFC 7644 §3.3). */
export function created(
  type: ResourceType,
  answer: ResourceAnswer,
  projection: Projection | undefined,
): Reply {
  const headers = { ETag: answer.version, Location: answer.location };
  return { status: 201, headers, body: projected(type, answer, projection) };
}

/** 204, with the entity tag of what there is now. */
export const noContent = (answer?: Pick<ResourceAnswer, 'version'>): Reply => ({
  status: 204,
  ...(answer && { headers: { ETag: answer.version } }),
});

/** Whether the answer must carry the attribute that lives in `memberships`. */
export function wantsRelated(type: ResourceType, projection: Projection | undefined): boolean {
  if (type.related === undefined) return false;
  return !projection || isReturned(type.resourceSchema, projection, type.related);
}

/** The JSON text of what the client wants to see of the resource. */
export function projected(
  type: ResourceType,
  answer: ResourceAnswer,
  projection: Projection | undefined,
): string {
  const isWhole = !projection || leavesOutRelatedOnly(type, projection);
  if (isWhole && !type.hasHidden) return answer.json;
  return JSON.stringify(
    project(type.resourceSchema, JSON.parse(answer.json) as Record<string, unknown>, projection ?? {}),
  );
}

/** Entra's `excludedAttributes=members`: they were never read, so nothing is left to take out. */
function leavesOutRelatedOnly(type: ResourceType, projection: Projection): boolean {
  const { excludedAttributes } = projection;
  return type.related !== undefined && String(excludedAttributes).toLowerCase() === type.related;
}
