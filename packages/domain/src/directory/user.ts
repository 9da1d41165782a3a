import type { DirectoryUserDetail, DirectoryUserRow } from '@rollcall/database';
import { attributeValues, type AttributeValue } from './attribute-value.ts';

/** A user in a list. `active` is requested, `access` effective. Times are ISO 8601. */
export type UserRow = Omit<DirectoryUserRow, 'createdAt' | 'updatedAt' | 'lastSignInAt'> &
  Readonly<{ createdAt: string; updatedAt: string; lastSignInAt: string | null }>;

/** A user with everything known of them. */
export type User = UserRow &
  Readonly<{
    externalId: string | null;
    version: number;
    manager: { id: string; displayName: string } | null;
    attributes: AttributeValue[];
    /** The first groups by name; `groupsTotal` says of how many. */
    groups: { id: string; displayName: string }[];
    groupsTotal: number;
  }>;

/** The row as admins see it. */
export function userRow(row: DirectoryUserRow): UserRow {
  return {
    id: row.id,
    userName: row.userName,
    displayName: row.displayName,
    email: row.email,
    department: row.department,
    title: row.title,
    active: row.active,
    access: row.access,
    origin: row.origin,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    lastSignInAt: row.lastSignInAt?.toISOString() ?? null,
  };
}

/** The whole row as admins see it, with the groups it is in. */
export function userView(row: DirectoryUserDetail, groups: Pick<User, 'groups' | 'groupsTotal'>): User {
  return {
    ...userRow(row),
    externalId: row.externalId,
    version: Number(row.version),
    manager: row.manager,
    attributes: attributeValues(row.attributes),
    ...groups,
  };
}
