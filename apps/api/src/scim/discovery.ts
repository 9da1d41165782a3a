import { proveScope, type ScimScope } from '@rollcall/domain';
import {
  forbidden,
  limits,
  notFound,
  notImplemented,
  resourceTypes,
  schemas,
  serviceProviderConfig,
} from '@rollcall/scim';
import type { Handler, Reply } from './call.ts';
import { parseQuery, type ScimQuery } from './query.ts';

type Document = object;

/** RFC 7643 §5. What a person who connects a client reads stands beside the settings in the Command Center. */
export function showServiceProviderConfig(adminOrigin: string): Handler {
  return async ({ scope }) => {
    await proveScope(scope);
    const offer = {
      baseUrl: scope.baseUrl,
      documentationUri: `${adminOrigin}/${scope.tenant.key}/settings/identity-and-access/end-user`,
      bulk: { maxOperations: limits.bulkOperations, maxPayloadSize: limits.bulkBytes },
      pagination: {
        defaultPageSize: limits.defaultPageSize,
        maxPageSize: limits.pageSize,
        cursorTimeout: limits.cursorSeconds,
      },
    };
    return json(serviceProviderConfig(offer));
  };
}

export const showResourceTypes: Handler = ({ scope, params }) =>
  oneOrAll(scope, resourceTypes(scope.baseUrl, schemasIn(scope)), params['name']);

export const showSchemas: Handler = ({ scope, params }) =>
  oneOrAll(scope, schemas(scope.baseUrl, schemasIn(scope)), params['name']);

const schemasIn = (scope: ScimScope) => scope.types.map(({ resourceSchema }) => resourceSchema);

/** RFC 7644 §3.11: /Me is the person behind a token, and an API token has none. */
export const nobody: Handler = async ({ scope }) => {
  await proveScope(scope);
  throw notImplemented(
    'An API token stands for an identity provider and not for a person, so there is no /Me.',
  );
};

async function oneOrAll(
  scope: ScimScope,
  documents: readonly { id: string }[],
  id: string | undefined,
): Promise<Reply> {
  await proveScope(scope);
  if (id === undefined) return json(listOf(documents));
  const found = documents.find((document) => document.id.toLowerCase() === id.toLowerCase());
  if (!found) throw notFound(`There is no "${id.slice(0, 128)}" here.`);
  return json(found);
}

/**
 * RFC 7644 §4: a filter on discovery is refused, so that nobody takes an unfiltered answer for a filtered one; whatever
 * else a query asks for is ignored.
 */
export function refuseFilter(url: string): ScimQuery {
  if (new URLSearchParams(url.split('?')[1]).has('filter'))
    throw forbidden('Discovery endpoints cannot be filtered.');
  return parseQuery('');
}

const listOf = (documents: readonly Document[]): Document => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
  totalResults: documents.length,
  startIndex: 1,
  itemsPerPage: documents.length,
  Resources: documents,
});

const json = (document: Document): Reply => ({ status: 200, body: JSON.stringify(document) });
