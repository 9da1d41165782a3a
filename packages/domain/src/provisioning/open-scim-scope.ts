import { findTokenHolder, readTenantSchemas, type Database, type TokenHolder } from '@rollcall/database';
import { dialects, notFound, unauthenticated } from '@rollcall/scim';
import type { KeyRing } from '../secrets/key-ring.ts';
import type { Sealer } from '../secrets/sealer.ts';
import { hashToken } from '../tokens/token-secret.ts';
import { meaningOf } from './meanings.ts';
import { cursorSealer } from './page-cursor.ts';
import { rememberResources, type RememberedResources } from './remembered-resources.ts';
import type { ResourceType } from './resource-type.ts';
import type { ScimScope } from './scim-scope.ts';
import { tenantTypes } from './tenant-types.ts';

/** What the SCIM door keeps for the life of the process. */
export type ScimDoor = Readonly<{
  db: Database;
  /** Scheme and host that Base URLs start with, without a slash at the end. */
  publicOrigin: string;
  now: () => Date;
  remembered: RememberedResources;
  holders: Map<string, Recognised>;
  /** Seals the cursors of pages. */
  cursors: Sealer;
}>;

/** A token's holder and the resource types of its tenant, as they were a moment ago. */
type Recognised = Readonly<{ holder: TokenHolder; types: readonly ResourceType[]; until: number }>;

/** A door onto that database, with empty memories. */
export function createScimDoor({
  secretKeys,
  ...options
}: Pick<ScimDoor, 'db' | 'publicOrigin' | 'now'> & { secretKeys: KeyRing }): ScimDoor {
  return {
    ...options,
    remembered: rememberResources(),
    holders: new Map(),
    cursors: cursorSealer(secretKeys),
  };
}

/**
 * The scope of a request at that tenant's Base URL with that API token. Throws `notFound` for an unknown Base URL,
 * `unauthenticated` for a token that is missing or not live there, `forbidden` while provisioning is off.
 *
 * A token seen in the last seconds is recognised from memory, which decides only that its request is worth reading:
 * the transaction that does the work proves token and rules again (enter_scim_scope), so a revocation holds at once, and
 * so does a change of the dialect or of a schema (withCurrentRules).
 */
export async function openScimScope(
  door: ScimDoor,
  request: { tenantKey: string; token: string | undefined; requestId: string },
): Promise<ScimScope> {
  const { tenantKey, token, requestId } = request;
  // A key of another form is no tenant's, and some characters would never reach Postgres.
  if (!/^[a-z0-9-]{1,128}$/.test(tenantKey)) throw notFound('No directory answers at this Base URL.');
  if (token === undefined) {
    throw unauthenticated('This Base URL needs an API token: send it as "Authorization: Bearer <token>".');
  }
  const hash = hashToken(token);
  const recognised = await recogniseHolder(door, tenantKey, hash);
  const { holder, types } = recognised;
  return Object.freeze({
    db: door.db,
    tenant: { id: holder.tenantId, key: tenantKey, name: holder.tenantName },
    token: { id: holder.tokenId, label: holder.tokenLabel },
    dialect: dialects[holder.dialect],
    types,
    rulesVersion: holder.rulesVersion,
    reopen: () => {
      const key = holderKey(tenantKey, hash);
      // Another request may have looked already.
      if (door.holders.get(key) === recognised) door.holders.delete(key);
      return openScimScope(door, request);
    },
    baseUrl: baseUrlOf(door.publicOrigin, tenantKey),
    requestId,
    remembered: door.remembered,
    cursors: door.cursors,
    now: door.now,
  });
}

/** The Base URL that an admin pastes in the identity provider: Entra's Tenant URL, Okta's SCIM connector base URL. */
export function baseUrlOf(publicOrigin: string, tenantKey: string): string {
  return `${publicOrigin}/t/${tenantKey}/scim/v2`;
}

const recognisedForMs = 10_000;
const maxHolders = 10_000;

async function recogniseHolder(door: ScimDoor, tenantKey: string, hash: Buffer): Promise<Recognised> {
  const key = holderKey(tenantKey, hash);
  const known = door.holders.get(key);
  if (known && known.until > door.now().getTime()) return known;
  door.holders.delete(key);
  try {
    const holder = await findTokenHolder(door.db, tenantKey, hash);
    // What the engine has worked out about a schema it keeps by the schema, so one that has not changed stays.
    const types =
      known && known.holder.types === holder.types
        ? known.types
        : tenantTypes(readTenantSchemas(holder.types));
    const recognised = { holder, types, until: door.now().getTime() + recognisedForMs };
    if (door.holders.size >= maxHolders) door.holders.clear();
    door.holders.set(key, recognised);
    return recognised;
  } catch (error) {
    throw meaningOf(error);
  }
}

const holderKey = (tenantKey: string, hash: Buffer) => `${tenantKey} ${hash.toString('base64')}`;
