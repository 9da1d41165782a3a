import { groups, users } from '@rollcall/database';
import type { Resource, ResourceSchema } from '@rollcall/scim';
import { accessFor } from './access-for.ts';

/** A kind of resource as data: its schema, its table, and what of ours follows from its attributes. */
export type ResourceType = Readonly<{
  name: 'User' | 'Group';
  endpoint: string;
  resourceSchema: ResourceSchema;
  table: typeof users | typeof groups;
  /** The attribute whose values live in `memberships`. */
  related: 'groups' | 'members';
  /** Whether a client may write the related attribute. */
  hasMembers: boolean;
  /** The constraint that keeps its name unique, and the attribute that is the name. */
  unique: Readonly<{ constraint: string; attribute: string }>;
  /** The values of the table's own columns beside the attributes. */
  columns: (resource: Resource) => readonly string[];
}>;

export const userType: ResourceType = {
  name: 'User',
  endpoint: 'Users',
  resourceSchema: users.resourceSchema,
  table: users,
  related: 'groups',
  hasMembers: false,
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
  unique: { constraint: 'groups_display_name_key', attribute: 'displayName' },
  columns: () => [],
};

/** The resource types a tenant has. */
export const resourceTypes: readonly ResourceType[] = [userType, groupType];
