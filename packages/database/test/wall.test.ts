import pg from 'pg';
import { expect, test } from 'vitest';
import { secretColumns } from '../src/index.ts';
import { testDatabase } from '../src/testing/index.ts';

/** Everything else belongs to one tenant and stands behind the wall. Jobs carry ids alone, never what they name; eras are of the server, starts of a network. */
const outsideTheWall =
  /^(tenants|tenant_admins|admins|admin_sessions|admin_accounts|admin_verifications|admin_rate_limits|sign_in_starts|ledger_eras|kysely_.*|graphile_worker\..*)$/;

type Table = Readonly<{
  name: string;
  has_tenant: boolean;
  is_forced: boolean;
  policies: number;
  owner: string;
}>;

test('every table is behind the wall, except those that are listed', async () => {
  const tables = await readTables();
  const open = tables.filter((table) => !table.has_tenant || !table.is_forced || table.policies === 0);
  expect(tables.length).toBeGreaterThan(open.length);
  expect(open.map((table) => table.name).filter((name) => !outsideTheWall.test(name))).toEqual([]);
});

test('the service role owns no table and may not step around a policy', async () => {
  expect((await readTables()).filter((table) => table.owner === 'rollcall_service')).toEqual([]);
  await using database = await testDatabase();
  const [role] = await query(
    database.url,
    `select rolsuper, rolbypassrls from pg_roles where rolname = 'rollcall_service'`,
  );
  expect(role).toEqual({ rolsuper: false, rolbypassrls: false });
});

test('whatever is stored encrypted comes under a new key with the rest', async () => {
  await using database = await testDatabase();
  const columns = await query(
    database.url,
    `select table_name, column_name from information_schema.columns where column_name like '%\\_encrypted' order by 1, 2`,
  );
  const known = secretColumns.map(({ table, column }) => ({ table_name: table, column_name: column }));
  expect(new Set(columns)).toEqual(new Set(known));
});

async function readTables(): Promise<Table[]> {
  await using database = await testDatabase();
  return (await query(
    database.url,
    `select case nspname when 'public' then relname::text else nspname || '.' || relname end as name,
       relrowsecurity and relforcerowsecurity as is_forced,
       pg_get_userbyid(relowner) as owner,
       exists (select from pg_attribute a where a.attrelid = c.oid and attname = 'tenant_id') as has_tenant,
       (select count(*)::int from pg_policy p where p.polrelid = c.oid) as policies
     from pg_class c join pg_namespace n on n.oid = relnamespace
     where relkind in ('r', 'p') and nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
     order by 1`,
  )) as Table[];
}

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}
