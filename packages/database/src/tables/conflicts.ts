import { sql, type RawBuilder } from 'kysely';
import type { TenantTransaction } from '../tenant-transaction.ts';
import type { Page, PageOf } from './page.ts';

/** One of the two of a conflict, as an admin tells people apart. */
export type ConflictPerson = Readonly<{
  id: string;
  userName: string;
  displayName: string | null;
  email: string | null;
  origin: 'scim' | 'jit' | 'local';
  createdAt: string;
  lastSignInAt: string | null;
}>;

/** Two who may be one: `user` came over SCIM and is held, `other` was here before. */
export type ConflictRow = Readonly<{
  id: string;
  ground: 'subject' | 'verifiedEmail' | 'email';
  createdAt: Date;
  user: ConflictPerson;
  other: ConflictPerson;
}>;

/** One page of the conflicts that wait, the oldest first. */
export async function listConflicts(tx: TenantTransaction, page: Page): Promise<PageOf<ConflictRow>> {
  const rows = await conflicts(tx).orderBy('c.id').limit(page.limit).offset(page.offset).execute();
  return { rows, total: await countConflicts(tx) };
}

/** How many conflicts wait. */
async function countConflicts(tx: TenantTransaction): Promise<number> {
  const { total } = await tx
    .selectFrom('conflicts')
    .select(sql<number>`count(*)::int`.as('total'))
    .executeTakeFirstOrThrow();
  return total;
}

/** The conflict of that id, which nobody else settles until the transaction ends. */
export function lockConflict(tx: TenantTransaction, id: string): Promise<ConflictRow | undefined> {
  return conflicts(tx).where('c.id', '=', id).forUpdate().executeTakeFirst();
}

/** The doubt is gone; whoever was held for it alone has the access that is requested for them. */
export async function removeConflict(tx: TenantTransaction, id: string): Promise<void> {
  await tx.deleteFrom('conflicts').where('id', '=', id).execute();
}

function conflicts(tx: TenantTransaction) {
  return tx
    .selectFrom('conflicts as c')
    .innerJoin('users as u', 'u.id', 'c.user_id')
    .innerJoin('users as o', 'o.id', 'c.other_id')
    .select([
      'c.id',
      sql<ConflictRow['ground']>`c.ground`.as('ground'),
      'c.created_at as createdAt',
      person('u').as('user'),
      person('o').as('other'),
    ]);
}

function person(alias: 'u' | 'o'): RawBuilder<ConflictPerson> {
  const of = sql.raw(alias);
  return sql<ConflictPerson>`json_build_object('id', ${of}.id, 'userName', ${of}.user_name,
    'displayName', ${of}.display_name, 'email', ${of}.email, 'origin', ${of}.origin,
    'createdAt', scim_time(${of}.created_at), 'lastSignInAt', scim_time(${of}.last_sign_in_at))`;
}
