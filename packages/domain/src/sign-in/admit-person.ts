import {
  insertJitUser,
  isViolation,
  lockUserByName,
  recordChange,
  storeIdentity,
  updateJitUser,
  type IdentityProviderRow,
  type SignInUser,
  type TenantTransaction,
} from '@rollcall/database';
import { changedPaths, dialects, normaliseResource, urns, type Resource } from '@rollcall/scim';
import { inTenant } from '../in-tenant.ts';
import { userType } from '../provisioning/resource-type.ts';
import { authorOf, type Scope } from '../scope.ts';
import type { ClaimedIdentity } from './claimed-identity.ts';
import { matchPerson } from './match-person.ts';
import { noteClaims } from './note-claims.ts';
import { signInRefused } from './sign-in-refusal.ts';

/**
 * Whoever has that identity is in the directory, linked to it and up to date, and `then` has been done for them in the
 * same transaction. Throws a `SignInRefusal`.
 */
export async function admitPerson<Result>(
  scope: Scope,
  settings: Settings,
  identity: ClaimedIdentity,
  then: (tx: TenantTransaction, userId: string) => Promise<Result>,
): Promise<Result> {
  for (let times = 1; ; times++) {
    try {
      return await inTenant(scope, async (tx) => {
        const person = await admit(tx, scope, settings, identity);
        const at = { provider: settings.issuer, now: scope.now() };
        const before = await storeIdentity(tx, person.id, identity, at);
        await noteClaims(tx, scope, person, { before, after: identity.claims });
        return then(tx, person.id);
      });
    } catch (error) {
      // The same person came in twice at once, or SCIM brought them in this moment: whoever was first is found now.
      if (times === 3 || !constraints.some((name) => isViolation(error, name))) throw error;
    }
  }
}

type Settings = Pick<IdentityProviderRow, 'jit' | 'issuer'>;
type Person = Pick<SignInUser, 'id' | 'label'>;

const constraints = ['users_user_name_key', 'user_identities_pkey', 'user_identities_user_key'];

async function admit(
  tx: TenantTransaction,
  scope: Scope,
  settings: Settings,
  identity: ClaimedIdentity,
): Promise<Person> {
  const match = await matchPerson(tx, settings, identity);
  if (match.by === 'nothing') return create(tx, scope, identity, match.userName);
  if (match.user.access === 'held') throw signInRefused('held');
  if (match.user.access !== 'granted') throw signInRefused('suspended');
  const { user } = match;
  if (match.by === 'userName') await note(tx, scope, user, [linked(identity)]);
  if (user.origin === 'jit') await bringUpToDate(tx, scope, user, identity);
  return { id: user.id, label: user.label };
}

async function create(
  tx: TenantTransaction,
  scope: Scope,
  { profile }: ClaimedIdentity,
  userName: string,
): Promise<Person> {
  const attributes = asUser(profile, userName);
  const user = await insertJitUser(tx, { attributes: JSON.stringify(attributes), extensionUrns: '' });
  await recordChange(tx, authorOf(scope), {
    resource: { type: 'User', ...user },
    operation: 'create',
    paths: [],
  });
  return user;
}

/** What the provider says of a person whom sign-ins brought replaces what it said before; silence removes nothing. */
async function bringUpToDate(
  tx: TenantTransaction,
  scope: Scope,
  user: SignInUser,
  { profile, issuer, userName }: ClaimedIdentity,
): Promise<void> {
  const before = user.attributes;
  const holder = userName === undefined ? undefined : await lockUserByName(tx, { issuer, userName });
  const isFree = userName !== undefined && (holder === undefined || holder.id === user.id);
  const name = isFree ? userName : String(before['userName']);
  const after = { ...before, ...asUser(profile, name), active: before['active'] };
  const paths = changedPaths(before, after);
  if (paths.length === 0) return;
  await updateJitUser(tx, user.id, JSON.stringify(after));
  await note(tx, scope, user, paths);
}

function asUser(profile: Resource, userName: string): Resource {
  return normaliseResource(
    userType.resourceSchema,
    { schemas: [urns.user], ...profile, userName },
    dialects.rfc,
  );
}

const linked = ({ subject }: ClaimedIdentity) => ({ path: 'subject', before: null, after: subject });

function note(
  tx: TenantTransaction,
  scope: Scope,
  { id, label }: SignInUser,
  paths: Parameters<typeof recordChange>[2]['paths'],
): Promise<void> {
  return recordChange(tx, authorOf(scope), {
    resource: { type: 'User', id, label },
    operation: 'update',
    paths,
  });
}
