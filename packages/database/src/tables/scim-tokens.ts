import type { Dialect } from '@rollcall/scim';
import type { Database } from '../connect.ts';

/** The holder of a live token at one tenant's Base URL. */
export type TokenHolder = Readonly<{
  tenantId: string;
  tenantName: string;
  tokenId: string;
  tokenLabel: string;
  dialect: Dialect['name'];
  /** The tenant's own schemas as JSON text, which `readTenantSchemas` reads; null when it has none. */
  types: string | null;
  /** Changes with the dialect and the schemas; a transaction proves that it is still the same. */
  rulesVersion: string;
}>;

/**
 * The holder of the token with that SHA-256 at that tenant. Throws Postgres's RC001 (no such tenant), RC002 (no such
 * live token there) or RC003 (provisioning switched off).
 */
export async function findTokenHolder(db: Database, tenantKey: string, hash: Buffer): Promise<TokenHolder> {
  const { rows } = await db.pool.query({
    name: 'find_scim_token',
    text: `select tenant_id as "tenantId", tenant_name as "tenantName", token_id as "tokenId",
      token_label as "tokenLabel", dialect, types, rules_version as "rulesVersion" from find_scim_token($1, $2)`,
    values: [tenantKey, hash],
  });
  return rows[0] as TokenHolder;
}
