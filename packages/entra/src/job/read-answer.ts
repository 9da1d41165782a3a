import { isObject, readTarget } from '../mapping/target-path.ts';
import { managerTarget } from '../mapping/attribute-mappings.ts';
import { urns } from '../protocol/urns.ts';
import { SyncFailure, incompatibleAnswer, requireSuccess } from './sync-failure.ts';
import type { JsonObject } from '../mapping/target-path.ts';
import type { ScimRequest } from '../protocol/requests.ts';
import type { ScimAnswer } from '../protocol/scim-client.ts';

/** A resource with the id that links to it. */
export type TargetResource = JsonObject & { id: string };

/** A page of a list with the number of all matches. */
export type TargetList = { totalResults: number; resources: TargetResource[] };

/** The single resource an answer carries; throws when it is not one Entra can read. */
export function readResource(request: ScimRequest, answer: ScimAnswer): TargetResource {
  requireSuccess(request, answer);
  return asResource(answer.body, request, answer);
}

/** The ListResponse an answer carries; throws when it is anything else. */
export function readList(request: ScimRequest, answer: ScimAnswer): TargetList {
  requireSuccess(request, answer);
  const { body } = answer;
  if (!isObject(body) || !namesListResponse(body['schemas'])) {
    throw incompatibleAnswer('the answer to a query is not a ListResponse', answer, request);
  }
  const { totalResults, Resources = [] } = body;
  if (typeof totalResults !== 'number' || !Array.isArray(Resources)) {
    throw incompatibleAnswer('the ListResponse lacks totalResults or Resources', answer, request);
  }
  return { totalResults, resources: Resources.map((one) => asResource(one, request, answer)) };
}

/** The one match of a query, `undefined` for none; several are Entra's DuplicateTargetEntries. */
export function readMatch(request: ScimRequest, answer: ScimAnswer): TargetResource | undefined {
  const { totalResults, resources } = readList(request, answer);
  if (totalResults > 1 || resources.length > 1) {
    const detail = `the query matched ${Math.max(totalResults, resources.length)} objects where one is expected`;
    throw new SyncFailure('DuplicateTargetEntries', detail, {
      status: answer.status,
      operation: request.operation,
    });
  }
  if (totalResults === 1 && resources.length === 0) {
    throw incompatibleAnswer('the ListResponse counts one match but carries none', answer, request);
  }
  return resources[0];
}

/** The group came without its members, as it was asked for. */
export function expectNoMembers(group: TargetResource, request: ScimRequest): void {
  const { members } = group;
  if (!Array.isArray(members) || members.length < 2) return;
  const detail = `the answer carries ${members.length} members in spite of excludedAttributes=members`;
  throw new SyncFailure('SystemForCrossDomainIdentityManagementMultipleEntriesInResponse', detail, {
    operation: request.operation,
  });
}

function namesListResponse(schemas: unknown): boolean {
  const wanted = urns.listResponse.toLowerCase();
  return Array.isArray(schemas) && schemas.some((one) => String(one).toLowerCase() === wanted);
}

function asResource(value: unknown, request: ScimRequest, answer: ScimAnswer): TargetResource {
  if (!isObject(value)) throw incompatibleAnswer('the answer is not a JSON object', answer, request);
  const { id } = value;
  if (typeof id !== 'string' || id === '') {
    throw incompatibleAnswer('the resource has no id, or one that is not text', answer, request);
  }
  const manager = readTarget(value, managerTarget);
  if (manager !== undefined && !isObject(manager)) {
    throw incompatibleAnswer(
      'the manager must be an object with a value; Entra cannot read this user',
      answer,
      request,
    );
  }
  return { ...value, id };
}
