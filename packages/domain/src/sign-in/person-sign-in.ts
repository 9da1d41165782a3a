import {
  endUserSessions,
  findDirectoryUser,
  isUuid,
  listUserIdentities,
  listUserSessions,
  recordChange,
  removeUserIdentities,
  type SessionListRow,
  type TenantTransaction,
  type UserIdentityRow,
} from '@rollcall/database';
import { notFound } from '../errors.ts';
import { inTenant } from '../in-tenant.ts';
import { authorOf, type Scope } from '../scope.ts';
import { noteClaims, nothingClaimed } from './note-claims.ts';
import { idleSince } from './session-life.ts';

/** How a person signs in: who they are to each provider, and where they are signed in now. Times are ISO 8601. */
export type PersonSignIn = Readonly<{
  identities: (Omit<UserIdentityRow, 'linkedAt' | 'lastSignInAt'> &
    Readonly<{ linkedAt: string; lastSignInAt: string }>)[];
  sessions: Readonly<{
    id: string;
    createdAt: string;
    lastSeenAt: string;
    expiresAt: string;
    network: string | null;
    userAgent: string | null;
  }>[];
}>;

/** How that person signs in. Throws `notFound`. */
export async function getPersonSignIn(scope: Scope, userId: string): Promise<PersonSignIn> {
  return withPerson(scope, userId, async (tx) => {
    const now = scope.now();
    const identities = await listUserIdentities(tx, userId);
    const sessions = await listUserSessions(tx, userId, { now, idleSince: idleSince(now) });
    return {
      identities: identities.map(({ linkedAt, lastSignInAt, ...identity }) => ({
        ...identity,
        linkedAt: linkedAt.toISOString(),
        lastSignInAt: lastSignInAt.toISOString(),
      })),
      sessions: sessions.map(sessionView),
    };
  });
}

/** That session, or all of the person's, is over at once, noted in the ledger. Throws `notFound`. */
export async function revokeSessions(
  scope: Scope,
  { userId, sessionId }: { userId: string; sessionId?: string | undefined },
): Promise<void> {
  if (sessionId !== undefined && !isUuid(sessionId)) throw noPerson();
  await withPerson(scope, userId, async (tx, label) => {
    const ended = await endUserSessions(tx, userId, sessionId);
    if (ended === 0) return;
    await recordChange(tx, authorOf(scope), {
      resource: { type: 'Session', id: userId, label },
      operation: 'revoke',
      paths: [{ path: 'sessions', before: ended, after: 0 }],
    });
  });
}

/**
 * The person is nobody's account at any provider any more and is signed out; the next sign-in under their userName is
 * theirs again. For people whose account was made anew at the provider. Throws `notFound`.
 */
export async function unlinkPerson(scope: Scope, userId: string): Promise<void> {
  await withPerson(scope, userId, async (tx, label) => {
    const identities = await removeUserIdentities(tx, userId);
    await endUserSessions(tx, userId);
    for (const { subject, ...before } of identities) {
      await recordChange(tx, authorOf(scope), {
        resource: { type: 'User', id: userId, label },
        operation: 'update',
        paths: [{ path: 'subject', before: subject, after: null }],
      });
      await noteClaims(tx, scope, { id: userId, label }, { before, after: nothingClaimed });
    }
  });
}

async function withPerson<Result>(
  scope: Scope,
  userId: string,
  work: (tx: TenantTransaction, label: string) => Promise<Result>,
): Promise<Result> {
  if (!isUuid(userId)) throw noPerson();
  return inTenant(scope, async (tx) => {
    const person = await findDirectoryUser(tx, userId);
    if (!person) throw noPerson();
    return work(tx, person.displayName ?? person.userName);
  });
}

const noPerson = () => notFound('This organisation has no user with that id.');

function sessionView({ createdAt, lastSeenAt, expiresAt, ...session }: SessionListRow) {
  return {
    ...session,
    createdAt: createdAt.toISOString(),
    lastSeenAt: lastSeenAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
  };
}
