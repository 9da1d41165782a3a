import type { ResourceAnswer, ResourceType } from '@rollcall/domain';
import { isReturned, project } from '@rollcall/scim';
import type { Reply } from './call.ts';
import type { Projection } from './query.ts';

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

export const noContent: Reply = { status: 204 };

/** 200 with a page of resources (RFC 7644 §3.4.2). The resources are text already and are not parsed again. */
export function list(
  type: ResourceType,
  page: { resources: readonly ResourceAnswer[]; total: number; startIndex: number },
  projection: Projection | undefined,
): Reply {
  const resources = page.resources.map((answer) => projected(type, answer, projection)).join(',');
  const body =
    `{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"totalResults":${page.total},` +
    `"startIndex":${page.startIndex},"itemsPerPage":${page.resources.length},"Resources":[${resources}]}`;
  return { status: 200, body };
}

/** Whether the answer must carry the attribute that lives in `memberships`. */
export function wantsRelated(type: ResourceType, projection: Projection | undefined): boolean {
  if (type.related === undefined) return false;
  return !projection || isReturned(type.resourceSchema, projection, type.related);
}

function projected(type: ResourceType, answer: ResourceAnswer, projection: Projection | undefined): string {
  const isWhole = !projection || leavesOutRelatedOnly(type, projection);
  if (isWhole && !type.hasHidden) return answer.json;
  return JSON.stringify(
    project(type.resourceSchema, JSON.parse(answer.json) as Record<string, unknown>, projection ?? {}),
  );
}

/** Entra's `excludedAttributes=members`: they were never read, so nothing is left to take out. */
function leavesOutRelatedOnly(type: ResourceType, projection: Projection): boolean {
  return type.related !== undefined && projection.excludedAttributes?.toLowerCase() === type.related;
}
