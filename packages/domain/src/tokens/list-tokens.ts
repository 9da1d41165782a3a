import { listTokens as tokenRows } from '@rollcall/database';
import { inTenant } from '../in-tenant.ts';
import type { Scope } from '../scope.ts';
import { maxLiveTokens, tokenAt, type Token } from './token.ts';

/** Every API token there has been, newest first, and how many may be live at once. */
export async function listTokens(scope: Scope): Promise<{ items: Token[]; maxLive: number }> {
  const rows = await inTenant(scope, tokenRows);
  const now = scope.now();
  return { items: rows.map((row) => tokenAt(now, row)), maxLive: maxLiveTokens };
}
