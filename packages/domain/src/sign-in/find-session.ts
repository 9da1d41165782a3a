import { findUserSession, touchUserSession, type UserSessionRow } from '@rollcall/database';
import { inTenant } from '../in-tenant.ts';
import type { Scope } from '../scope.ts';
import { sha256 } from './begin-sign-in.ts';
import { idleSince, touchMs } from './session-life.ts';

/** An end user who is signed in. */
export type SignedIn = Readonly<
  Pick<UserSessionRow, 'userId' | 'userName' | 'displayName' | 'email' | 'issuer' | 'createdAt'>
>;

/**
 * Whose session has that secret, proven now: it is not over, and the person has access. A page that only looks whether it
 * still is does not keep it alive.
 */
export async function findSession(
  scope: Scope,
  secret: string,
  { isUse }: { isUse: boolean },
): Promise<SignedIn | undefined> {
  const now = scope.now();
  return inTenant(scope, async (tx) => {
    const session = await findUserSession(tx, sha256(secret), { now, idleSince: idleSince(now) });
    if (session && isUse && now.getTime() - session.lastSeenAt.getTime() > touchMs) {
      await touchUserSession(tx, session.id, now);
    }
    return session;
  });
}
