import { isObject } from '../mapping/target-path.ts';
import { scimRequests } from '../protocol/requests.ts';
import { incompatibleAnswer, requireSuccess } from '../job/sync-failure.ts';
import type { JsonObject } from '../mapping/target-path.ts';
import type { ScimRequest } from '../protocol/requests.ts';
import type { ScimAnswer } from '../protocol/scim-client.ts';

const pageSize = 200;

/** Every resource of a kind, page by page, whatever page size the server allows; throws when it cannot be listed. */
export async function* listAll(
  kind: 'users' | 'groups',
  send: (request: ScimRequest) => Promise<ScimAnswer>,
): AsyncGenerator<{ resources: JsonObject[]; totalResults: number }> {
  for (let startIndex = 1, total = 1; startIndex <= total;) {
    const request =
      kind === 'users'
        ? scimRequests.listUsers(startIndex, pageSize)
        : scimRequests.listGroups(startIndex, pageSize);
    const answer = await send(request);
    requireSuccess(request, answer);
    const page = readPage(request, answer);
    yield page;
    // A server may send fewer than asked for; an empty page ends the list whatever it counts.
    if (page.resources.length === 0) return;
    total = page.totalResults;
    startIndex += page.resources.length;
  }
}

// Unlike the engine, the comparison reads resources it cannot use, so that it can say what is wrong with them.
function readPage(
  request: ScimRequest,
  answer: ScimAnswer,
): { resources: JsonObject[]; totalResults: number } {
  const { body } = answer;
  if (!isObject(body) || typeof body['totalResults'] !== 'number') {
    throw incompatibleAnswer('the answer to a listing is not a ListResponse', answer, request);
  }
  const resources = Array.isArray(body['Resources']) ? body['Resources'].filter(isObject) : [];
  return { resources, totalResults: body['totalResults'] };
}
