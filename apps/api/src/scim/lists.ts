import { listResources, type ResourcePage, type ResourceType } from '@rollcall/domain';
import { urns, type Projection } from '@rollcall/scim';
import type { Call, Handler, Reply } from './call.ts';
import type { ScimQuery } from './query.ts';
import { projected, wantsRelated } from './respond.ts';
import { parseSearchRequest } from './search-request.ts';

/** The handlers that answer with a list, over the types of resource that a call's address names. */
export function handlersOf(typesOf: (call: Call) => readonly ResourceType[]) {
  const list: Handler = (call) => answer(call, typesOf(call), call.query);
  /** RFC 7644 §3.4.3: the same query in a body, so that no personal data need stand in an address. */
  const search: Handler = (call) =>
    answer(call, typesOf(call), parseSearchRequest(call.body, call.scope.dialect));
  return { list, search };
}

async function answer({ scope }: Call, types: readonly ResourceType[], query: ScimQuery): Promise<Reply> {
  const related = (type: ResourceType) => wantsRelated(type, query.projection);
  const page = await listResources(scope, types, { ...query, related });
  return { status: 200, body: listBody(page, query.page, query.projection) };
}

/** A ListResponse (RFC 7644 §3.4.2). The resources are text already and are parsed only to leave something out of them. */
function listBody(
  { resources, total, nextCursor, previousCursor }: ResourcePage,
  page: ScimQuery['page'],
  projection: Projection | undefined,
): string {
  const place = 'startIndex' in page ? page : { previousCursor, nextCursor };
  const head = {
    schemas: [urns.listResponse],
    totalResults: total,
    ...place,
    itemsPerPage: resources.length,
  };
  const items = resources.map(({ type, answer }) => projected(type, answer, projection));
  return `${JSON.stringify(head).slice(0, -1)},"Resources":[${items.join(',')}]}`;
}
