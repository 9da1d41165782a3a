import { answerOf, type Answer } from './http-answer.ts';

export const urns = {
  user: 'urn:ietf:params:scim:schemas:core:2.0:User',
  group: 'urn:ietf:params:scim:schemas:core:2.0:Group',
  enterprise: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
  patchOp: 'urn:ietf:params:scim:api:messages:2.0:PatchOp',
  bulkRequest: 'urn:ietf:params:scim:api:messages:2.0:BulkRequest',
  bulkResponse: 'urn:ietf:params:scim:api:messages:2.0:BulkResponse',
  searchRequest: 'urn:ietf:params:scim:api:messages:2.0:SearchRequest',
  list: 'urn:ietf:params:scim:api:messages:2.0:ListResponse',
  error: 'urn:ietf:params:scim:api:messages:2.0:Error',
};

type Headers = Readonly<Record<string, string>>;

/** A client at one Base URL, which sends what Entra sends: no User-Agent, a bearer token, SCIM's media type. */
export function scimClient(at: { origin: string; path: string; token: string }) {
  const sendTo = (
    base: string,
    method: string,
    path: string,
    body?: unknown,
    headers: Headers = {},
  ): Promise<Answer> =>
    answerOf(at.origin, {
      method,
      path: `${base}${path}`,
      headers: {
        Authorization: `Bearer ${at.token}`,
        ...(body === undefined ? {} : { 'Content-Type': 'application/scim+json; charset=utf-8' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body }),
    });
  const send = (method: string, path: string, body?: unknown, headers?: Headers) =>
    sendTo(at.path, method, path, body, headers);
  return {
    send,
    /** The same token at another Base URL. */
    sendTo,
    get: (path: string, headers?: Headers) => send('GET', path, undefined, headers),
    post: (path: string, body: unknown) => send('POST', path, body),
    put: (path: string, body: unknown, headers?: Headers) => send('PUT', path, body, headers),
    delete: (path: string, headers?: Headers) => send('DELETE', path, undefined, headers),
    /** A PATCH of these operations. */
    patch: (path: string, operations: readonly unknown[], headers?: Headers) =>
      send('PATCH', path, { schemas: [urns.patchOp], Operations: operations }, headers),
    /** A Bulk request of these operations. */
    bulk: (operations: readonly unknown[], more: object = {}) =>
      send('POST', '/Bulk', { schemas: [urns.bulkRequest], ...more, Operations: operations }),
    /** The user as created. */
    createUser: async (userName: string, more: object = {}) =>
      made(await send('POST', '/Users', { schemas: [urns.user], userName, ...more })),
    /** The group as created. */
    createGroup: async (displayName: string, more: object = {}) =>
      made(await send('POST', '/Groups', { schemas: [urns.group], displayName, ...more })),
    /** The ids of a group's members, in order. */
    membersOf: async (groupId: string): Promise<string[]> => {
      const { body } = await send('GET', `/Groups/${groupId}`);
      return ((body.members ?? []) as { value: string }[]).map(({ value }) => value).sort();
    },
  };
}

export type ScimClient = ReturnType<typeof scimClient>;

function made(answer: Answer) {
  if (answer.status !== 201) throw new Error(`Not created: ${answer.status} ${answer.text}`);
  return answer.body;
}
