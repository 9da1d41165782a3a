import type { ResourceType, ScimScope } from '@rollcall/domain';
import { notFound, type ScimError } from '@rollcall/scim';

/** The type of resource that the tenant has at that endpoint, in any case of letters. Throws `notFound`. */
export function typeAt(scope: ScimScope, endpoint: string): ResourceType {
  const type = scope.types.find((each) => each.endpoint.toLowerCase() === endpoint.toLowerCase());
  if (!type) throw noEndpoint(scope);
  return type;
}

/** The 404 for an address below a Base URL that nothing answers. */
export function noEndpoint({ types }: ScimScope): ScimError {
  const endpoints = types.map(({ endpoint }) => endpoint).join(', ');
  return notFound(
    `There is no such endpoint here. ${endpoints}, Schemas, ResourceTypes and ServiceProviderConfig are.`,
  );
}
