import type { DirectoryUserDetail, DirectoryUserRow } from '@rollcall/database';
import { flatten } from '@rollcall/scim';

/** A user in a list. `active` is requested, `access` effective. Times are ISO 8601. */
export type UserRow = Omit<DirectoryUserRow, 'createdAt' | 'updatedAt' | 'lastSignInAt'> &
  Readonly<{ createdAt: string; updatedAt: string; lastSignInAt: string | null }>;

/** A user with everything known of them. */
export type User = UserRow &
  Readonly<{
    externalId: string | null;
    version: number;
    manager: { id: string; displayName: string } | null;
    /** Every value with its path in SCIM notation, such as `emails[type eq "work"].value`. */
    attributes: UserAttribute[];
    /** The first groups by name; `groupsTotal` says of how many. */
    groups: { id: string; displayName: string }[];
    groupsTotal: number;
  }>;

export type UserAttribute = Readonly<{ path: string; value: string | number | boolean }>;

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
    attributes: flatten(row.attributes).map(({ path, value }) => ({ path, value: plain(value) })),
    ...groups,
  };
}

/** Undeclared extensions may hold lists and objects; those are shown as JSON. */
function plain(value: unknown): UserAttribute['value'] {
  const isPlain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  return isPlain ? value : JSON.stringify(value);
}
