import type { Author, Database } from '@rollcall/database';
import type { Dialect } from '@rollcall/scim';
import type { Sealer } from '../secrets/sealer.ts';
import type { RememberedResources } from './remembered-resources.ts';
import type { ResourceType } from './resource-type.ts';

/** Who is asking over SCIM, for which tenant, in which dialect. Made once per request, frozen, passed down. */
export type ScimScope = Readonly<{
  db: Database;
  tenant: Readonly<{ id: string; key: string; name: string }>;
  token: Readonly<{ id: string; label: string }>;
  dialect: Dialect;
  /** The kinds of resource the tenant has, with the tenant's own schemas in them. */
  types: readonly ResourceType[];
  /** Stands for dialect and types: a transaction proves that they are still the tenant's. */
  rulesVersion: string;
  /** The same caller, with the rules as they are by now. */
  reopen: () => Promise<ScimScope>;
  /** The tenant's Base URL without a slash at its end; every location starts with it. */
  baseUrl: string;
  requestId: string;
  remembered: RememberedResources;
  /** Seals the cursors of pages. */
  cursors: Sealer;
  now: () => Date;
}>;

/** The identity provider behind the token, as the ledger names it. */
export function authorOf(scope: ScimScope): Author {
  return { kind: 'token', id: scope.token.id, label: scope.token.label, requestId: scope.requestId };
}
