import type { DirectoryGroupRow, GroupWay, MemberRow } from '@rollcall/database';

/** A group in a list. `members` counts users and groups directly in it. Times are ISO 8601. */
export type GroupRow = Omit<DirectoryGroupRow, 'createdAt' | 'updatedAt' | 'archivedAt'> &
  Readonly<{ createdAt: string; updatedAt: string; archivedAt: string | null }>;

/** A group with its version, which counts changes of members too, and the groups it is inside of. */
export type Group = GroupRow & Readonly<{ version: number; groups: GroupWay[]; groupsTotal: number }>;

/** A user or group directly in a group. */
export type Member = MemberRow;

/** The row as admins see it. */
export function groupRow(row: DirectoryGroupRow): GroupRow {
  return {
    id: row.id,
    displayName: row.displayName,
    externalId: row.externalId,
    members: row.members,
    origin: row.origin,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    archivedAt: row.archivedAt?.toISOString() ?? null,
  };
}
