import { sql } from 'kysely';
import type { TenantTransaction } from '../tenant-transaction.ts';

/** A token of the feed without its hash. */
export type FeedTokenRow = Readonly<{
  id: string;
  label: string;
  hint: string;
  createdAt: Date;
  createdBy: string;
  expiresAt: Date;
  revokedAt: Date | null;
  lastUsedAt: Date | null;
}>;

const columns = [
  'id',
  'label',
  'hint',
  'created_at as createdAt',
  'created_by as createdBy',
  'expires_at as expiresAt',
  'revoked_at as revokedAt',
  'last_used_at as lastUsedAt',
] as const;

/** Every feed token there has been, newest first. */
export function listFeedTokens(tx: TenantTransaction): Promise<FeedTokenRow[]> {
  return tx.selectFrom('feed_tokens').select(columns).orderBy('id', 'desc').execute();
}

/** The token of that id, held until the transaction ends. */
export function lockFeedToken(tx: TenantTransaction, id: string): Promise<FeedTokenRow | undefined> {
  return tx.selectFrom('feed_tokens').select(columns).where('id', '=', id).forUpdate().executeTakeFirst();
}

/** The token is stored. */
export function insertFeedToken(
  tx: TenantTransaction,
  token: Pick<FeedTokenRow, 'label' | 'hint' | 'createdAt' | 'createdBy' | 'expiresAt'> & { hash: Buffer },
): Promise<FeedTokenRow> {
  return tx
    .insertInto('feed_tokens')
    .values({
      hash: token.hash,
      hint: token.hint,
      label: token.label,
      created_by: token.createdBy,
      created_at: token.createdAt,
      expires_at: token.expiresAt,
    })
    .returning(columns)
    .executeTakeFirstOrThrow();
}

/** The token is revoked. */
export async function markFeedTokenRevoked(tx: TenantTransaction, id: string, at: Date): Promise<void> {
  await tx.updateTable('feed_tokens').set({ revoked_at: at }).where('id', '=', id).execute();
}

/**
 * Whether a live token of this tenant has that hash; its use is noted, to the minute. Looked up inside the tenant's
 * scope, so another tenant's token does not exist.
 */
export async function useFeedToken(tx: TenantTransaction, hash: Buffer, now: Date): Promise<boolean> {
  const token = await tx
    .selectFrom('feed_tokens')
    .select(['id', 'last_used_at as lastUsedAt'])
    .where('hash', '=', hash)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  if (!token) return false;
  await sql`update feed_tokens set last_used_at = ${now} where id = ${token.id}
    and (last_used_at is null or last_used_at < ${now}::timestamptz - interval '1 minute')`.execute(tx);
  return true;
}
