import { sql, type RawBuilder } from 'kysely';
import type { TenantTransaction } from '../tenant-transaction.ts';
import { authorValues, type Author } from './resource-table.ts';

/** What an admin can do to somebody's place in the directory without changing what SCIM or sign-in say of them. */
export type DirectoryAct = 'suspend' | 'restore' | 'archive' | 'unarchive';

/**
 * Whom an act fits, what becomes of them, and whether they may sign in then. Whoever is held or pending waits for a decision
 * of its own.
 */
const acts = {
  suspend: {
    fits: sql`u.origin <> 'scim' and u.suspended_at is null and u.archived_at is null and u.access = 'granted'`,
    sets: (now: Date) => sql`suspended_at = ${now}, access = 'suspended'`,
    grants: sql`false`,
  },
  restore: {
    fits: sql`u.suspended_at is not null and u.archived_at is null`,
    sets: () => sql`suspended_at = null, access = access_of(u)`,
    grants: sql`access_of(u) = 'granted'`,
  },
  archive: {
    fits: sql`u.archived_at is null and u.access in ('granted', 'suspended')`,
    sets: (now: Date) => sql`archived_at = ${now}, access = 'suspended'`,
    grants: sql`false`,
  },
  unarchive: {
    fits: sql`u.archived_at is not null`,
    sets: () => sql`archived_at = null, access = access_of(u)`,
    grants: sql`u.suspended_at is null and access_of(u) = 'granted'`,
  },
} satisfies Record<
  DirectoryAct,
  { fits: RawBuilder<unknown>; sets: (now: Date) => RawBuilder<unknown>; grants: RawBuilder<unknown> }
>;

/** Whether the user `u` may sign in once the act is done: as before where it does not fit, and never who is deleted. */
export function grantedAfter(act: DirectoryAct | 'delete'): RawBuilder<boolean> {
  if (act === 'delete') return sql<boolean>`false`;
  const { fits, grants } = acts[act];
  return sql<boolean>`case when ${fits} then ${grants} else u.access = 'granted' end`;
}

/** The act is done to those of the users whom it fits, each noted in the ledger; how many they are. */
export async function actOnUsers(
  tx: TenantTransaction,
  author: Author,
  act: DirectoryAct,
  of: { ids: readonly string[]; now: Date },
): Promise<number> {
  const { fits, sets } = acts[act];
  const { numAffectedRows = 0n } = await sql`with changed as (
      update users u set ${sets(of.now)} where u.id = any(${of.ids}::uuid[]) and ${fits}
      returning u.id, coalesce(u.display_name, u.user_name) as label, old.access as before, new.access as after)
    insert into changes
      (actor_kind, actor_id, actor_label, request_id, resource_type, resource_id, resource_label, operation, paths)
    select ${sql.join([...authorValues(author)])}, 'User', id, label, ${act},
      case when before = after then '[]' else
        jsonb_build_array(jsonb_build_object('path', 'access', 'before', before, 'after', after)) end
    from changed`.execute(tx);
  return Number(numAffectedRows);
}

/** The groups are put away or back, noted in the ledger; how many that was new to. Their members stay. */
export async function actOnGroups(
  tx: TenantTransaction,
  author: Author,
  act: 'archive' | 'unarchive',
  of: { ids: readonly string[]; now: Date },
): Promise<number> {
  const { numAffectedRows = 0n } = await sql`with changed as (
      update groups g set archived_at = ${act === 'archive' ? of.now : null}
      where g.id = any(${of.ids}::uuid[]) and (g.archived_at is null) = ${act === 'archive'}
      returning g.id, g.display_name)
    insert into changes
      (actor_kind, actor_id, actor_label, request_id, resource_type, resource_id, resource_label, operation)
    select ${sql.join([...authorValues(author)])}, 'Group', id, display_name, ${act} from changed`.execute(
    tx,
  );
  return Number(numAffectedRows);
}

/** Those of the groups that admins keep. */
export async function localGroups(tx: TenantTransaction, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select g.id from groups g
    where g.id = any(${ids}::uuid[]) and g.origin = 'local'`.execute(tx);
  return rows.map(({ id }) => id);
}
