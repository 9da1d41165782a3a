import {
  closeUnusedEventStream,
  isUuid,
  lockFeedToken,
  markFeedTokenRevoked,
  recordChange,
} from '@rollcall/database';
import { notFound } from '../errors.ts';
import { inTenant } from '../in-tenant.ts';
import { authorOf, type Scope } from '../scope.ts';

/** The token is refused from the next request on, on every instance; revoking it again changes nothing. Throws `notFound`. */
export function revokeFeedToken(scope: Scope, id: string): Promise<void> {
  return inTenant(scope, async (tx) => {
    const row = isUuid(id) ? await lockFeedToken(tx, id) : undefined;
    if (!row) throw notFound('No feed token of this organisation has that id.');
    if (row.revokedAt) return;
    const at = scope.now();
    await markFeedTokenRevoked(tx, id, at);
    await closeUnusedEventStream(tx, at);
    await recordChange(tx, authorOf(scope), {
      resource: { type: 'FeedToken', id, label: row.label },
      operation: 'revoke',
      paths: [{ path: 'revokedAt', before: null, after: at.toISOString() }],
    });
  });
}
