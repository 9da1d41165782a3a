import { CompiledQuery, sql } from 'kysely';
import type { Statement } from '../statement.ts';
import type { TenantTransaction } from '../tenant-transaction.ts';
import { authorValues, type Author } from './resource-table.ts';

/** A user or group that admins keep here, as its table takes it: attributes and changed paths are JSON text. */
export type LocalResource = Readonly<{ attributes: string; extensionUrns: string }>;

type Table = 'users' | 'groups';

const facts = {
  users: {
    type: 'User',
    label: 'coalesce(display_name, user_name)',
    access: { column: ', access', value: ", 'granted'" },
  },
  groups: { type: 'Group', label: 'display_name', access: { column: '', value: '' } },
} as const;

/** The resource is in the directory with local origin, noted in the ledger; its id. */
export async function insertLocal(
  tx: TenantTransaction,
  author: Author,
  table: Table,
  { attributes, extensionUrns }: LocalResource,
): Promise<string> {
  const { type, label, access } = facts[table];
  const { rows } = await sql<{ id: string }>`with made as (
      insert into ${sql.table(table)} (attributes, extension_urns, origin ${sql.raw(access.column)})
      values (${attributes}::jsonb, ${extensionUrns}, 'local' ${sql.raw(access.value)}) returning *),
    noted as (
      insert into changes (actor_kind, actor_id, actor_label, request_id, resource_type, resource_id, resource_label, operation)
      select ${sql.join([...authorValues(author)])}, ${type}, id, ${sql.raw(label)}, 'create' from made)
    select id from made`.execute(tx);
  const [made] = rows;
  if (!made) throw new Error('An insert answered with no row');
  return made.id;
}

/** A local resource's attributes, held until the transaction ends; undefined when there is none of that id. */
export async function lockLocal(
  tx: TenantTransaction,
  table: Table,
  id: string,
): Promise<{ attributes: Readonly<Record<string, unknown>>; origin: 'scim' | 'jit' | 'local' } | undefined> {
  const { rows } = await sql<{ attributes: Record<string, unknown>; origin: 'scim' | 'jit' | 'local' }>`
    select attributes, origin from ${sql.table(table)} where id = ${id} for no key update`.execute(tx);
  return rows[0];
}

/** The locked resource has these attributes, noted in the ledger with the paths that changed. */
export async function updateLocal(
  tx: TenantTransaction,
  author: Author,
  table: Table,
  { id, paths, attributes, extensionUrns }: LocalResource & { id: string; paths: string },
): Promise<void> {
  const { type, label } = facts[table];
  await sql`with changed as (
      update ${sql.table(table)} set attributes = ${attributes}::jsonb, extension_urns = ${extensionUrns},
        version = version + 1, updated_at = now() where id = ${id} returning *)
    insert into changes
      (actor_kind, actor_id, actor_label, request_id, resource_type, resource_id, resource_label, operation, paths)
    select ${sql.join([...authorValues(author)])}, ${type}, id, ${sql.raw(label)}, 'update', ${paths}::jsonb
    from changed`.execute(tx);
}

/** A statement of the SCIM door has run in the transaction of an admin's change; its rows. */
export async function runStatement<Row>(
  tx: TenantTransaction,
  { text, values }: Statement<Row>,
): Promise<Row[]> {
  return (await tx.executeQuery<Row>(CompiledQuery.raw(text, [...values]))).rows;
}
