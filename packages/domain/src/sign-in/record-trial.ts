import { storeVerification, type IdentityProviderRow } from '@rollcall/database';
import { inTenant } from '../in-tenant.ts';
import type { Scope } from '../scope.ts';
import { claimedIdentity, type Claims } from './claimed-identity.ts';
import { matchPerson } from './match-person.ts';
import { SignInRefusal, signInRefused } from './sign-in-refusal.ts';

/** What an admin's try of the settings showed. Times are ISO 8601. */
export type Trial = Readonly<{
  at: string;
  by: string;
  /** What the provider said, claim by claim, as text. */
  claims: readonly Readonly<{ name: string; value: string }>[];
  subject: string | null;
  userName: string | null;
  /** Whom a sign-in with these claims would be. */
  match: Readonly<{
    by: 'subject' | 'userName' | 'nothing';
    userId: string | null;
    label: string | null;
  }> | null;
  /** Why it would be refused. */
  problem: Readonly<{ code: string; sentence: string; detail: string | null }> | null;
}>;

const maxClaims = 60;
const maxClaimLength = 400;

/** The admin's try is over, and the settings remember what it showed; nobody is created, linked or signed in. */
export async function recordTrial(
  scope: Scope,
  settings: IdentityProviderRow,
  by: string,
  ask: () => Promise<Claims>,
): Promise<void> {
  const begun = { at: scope.now().toISOString(), by, claims: [], subject: null, userName: null, match: null };
  const trial = await tryOut(scope, settings, begun, ask);
  await inTenant(scope, (tx) =>
    storeVerification(tx, settings, {
      part: 'signIn',
      value: trial,
      ...(trial.problem === null ? { verifiedAt: scope.now() } : {}),
    }),
  );
}

async function tryOut(
  scope: Scope,
  settings: IdentityProviderRow,
  begun: Omit<Trial, 'problem'>,
  ask: () => Promise<Claims>,
): Promise<Trial> {
  let known = begun;
  try {
    const claims = await ask();
    known = { ...known, claims: shown(claims) };
    const identity = claimedIdentity(settings, claims);
    known = { ...known, subject: identity.subject, userName: identity.userName ?? null };
    const match = await inTenant(scope, (tx) => matchPerson(tx, settings, identity));
    const person = match.by === 'nothing' ? undefined : match.user;
    const found = { by: match.by, userId: person?.id ?? null, label: person?.label ?? null };
    known = { ...known, match: found };
    if (person && person.access !== 'granted') throw signInRefused('suspended');
    return { ...known, problem: null };
  } catch (error) {
    if (!(error instanceof SignInRefusal)) throw error;
    const problem = { code: error.reason, sentence: error.message, detail: error.detail ?? null };
    return { ...known, problem };
  }
}

/** Claims that only tie one answer to one question tell an admin nothing. */
const silent = new Set(['nonce', 'at_hash', 'c_hash', 's_hash', 'aio', 'rh', 'uti', 'jti']);

function shown(claims: Claims): Trial['claims'] {
  return Object.entries(claims)
    .filter(([name]) => !silent.has(name))
    .slice(0, maxClaims)
    .map(([name, value]) => ({
      name: name.slice(0, maxClaimLength),
      value: (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, maxClaimLength),
    }))
    .map(({ name, value }) => ({ name: storable(name), value: storable(value) }));
}

/** Postgres holds no NUL, and half a surrogate pair is no character. */
function storable(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}
