import type { ResourceType, ScimScope } from '@rollcall/domain';
import { notFound } from '@rollcall/scim';

/** The type of resource that the tenant has at that endpoint, in any case of letters. Throws `notFound`. */
export function typeAt({ types }: ScimScope, endpoint: string): ResourceType {
  const type = types.find((each) => each.endpoint.toLowerCase() === endpoint.toLowerCase());
  if (type) return type;
  const endpoints = types.map((each) => each.endpoint).join(', ');
  throw notFound(
    `There is no such endpoint here. ${endpoints}, Schemas, ResourceTypes and ServiceProviderConfig are.`,
  );
}
