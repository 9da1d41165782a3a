import type { AttributeSource, DirectoryUserDetail, DirectoryUserRow, GroupWay } from '@rollcall/database';
import { attributeValues, type AttributeValue } from './attribute-value.ts';

/** A user in a list. `active` is requested, `access` effective. Times are ISO 8601. */
export type UserRow = Omit<DirectoryUserRow, 'createdAt' | 'updatedAt' | 'lastSignInAt' | 'archivedAt'> &
  Readonly<{
    createdAt: string;
    updatedAt: string;
    lastSignInAt: string | null;
    archivedAt: string | null;
  }>;

/** A user with everything known of them. */
export type User = UserRow &
  Readonly<{
    /** An admin has suspended them, whoever keeps them. */
    keptOut: boolean;
    version: number;
    manager: { id: string; displayName: string } | null;
    attributes: UserAttribute[];
    /** The first groups, direct ones before others, each with the way there; `groupsTotal` says of how many. */
    groups: GroupWay[];
    groupsTotal: number;
  }>;

/** A value, and who said so last. Null where the ledger does not reach back that far. */
export type UserAttribute = AttributeValue &
  Readonly<{ source: Readonly<{ kind: AttributeSource['kind']; label: string; at: string }> | null }>;

/** The row as admins see it. */
export function userRow(row: DirectoryUserRow): UserRow {
  return {
    id: row.id,
    userName: row.userName,
    externalId: row.externalId,
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
    archivedAt: row.archivedAt?.toISOString() ?? null,
  };
}

/** The whole row as admins see it, with the groups it is in. */
export function userView(
  row: DirectoryUserDetail,
  { sources, ...groups }: Pick<User, 'groups' | 'groupsTotal'> & { sources: AttributeSource[] },
): User {
  return {
    ...userRow(row),
    keptOut: row.keptOut,
    version: Number(row.version),
    manager: row.manager,
    attributes: attributeValues(row.attributes).map((each) => ({
      ...each,
      source: sourceOf(each.path, sources),
    })),
    ...groups,
  };
}

/** The newest change of the path or of what it is part of, else the creation, whose path is empty. */
function sourceOf(path: string, sources: AttributeSource[]): UserAttribute['source'] {
  const [newest] = sources
    .filter((source) => source.path !== '' && isWithin(path, source.path))
    .sort((a, b) => b.at.getTime() - a.at.getTime());
  const source = newest ?? sources.find((each) => each.path === '');
  return source ? { kind: source.kind, label: source.label, at: source.at.toISOString() } : null;
}

function isWithin(path: string, whole: string): boolean {
  return path === whole || (path.startsWith(whole) && /^[.:[]/.test(path.slice(whole.length)));
}
