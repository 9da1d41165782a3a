import { lockToken, markTokenRevoked, recordChange, isUuid } from '@rollcall/database';
import { notFound } from '../errors.ts';
import { inTenant } from '../in-tenant.ts';
import { authorOf, type Scope } from '../scope.ts';
import { tokenAt, type Token } from './token.ts';

/** The token is refused from the next request on, on every instance; revoking it again changes nothing. Throws `notFound`. */
export function revokeToken(scope: Scope, id: string): Promise<Token> {
  const noSuchToken = notFound('No API token of this organisation has that id.');
  if (!isUuid(id)) return Promise.reject(noSuchToken);
  return inTenant(scope, async (tx) => {
    const at = scope.now();
    const row = await lockToken(tx, id);
    if (!row) throw noSuchToken;
    if (row.revokedAt) return tokenAt(at, row);
    const revoked = tokenAt(at, await markTokenRevoked(tx, id, { at, by: scope.actor.label }));
    await recordChange(tx, authorOf(scope), {
      resource: { type: 'Token', id, label: revoked.label },
      operation: 'revoke',
      paths: [{ path: 'revokedAt', before: null, after: revoked.revokedAt }],
    });
    return revoked;
  });
}
