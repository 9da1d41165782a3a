import { proveScope, type ScimScope } from '@rollcall/domain';
import {
  forbidden,
  notFound,
  notImplemented,
  resourceTypes,
  schemas,
  serviceProviderConfig,
} from '@rollcall/scim';
import type { Handler, Reply } from './call.ts';

type Document = object;

export const showServiceProviderConfig: Handler = async ({ scope, query }) => {
  await proveScope(scope);
  refuseFilter(query.filter);
  return json(serviceProviderConfig({ baseUrl: scope.baseUrl }));
};

export const showResourceTypes: Handler = ({ scope, params, query }) =>
  oneOrAll(scope, resourceTypes(scope.baseUrl, schemasIn(scope)), params['name'], query.filter);

export const showSchemas: Handler = ({ scope, params, query }) =>
  oneOrAll(scope, schemas(scope.baseUrl, schemasIn(scope)), params['name'], query.filter);

const schemasIn = (scope: ScimScope) => scope.types.map(({ resourceSchema }) => resourceSchema);

/** What RFC 7644 knows and this service does not do yet says so, and is not advertised. */
export const notOffered: Handler = () => {
  throw notImplemented('This endpoint is not offered here; ServiceProviderConfig says what is.');
};

async function oneOrAll(
  scope: ScimScope,
  documents: readonly { id: string }[],
  id: string | undefined,
  filter: unknown,
): Promise<Reply> {
  await proveScope(scope);
  refuseFilter(filter);
  if (id === undefined) return json(listOf(documents));
  const found = documents.find((document) => document.id.toLowerCase() === id.toLowerCase());
  if (!found) throw notFound(`There is no "${id.slice(0, 128)}" here.`);
  return json(found);
}

/** RFC 7644 §4: a filter on discovery is refused, so that nobody takes an unfiltered answer for a filtered one. */
function refuseFilter(filter: unknown): void {
  if (filter) throw forbidden('Discovery endpoints cannot be filtered.');
}

const listOf = (documents: readonly Document[]): Document => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
  totalResults: documents.length,
  startIndex: 1,
  itemsPerPage: documents.length,
  Resources: documents,
});

const json = (document: Document): Reply => ({ status: 200, body: JSON.stringify(document) });
