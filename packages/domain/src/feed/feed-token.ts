import type { FeedTokenRow } from '@rollcall/database';

/** A token of the feed as admins see it: never its secret. Times are ISO 8601. */
export type FeedToken = Readonly<{
  id: string;
  label: string;
  hint: string;
  createdAt: string;
  createdBy: string;
  expiresAt: string;
  lastUsedAt: string | null;
  state: 'live' | 'expired' | 'revoked';
}>;

/** The most feed tokens that are live at once. */
export const maxLiveFeedTokens = 5;

/** The row as it stands at that moment. */
export function feedTokenAt(now: Date, row: FeedTokenRow): FeedToken {
  const { id, label, hint, createdBy } = row;
  return {
    id,
    label,
    hint,
    createdAt: row.createdAt.toISOString(),
    createdBy,
    expiresAt: row.expiresAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    state: row.revokedAt ? 'revoked' : row.expiresAt <= now ? 'expired' : 'live',
  };
}
