import type { TokenRow } from '@rollcall/database';

/** An API token as admins see it: never its secret. Times are ISO 8601. */
export type Token = Readonly<{
  id: string;
  label: string;
  /** Enough of the secret to recognise it by. */
  hint: string;
  createdAt: string;
  createdBy: string;
  expiresAt: string;
  lastUsedAt: string | null;
  lastNetwork: string | null;
  state: 'live' | 'expired' | 'revoked';
  revokedAt: string | null;
}>;

/** The most tokens that are live at once, so that one can be replaced without a gap. */
export const maxLiveTokens = 2;

/** The row as it stands at that moment. */
export function tokenAt(now: Date, row: TokenRow): Token {
  return {
    id: row.id,
    label: row.label,
    hint: row.hint,
    createdAt: row.createdAt.toISOString(),
    createdBy: row.createdBy,
    expiresAt: row.expiresAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    lastNetwork: row.lastNetwork,
    state: stateAt(now, row),
    revokedAt: row.revokedAt?.toISOString() ?? null,
  };
}

function stateAt(now: Date, row: TokenRow): Token['state'] {
  if (row.revokedAt) return 'revoked';
  return row.expiresAt <= now ? 'expired' : 'live';
}
