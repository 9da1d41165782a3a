import { sql } from 'kysely';
import type { TenantTransaction } from '../tenant-transaction.ts';

/** An API token without its hash. */
export type TokenRow = Readonly<{
  id: string;
  label: string;
  hint: string;
  createdAt: Date;
  createdBy: string;
  expiresAt: Date;
  revokedAt: Date | null;
  lastUsedAt: Date | null;
  /** In CIDR notation. */
  lastNetwork: string | null;
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
  'last_network as lastNetwork',
] as const;

/** Every token there has been, newest first. */
export function listTokens(tx: TenantTransaction): Promise<TokenRow[]> {
  return tx.selectFrom('tokens').select(columns).orderBy('id', 'desc').execute();
}

/** The token of that id, held until the transaction ends. */
export function lockToken(tx: TenantTransaction, id: string): Promise<TokenRow | undefined> {
  return tx.selectFrom('tokens').select(columns).where('id', '=', id).forUpdate().executeTakeFirst();
}

/** Tokens live at that moment. */
export async function countLiveTokens(tx: TenantTransaction, now: Date): Promise<number> {
  const { live } = await tx
    .selectFrom('tokens')
    .select(sql<number>`count(*)::int`.as('live'))
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirstOrThrow();
  return live;
}

/** Tokens expired at that moment hold no slot, and the numbers of the slots still held are given. */
export async function takenSlots(tx: TenantTransaction, now: Date): Promise<number[]> {
  await tx
    .updateTable('tokens')
    .set({ slot: null })
    .where('slot', 'is not', null)
    .where('expires_at', '<=', now)
    .execute();
  const held = await tx
    .selectFrom('tokens')
    .select('slot')
    .where('slot', 'is not', null)
    .where('revoked_at', 'is', null)
    .execute();
  return held.flatMap(({ slot }) => slot ?? []);
}

/** The token is stored in its slot. */
export function insertToken(
  tx: TenantTransaction,
  token: Pick<TokenRow, 'label' | 'hint' | 'createdAt' | 'createdBy' | 'expiresAt'> & {
    hash: Buffer;
    slot: number;
  },
): Promise<TokenRow> {
  return tx
    .insertInto('tokens')
    .values({
      hash: token.hash,
      hint: token.hint,
      label: token.label,
      slot: token.slot,
      created_by: token.createdBy,
      created_at: token.createdAt,
      expires_at: token.expiresAt,
    })
    .returning(columns)
    .executeTakeFirstOrThrow();
}

/** The token is revoked and holds no slot. */
export function markTokenRevoked(
  tx: TenantTransaction,
  id: string,
  revoked: { at: Date; by: string },
): Promise<TokenRow> {
  return tx
    .updateTable('tokens')
    .set({ revoked_at: revoked.at, revoked_by: revoked.by, slot: null })
    .where('id', '=', id)
    .returning(columns)
    .executeTakeFirstOrThrow();
}
