import { sql } from 'kysely';
import type { TenantTransaction } from '../tenant-transaction.ts';

/** A session of an end user, and the person it is of. */
export type UserSessionRow = Readonly<{
  id: string;
  createdAt: Date;
  lastSeenAt: Date;
  expiresAt: Date;
  issuer: string;
  userId: string;
  userName: string;
  displayName: string | null;
  email: string | null;
}>;

/** A session as admins see it. */
export type SessionListRow = Readonly<{
  id: string;
  createdAt: Date;
  lastSeenAt: Date;
  expiresAt: Date;
  network: string | null;
  userAgent: string | null;
}>;

/** The session whose secret has that hash, where it is neither over nor idle for too long and its person has access. */
export function findUserSession(
  tx: TenantTransaction,
  hash: Buffer,
  { now, idleSince }: { now: Date; idleSince: Date },
): Promise<UserSessionRow | undefined> {
  return tx
    .selectFrom('user_sessions as s')
    .innerJoin('users as u', 'u.id', 's.user_id')
    .select([
      's.id',
      's.created_at as createdAt',
      's.last_seen_at as lastSeenAt',
      's.expires_at as expiresAt',
      's.issuer',
      's.user_id as userId',
      'u.user_name as userName',
      'u.display_name as displayName',
      'u.email',
    ])
    .where('s.hash', '=', hash)
    .where('s.expires_at', '>', now)
    .where('s.last_seen_at', '>', idleSince)
    .where('u.access', '=', 'granted')
    .executeTakeFirst();
}

/** The session was used at that moment. */
export async function touchUserSession(tx: TenantTransaction, id: string, now: Date): Promise<void> {
  await tx.updateTable('user_sessions').set({ last_seen_at: now }).where('id', '=', id).execute();
}

/** A session of the person, whose secret has that hash; those that are over are forgotten. */
export async function insertUserSession(
  tx: TenantTransaction,
  session: Readonly<{
    hash: Buffer;
    userId: string;
    issuer: string;
    network: string | null;
    userAgent: string | null;
    now: Date;
    expiresAt: Date;
  }>,
): Promise<void> {
  const { hash, userId, issuer, network, userAgent, now, expiresAt } = session;
  await tx.deleteFrom('user_sessions').where('expires_at', '<', now).execute();
  await tx
    .insertInto('user_sessions')
    .values({
      hash,
      user_id: userId,
      issuer,
      network,
      user_agent: userAgent,
      created_at: now,
      last_seen_at: now,
      expires_at: expiresAt,
    })
    .execute();
}

/** The session of that hash is over. */
export async function deleteUserSession(tx: TenantTransaction, hash: Buffer): Promise<void> {
  await tx.deleteFrom('user_sessions').where('hash', '=', hash).execute();
}

/** The sessions of a person that are not over, the newest first. */
export function listUserSessions(
  tx: TenantTransaction,
  userId: string,
  { now, idleSince }: { now: Date; idleSince: Date },
): Promise<SessionListRow[]> {
  return tx
    .selectFrom('user_sessions')
    .select([
      'id',
      'created_at as createdAt',
      'last_seen_at as lastSeenAt',
      'expires_at as expiresAt',
      sql<string | null>`host(network)`.as('network'),
      'user_agent as userAgent',
    ])
    .where('user_id', '=', userId)
    .where('expires_at', '>', now)
    .where('last_seen_at', '>', idleSince)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(50)
    .execute();
}

/** That session, or every one, of the person is over; the answer counts those that were there. */
export async function endUserSessions(
  tx: TenantTransaction,
  userId: string,
  sessionId?: string,
): Promise<number> {
  const { numDeletedRows } = await tx
    .deleteFrom('user_sessions')
    .where('user_id', '=', userId)
    .$if(sessionId !== undefined, (query) => query.where('id', '=', sessionId ?? ''))
    .executeTakeFirst();
  return Number(numDeletedRows);
}
