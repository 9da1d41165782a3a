import { sql, type RawBuilder } from 'kysely';
import type { TenantTransaction } from '../tenant-transaction.ts';
import { authorValues, type Author } from './resource-table.ts';

/**
 * Where the values of a schema are: in resources of User, of Group, or of the tenant's own type with that id; under the
 * URN of an extension, or, without one, at the top of the resource.
 */
export type SchemaPlace = Readonly<{ type: 'User' | 'Group' | { id: string }; urn?: string }>;

/** How many resources of the place's type there are, how many hold the schema, and how many hold each attribute. */
export type SchemaUse = Readonly<{
  resources: number;
  holding: number;
  attributes: Readonly<Record<string, number>>;
}>;

/** How much of a schema is in use. */
export async function countSchemaValues(tx: TenantTransaction, place: SchemaPlace): Promise<SchemaUse> {
  const { rows: counts } = await sql<{ resources: number; holding: number }>`
    select count(*)::int as resources, (count(*) filter (where ${holds(place)}))::int as holding
    from ${rowsOf(place)} r`.execute(tx);
  const { rows } = await sql<{ name: string; times: number }>`
    select name, count(*)::int as times
    from ${rowsOf(place)} r cross join lateral jsonb_object_keys(${values(place)}) name
    where ${holds(place)} group by name`.execute(tx);
  const { resources = 0, holding = 0 } = counts[0] ?? {};
  return { resources, holding, attributes: Object.fromEntries(rows.map(({ name, times }) => [name, times])) };
}

/** Up to `limit` of what resources hold under that URN in any case of letters, after the resource of that id. */
export async function listSchemaValues(
  tx: TenantTransaction,
  place: SchemaPlace & { urn: string },
  page: { after: string | null; limit: number },
): Promise<{ id: string; urn: string; value: unknown }[]> {
  const after = page.after === null ? sql`true` : sql`r.id > ${page.after}`;
  const { rows } = await sql<{ id: string; urn: string; value: unknown }>`
    select r.id, e.key as urn, e.value
    from ${rowsOf(place)} r cross join lateral jsonb_each(r.attributes) e
    where ${after} and r.extension_urns <> '' and lower(e.key) = lower(${place.urn})
    order by r.id limit ${page.limit}`.execute(tx);
  return rows;
}

/** Nothing under the extension's URN is left, and each resource that loses something has a line in the ledger. */
export async function removeSchemaValues(
  tx: TenantTransaction,
  author: Author,
  place: SchemaPlace & { urn: string },
): Promise<void> {
  const { urn } = place;
  await sql`with changed as (
      update ${table(place)} r set attributes = r.attributes - ${urn}::text, version = r.version + 1, updated_at = now(),
        extension_urns = replace(r.extension_urns, ${`,${JSON.stringify(urn)}`}, '')
      where ${isOf(place)} and ${holds(place)}
      returning r.id, ${label(place)} as label, old.attributes -> ${urn}::text as before)
    insert into changes ${ledgerColumns}
    select ${sql.join([...authorValues(author)])}, ${kind(place)}, id, label, 'update',
      (select jsonb_agg(jsonb_build_object('path', ${`${urn}:`}::text || key, 'before', value, 'after', null)) from jsonb_each(before))
    from changed`.execute(tx);
}

/** No resource of that type of the tenant's own is left, and each has its last line in the ledger. */
export async function removeCustomResources(
  tx: TenantTransaction,
  author: Author,
  type: { id: string; name: string },
): Promise<void> {
  const place = { type };
  await sql`with gone as (
      delete from custom_resources r where ${isOf(place)} returning r.id,
        concat(${type.name}::text, ' ' || r.display_name) as label, r.attributes)
    insert into changes ${ledgerColumns}
    select ${sql.join([...authorValues(author)])}, 'Resource', id, label, 'delete',
      jsonb_build_array(jsonb_build_object('path', '', 'before', attributes, 'after', null))
    from gone`.execute(tx);
}

const ledgerColumns = sql`(actor_kind, actor_id, actor_label, request_id, resource_type, resource_id, resource_label, operation, paths)`;

function table({ type }: SchemaPlace): RawBuilder<unknown> {
  return sql.table(type === 'User' ? 'users' : type === 'Group' ? 'groups' : 'custom_resources');
}

function isOf({ type }: SchemaPlace): RawBuilder<boolean> {
  return typeof type === 'string' ? sql<boolean>`true` : sql<boolean>`r.type_id = ${type.id}::uuid`;
}

function rowsOf(place: SchemaPlace): RawBuilder<unknown> {
  return sql`(select r.id, r.attributes, r.extension_urns from ${table(place)} r where ${isOf(place)})`;
}

function holds({ urn }: SchemaPlace): RawBuilder<boolean> {
  return urn === undefined ? sql<boolean>`true` : sql<boolean>`r.attributes ? ${urn}::text`;
}

function values({ urn }: SchemaPlace): RawBuilder<unknown> {
  return urn === undefined ? sql`r.attributes` : sql`(r.attributes -> ${urn}::text)`;
}

function label({ type }: SchemaPlace): RawBuilder<string | null> {
  return type === 'User' ? sql`coalesce(r.display_name, r.user_name)` : sql`r.display_name`;
}

function kind({ type }: SchemaPlace): RawBuilder<string> {
  return sql`${typeof type === 'string' ? type : 'Resource'}::changed_resource`;
}
