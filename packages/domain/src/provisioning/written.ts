import type { Written } from '@rollcall/database';
import { changedPaths, schemasOf, type Resource } from '@rollcall/scim';
import type { ResourceType } from './resource-type.ts';

/** The resource as its table takes it. */
export function stored(type: ResourceType, resource: Resource): Omit<Written, 'paths'> {
  return {
    attributes: JSON.stringify(resource),
    columns: [extensionUrns(type, resource), ...type.columns(resource)],
  };
}

/** The change from `before` to `after` as the table and the ledger take it. */
export function written(type: ResourceType, before: Resource, after: Resource): Written {
  return { ...stored(type, after), paths: JSON.stringify(changedPaths(before, after)) };
}

/** What follows the base schema in `schemas`, kept so that a read need not parse the attributes to know it. */
function extensionUrns(type: ResourceType, resource: Resource): string {
  const [, ...urns] = schemasOf(type.resourceSchema, resource);
  return urns.map((urn) => `,${JSON.stringify(urn)}`).join('');
}

/** A group's members are rows of their own, never part of its attributes. */
export function splitMembers(
  type: ResourceType,
  resource: Resource,
): { resource: Resource; members: readonly unknown[] } {
  if (!type.hasMembers) return { resource, members: [] };
  const { members, ...rest } = resource;
  return { resource: rest, members: Array.isArray(members) ? members : [] };
}
