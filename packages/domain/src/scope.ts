import type { Author, Database } from '@rollcall/database';

/** Who acts on which organisation, and when. Made once per request, passed down. */
export type Scope = Readonly<{
  db: Database;
  tenant: Readonly<{ id: string; key: string; name: string }>;
  actor: Readonly<{ kind: 'admin' | 'signIn' | 'system'; id: string | null; label: string }>;
  requestId: string;
  now: () => Date;
}>;

/** The one who acts, as the ledger names them. */
export function authorOf(scope: Scope): Author {
  return { ...scope.actor, requestId: scope.requestId };
}
