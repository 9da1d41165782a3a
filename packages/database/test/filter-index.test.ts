import { afterAll, beforeAll, expect, test } from 'vitest';
import pg from 'pg';
import { parseFilter } from '@rollcall/scim';
import {
  connect,
  countResources,
  disconnect,
  groups,
  insertTenant,
  listResources,
  users,
  type Database,
} from '../src/index.ts';
import { testDatabase, type ClonedDatabase } from '../src/testing/index.ts';
import { rowsOf } from './people-in-postgres.ts';

let database: ClonedDatabase;
let db: Database;
let tenantId: string;
beforeAll(async () => {
  database = await testDatabase();
  db = connect(database.url);
  for (const key of ['lantern-7f3k', 'harbour-2b9x']) {
    tenantId = (await insertTenant(db, { key, name: key }))!.id;
    await fill(database.url, tenantId);
  }
});
afterAll(async () => {
  await disconnect(db);
  await database[Symbol.asyncDispose]();
});

const id = '0198f6c0-7b1e-7c3a-9d21-0f3ad1f0b7aa';

test.each([
  ['users', 'userName eq "User-77@example.com"'],
  ['users', 'userName sw "USER-77"'],
  ['users', 'externalId eq "e77"'],
  ['users', 'externalId sw "e77"'],
  ['users', 'displayName eq "person 77"'],
  ['users', 'displayName sw "person 7"'],
  ['users', 'emails eq "user-77@example.com"'],
  ['users', 'emails.value sw "user-77@"'],
  ['users', 'emails[type eq "work" and value eq "user-77@example.com"]'],
  ['users', 'emails[type eq "work"].value eq "user-77@example.com"'],
  ['users', 'id sw "0198f6c0"'],
  ['users', `id eq "${id}"`],
  ['users', `id eq "${id}" and manager eq "${id}"`],
  ['users', `manager eq "${id}" and id eq "${id}"`],
  ['groups', 'displayName eq "Group 77"'],
  ['groups', 'displayName sw "group 7"'],
  ['groups', 'externalId eq "e77"'],
  ['groups', 'externalId sw "e7"'],
  ['groups', `id eq "${id}" and members eq "${id}"`],
])('%s where %s are found through an index that leads with the tenant', async (name, filter) => {
  const plan = await planOf(name === 'users' ? users : groups, filter);
  const scans = plan.filter((node) => node['Relation Name'] === name);
  expect(scans.length).toBeGreaterThan(0);
  for (const scan of scans) {
    // A bitmap of several indexes names their conditions in the scans below it.
    const from = scan['Node Type'] === 'Bitmap Heap Scan' ? flat(scan).slice(1) : [scan];
    const conditions = from.filter((node) => 'Index Cond' in node);
    expect(conditions.length).toBeGreaterThan(0);
    for (const node of conditions) {
      expect(node['Node Type']).toMatch(/Index/);
      expect(String(node['Index Cond'])).toMatch(/tenant_id = .*\) AND \(/);
    }
  }
});

test('groups of a user are looked up by key, also by a plan made while there were next to none', async () => {
  const database = await testDatabase();
  const fresh = connect(database.url);
  const tenant = (await insertTenant(fresh, { key: 'quarry-4m2d', name: 'Quarry' }))!;
  const { text } = users.read(id, 'https://rollcall.test');
  const [row] = await rowsOf(fresh, tenant.id, `explain (generic_plan, format json) ${text}`);
  const scans = flat(planIn(row!)).filter((node) => node['Relation Name'] === 'groups');
  expect(scans.map((node) => String(node['Index Cond']))).toEqual([
    expect.stringMatching(/tenant_id = .*\) AND \(id = m\.group_id\)/),
  ]);
  await disconnect(fresh);
  await database[Symbol.asyncDispose]();
});

// Names are always there, so their presence is no question to an index.
test.each([
  ['users', 'externalId pr', 'external_id'],
  ['users', 'emails.value pr', 'email_key'],
  ['groups', 'externalId pr', 'external_id'],
])('%s where %s are counted through an index on %s', async (name, filter, column) => {
  const table = name === 'users' ? users : groups;
  const query = { filter: parseFilter(filter), baseUrl: 'https://rollcall.test' };
  const count = countResources([{ table, related: false }], query);
  const scans = (await nodesOf(count.text)).filter((node) => 'Index Cond' in node);
  expect(scans.map((node) => String(node['Index Cond']))).toEqual([
    expect.stringMatching(new RegExp(`tenant_id = .*\\) AND \\(${column} `)),
  ]);
});

type PlanNode = Readonly<Record<string, unknown> & { Plans?: PlanNode[] }>;

/** The nodes of the plan that Postgres keeps for the page, whatever the values. */
async function planOf(table: typeof users | typeof groups, filter: string): Promise<PlanNode[]> {
  const page = listResources([{ table, related: false }], {
    filter: parseFilter(filter),
    sort: undefined,
    limit: 100,
    from: { offset: 0 },
    baseUrl: 'https://rollcall.test',
  });
  return nodesOf(page.text);
}

async function nodesOf(text: string): Promise<PlanNode[]> {
  const [row] = await rowsOf(db, tenantId, `explain (generic_plan, format json) ${text}`);
  return flat(planIn(row!));
}

const planIn = (row: Record<string, unknown>) => (row['QUERY PLAN'] as [{ Plan: PlanNode }])[0].Plan;
const flat = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(flat)];

/** What one in twenty has. */
const rare = `|| case when n % 20 = 0 then jsonb_build_object('externalId', 'e' || n, 'emails',
  jsonb_build_array(jsonb_build_object('type', 'work', 'value', 'user-' || n || '@example.com'))) else '{}' end`;

/** Three thousand users and groups, and Postgres knows that they are many. */
async function fill(url: string, tenant: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const [table, more, values, label] of [
      [
        'users',
        ', access',
        `, 'granted'`,
        `'userName', 'user-' || n || '@example.com', 'displayName', 'Person ' || n`,
      ],
      ['groups', '', '', `'displayName', 'Group ' || n`],
    ] as const) {
      await client.query(
        `insert into ${table} (tenant_id, attributes, extension_urns, origin${more})
         select $1, jsonb_build_object(${label}) ${rare}, '', 'scim'${values}
         from generate_series(1, 3000) n`,
        [tenant],
      );
      await client.query(`analyze ${table}`);
    }
  } finally {
    await client.end();
  }
}
