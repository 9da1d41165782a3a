import { groups, users, type Filterable, type ResourceTable } from '@rollcall/database';
import type { Resource, ResourceSchema } from '@rollcall/scim';
import { accessFor } from './access-for.ts';

/** A kind of resource as data: its schema, its table, and what of ours follows from its attributes. */
export type ResourceType = Readonly<{
  name: string;
  endpoint: string;
  resourceSchema: ResourceSchema;
  table: ResourceTable & Filterable;
  /** The attribute whose values live in `memberships`, where there is one. */
  related: 'groups' | 'members' | undefined;
  /** Whether a client may write the related attribute. */
  hasMembers: boolean;
  /** The constraint that keeps an attribute unique, and that attribute, where there is one. */
  unique: Readonly<{ constraint: string; attribute: string }> | undefined;
  /** Whether it has attributes that are returned on request only, so that answers must be projected. */
  hasHidden: boolean;
  /** The values of the table's own columns beside the attributes. */
  columns: (resource: Resource) => readonly (string | null)[];
}>;

export const userType: ResourceType = {
  name: 'User',
  endpoint: 'Users',
  resourceSchema: users.resourceSchema,
  table: users,
  related: 'groups',
  hasMembers: false,
  hasHidden: false,
  unique: { constraint: 'users_user_name_key', attribute: 'userName' },
  columns: (resource) => [accessFor(resource['active'] !== false)],
};

export const groupType: ResourceType = {
  name: 'Group',
  endpoint: 'Groups',
  resourceSchema: groups.resourceSchema,
  table: groups,
  related: 'members',
  hasMembers: true,
  hasHidden: false,
  unique: { constraint: 'groups_display_name_key', attribute: 'displayName' },
  columns: () => [],
};

/** The resource types every tenant has. */
export const resourceTypes: readonly ResourceType[] = [userType, groupType];
