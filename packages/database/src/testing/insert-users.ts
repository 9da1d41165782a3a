import { sql } from 'kysely';
import type { TenantTransaction } from '../tenant-transaction.ts';

/** A user to be there already; how they came is no part of the story. What is left out is as a client's request leaves it. */
export type ExistingUser = Readonly<{
  attributes: Readonly<Record<string, unknown>>;
  extension_urns?: string;
  origin?: 'scim' | 'jit' | 'local';
  created_at?: string;
  updated_at?: string;
  version?: number;
}>;

/** The users are in the directory with granted access; their ids in the same order. */
export async function insertUsers(tx: TenantTransaction, users: readonly ExistingUser[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    insert into users (attributes, extension_urns, origin, access, created_at, updated_at, version)
    select u.attributes, coalesce(u.extension_urns, ''), coalesce(u.origin, 'scim'), 'granted',
      coalesce(u.created_at, now()), coalesce(u.updated_at, now()), coalesce(u.version, 1)
    from jsonb_to_recordset(${JSON.stringify(users)}::jsonb) as u
      (attributes jsonb, extension_urns text, origin resource_origin, created_at timestamptz, updated_at timestamptz, version bigint)
    returning id`.execute(tx);
  return rows.map(({ id }) => id);
}
