import { findTenant, type Database } from '@rollcall/database';
import type { Outbound } from '../outbound/create-outbound.ts';
import type { Scope } from '../scope.ts';
import type { KeyRing } from '../secrets/key-ring.ts';
import { rememberProviders, type RememberedProviders } from './discover-provider.ts';
import { signInRefused } from './sign-in-refusal.ts';

/** What end users sign in through keeps for the life of the process. */
export type SignInDoor = Readonly<{
  db: Database;
  outbound: Outbound;
  secretKeys: KeyRing;
  /** Scheme and host of the sign-in pages, without a slash at the end. */
  publicOrigin: string;
  now: () => Date;
  providers: RememberedProviders;
}>;

/** A door onto that database, with empty memories. */
export function createSignInDoor(options: Omit<SignInDoor, 'providers'>): SignInDoor {
  return { ...options, providers: rememberProviders(options.now) };
}

/** The scope of a request at that organisation's sign-in pages. Throws `unknownOrganisation`. */
export async function openSignInScope(
  door: SignInDoor,
  { tenantKey, requestId }: { tenantKey: string; requestId: string },
): Promise<Scope> {
  // A key of another form is no tenant's, and some characters would never reach Postgres.
  const tenant = /^[a-z0-9-]{1,128}$/.test(tenantKey) ? await findTenant(door.db, tenantKey) : undefined;
  if (!tenant) throw signInRefused('unknownOrganisation');
  const actor = { kind: 'signIn', id: null, label: 'Sign-in' } as const;
  return Object.freeze({ db: door.db, tenant, actor, requestId, now: door.now });
}
