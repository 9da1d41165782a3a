import { schemasOf, type Filter, type Resource } from '@rollcall/scim';
import { connect, disconnect, insertTenant, users, withTenant } from '../src/index.ts';
import { filterToSql } from '../src/filter/filter-to-sql.ts';
import type { Value } from '../src/batch.ts';
import { insertUsers, testDatabase } from '../src/testing/index.ts';

const baseUrl = 'https://rollcall.test/t/lantern-7f3k/scim/v2';

/** A person to store: what a client wrote, and when the row was made and last changed. */
export type Person = Readonly<{ attributes: Resource; created: string; modified: string; version: number }>;

export type StoredPeople = Awaited<ReturnType<typeof storePeople>>;

/** The people in a database of their own, as resources that a client sees, and a way to find them by a filter. */
export async function storePeople(people: readonly Person[]) {
  const database = await testDatabase();
  const db = connect(database.url);
  const tenant = (await insertTenant(db, { key: 'lantern-7f3k', name: 'Lantern Works' }))!;
  const rows = people.map(({ attributes, created, modified, version }) => ({
    attributes,
    extension_urns: extensionUrns(attributes),
    created_at: created,
    updated_at: modified,
    version,
  }));
  const ids = await withTenant(db, tenant.id, (tx) => insertUsers(tx, rows));
  return {
    db,
    tenant,
    url: database.url,
    resources: people.map((person, index) => rendered(person, ids[index]!)),
    /** The ids that Postgres finds, in order. */
    find: async (filter: Filter): Promise<string[]> => {
      const values: Value[] = [];
      const where = filterToSql(users, filter, { bind: (value) => `$${values.push(value)}`, baseUrl });
      const rows = await rowsOf(
        db,
        tenant.id,
        `select r.id from users r where ${where} order by r.id`,
        values,
      );
      return rows.map(({ id }) => id as string);
    },
    [Symbol.asyncDispose]: async () => {
      await disconnect(db);
      await database[Symbol.asyncDispose]();
    },
  };
}

/** What the statement answers inside the tenant's wall. */
export async function rowsOf(
  db: ReturnType<typeof connect>,
  tenantId: string,
  text: string,
  values: readonly Value[] = [],
): Promise<Record<string, unknown>[]> {
  const client = await db.pool.connect();
  try {
    await client.query('begin read only');
    await client.query(`select set_config('app.tenant_id', $1, true)`, [tenantId]);
    return (await client.query<Record<string, unknown>>(text, [...values])).rows;
  } finally {
    await client.query('rollback');
    client.release();
  }
}

function extensionUrns(attributes: Resource): string {
  const [, ...urns] = schemasOf(users.resourceSchema, attributes);
  return urns.map((urn) => `,${JSON.stringify(urn)}`).join('');
}

function rendered({ attributes, created, modified, version }: Person, id: string): Resource & { id: string } {
  return {
    schemas: schemasOf(users.resourceSchema, attributes),
    id,
    ...attributes,
    meta: { resourceType: 'User', created, lastModified: modified, version: `W/"${version}"` },
  };
}
