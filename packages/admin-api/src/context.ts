import type { Auth, KeyRing, Outbound, Scope } from '@rollcall/domain';

/** What the admin door needs to answer. Origins are scheme and host. */
export type AdminDeps = Readonly<{
  db: Scope['db'];
  auth: Auth;
  secretKeys: KeyRing;
  publicOrigin: string;
  now: () => Date;
  /** The way to addresses that admins typed. */
  outbound: Outbound;
}>;

/** What every procedure knows of its request. */
export type AdminContext = Readonly<{
  deps: AdminDeps;
  requestId: string;
  /** Who is signed in, by the session in the request's cookie; looked up once however many procedures ask. */
  findAdmin: () => Promise<Admin | null>;
}>;

type Admin = Readonly<{ id: string; name: string; email: string }>;

/** The context of a request. */
export function createAdminContext(
  deps: AdminDeps,
  request: { headers: Headers; requestId: string },
): AdminContext {
  let admin: Promise<Admin | null> | undefined;
  const findAdmin = () => (admin ??= adminOf(deps.auth, request.headers));
  return Object.freeze({ deps, requestId: request.requestId, findAdmin });
}

async function adminOf(auth: Auth, headers: Headers): Promise<Admin | null> {
  const session = await auth.api.getSession({ headers });
  return session && { id: session.user.id, name: session.user.name, email: session.user.email };
}
