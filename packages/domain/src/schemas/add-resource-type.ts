import { insertResourceType, insertSchema, recordChange, type TenantSchema } from '@rollcall/database';
import { invalidInput } from '../errors.ts';
import { inTenant } from '../in-tenant.ts';
import { tenantTypes } from '../provisioning/tenant-types.ts';
import { authorOf, type Scope } from '../scope.ts';
import { readDefinition, requireFreeUrn } from './read-definition.ts';
import { requireRoom } from './require-room.ts';
import { lockSchemas } from './schema-place.ts';

/** A resource type as an admin describes it (RFC 7643 §6); `definition` is its base schema (§7). */
export type ResourceTypeInput = Readonly<{
  name: string;
  endpoint: string;
  description?: string | undefined;
  definition: unknown;
}>;

/**
 * The SCIM door serves resources of a new type at `/<endpoint>`. Throws `invalidInput` for a name or endpoint that is
 * taken or reserved, and `invalidSchema`.
 */
export function addResourceType(scope: Scope, input: ResourceTypeInput): Promise<{ urn: string }> {
  const name = input.name.trim();
  const endpoint = input.endpoint.trim().replace(/^\//, '');
  return inTenant(scope, async (tx) => {
    const definition = readDefinition(input.definition, 'base');
    const own = await lockSchemas(tx);
    requireRoom(own);
    requireFreeNames({ name, endpoint }, own);
    requireFreeUrn(definition, own);
    const id = await insertSchema(tx, {
      definition,
      extends: null,
      required: false,
      createdBy: scope.actor.label,
    });
    const description = input.description?.trim() ?? '';
    await insertResourceType(tx, { id, name, endpoint, description });
    await recordChange(tx, authorOf(scope), {
      resource: { type: 'ResourceType', id, label: name },
      operation: 'create',
      paths: [
        { path: 'endpoint', before: null, after: `/${endpoint}` },
        { path: 'schema', before: null, after: definition.id },
      ],
    });
    return { urn: definition.id };
  });
}

/** What RFC 7644 §3.2 and RFC 7643 §6 to §8 call their own. */
const reserved = {
  name: ['Schema', 'ResourceType', 'ServiceProviderConfig', 'Me', 'Bulk', 'Resource'],
  endpoint: ['Schemas', 'ResourceTypes', 'ServiceProviderConfig', 'ServiceProviderConfigs', 'Me', 'Bulk'],
} as const;

const word = /^[A-Za-z][A-Za-z0-9]{0,63}$/;

function requireFreeNames(given: { name: string; endpoint: string }, own: readonly TenantSchema[]): void {
  const types = tenantTypes(own);
  const problems = (['name', 'endpoint'] as const).flatMap((field) => {
    const value = given[field];
    const what = field === 'name' ? 'A name' : 'An endpoint';
    if (!word.test(value))
      return [[field, `${what} begins with a letter and has at most 64 letters and digits.`]];
    const isIt = (each: string) => each.toLowerCase() === value.toLowerCase();
    if (reserved[field].some(isIt)) return [[field, `“${value}” is reserved by SCIM. Choose another.`]];
    return types.some((type) => isIt(type[field])) ? [[field, `“${value}” is taken. Choose another.`]] : [];
  });
  if (problems.length > 0) throw invalidInput(Object.fromEntries(problems) as Record<string, string>);
}
