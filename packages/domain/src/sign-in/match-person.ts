import {
  isKnownAddress,
  lockUserByName,
  lockUserBySubject,
  readProvisioning,
  type IdentityProviderRow,
  type SignInUser,
  type TenantTransaction,
} from '@rollcall/database';
import type { ClaimedIdentity } from './claimed-identity.ts';
import { signInRefused } from './sign-in-refusal.ts';

/** Whom an identity is here: known by its subject, recognised by userName for the first time, or about to be created. */
export type Match =
  Readonly<{ by: 'subject' | 'userName'; user: SignInUser }> | Readonly<{ by: 'nothing'; userName: string }>;

/**
 * Whom the identity is here, by the rule of docs/decisions/0033: subject, then userName, never an e-mail address. A person
 * found is held until the transaction ends. Throws a `SignInRefusal`.
 */
export async function matchPerson(
  tx: TenantTransaction,
  settings: Pick<IdentityProviderRow, 'jit'>,
  identity: ClaimedIdentity,
): Promise<Match> {
  const linked = await lockUserBySubject(tx, identity);
  if (linked) return { by: 'subject', user: linked };
  const { issuer, userName, email } = identity;
  if (userName === undefined) throw signInRefused('userNameMissing');
  const named = await lockUserByName(tx, { issuer, userName });
  if (named && named.subject !== null) throw signInRefused('subjectConflict');
  if (named) return { by: 'userName', user: named };
  // Whether the provider has verified it or not: two people with one address would be taken for one by everybody.
  if (email !== undefined && (await isKnownAddress(tx, email))) throw signInRefused('emailTaken');
  if (!(await mayCreate(tx, settings))) throw signInRefused('noAccount');
  return { by: 'nothing', userName };
}

async function mayCreate(tx: TenantTransaction, { jit }: Pick<IdentityProviderRow, 'jit'>): Promise<boolean> {
  if (jit !== 'untilScim') return jit === 'on';
  return !(await readProvisioning(tx)).enabled;
}
