import { listFeedTokens as rows } from '@rollcall/database';
import { inTenant } from '../in-tenant.ts';
import type { Scope } from '../scope.ts';
import { feedTokenAt, type FeedToken } from './feed-token.ts';
import { feedUrlOf } from './read-feed.ts';

/** Where the organisation's feed is, and every token for it there has been, newest first. */
export async function listFeedTokens(
  scope: Scope,
  at: { publicOrigin: string },
): Promise<{ url: string; items: FeedToken[] }> {
  const now = scope.now();
  const items = (await inTenant(scope, rows)).map((row) => feedTokenAt(now, row));
  return { url: feedUrlOf(at.publicOrigin, scope.tenant.key), items };
}
