import pg from 'pg';
import { expect, test } from 'vitest';
import { parseFilter, userResource } from '@rollcall/scim';
import { connect, disconnect, insertTenant, ruleTarget, type Rules } from '../src/index.ts';
import type { Value } from '../src/batch.ts';
import { accessPathsOf } from '../src/tables/access-paths.ts';
import { testDatabase } from '../src/testing/index.ts';
import { rowsOf } from './people-in-postgres.ts';

test('the access of one person is one statement, in which every table is entered by an index that leads with the tenant', async () => {
  await using database = await testDatabase();
  const db = connect(database.url);
  let tenantId = '';
  for (const key of ['lantern-7f3k', 'harbour-2b9x']) {
    tenantId = (await insertTenant(db, { key, name: key }))?.id ?? '';
    await fill(database.url, tenantId);
  }
  const [person] = await rowsOf(db, tenantId, `select id from users where user_name_key = 'u77@x'`);
  const roles = await rowsOf(db, tenantId, 'select id from roles order by id limit 20');
  const rules: Rules = {
    target: ruleTarget(userResource),
    of: roles.map(({ id }, index) => ({
      roleId: id as string,
      filter: parseFilter(
        index % 2
          ? 'department eq "D7"'
          : `urn:rollcall:sign-in:User:groups eq "G${index}" or department eq "D7"`,
      ),
    })),
  };

  const values: Value[] = [];
  const text = accessPathsOf([person?.['id'] as string], rules, {}, (value) => `$${values.push(value)}`);
  const [row] = await rowsOf(db, tenantId, `explain (analyze, format json) ${text}`, values);
  const nodes = flat((row?.['QUERY PLAN'] as [{ Plan: PlanNode }])[0].Plan);
  const scans = nodes.filter((node) => tables.has(String(node['Relation Name'])));

  expect(new Set(scans.map((node) => node['Relation Name']))).toEqual(tables);
  for (const scan of scans) {
    const entered = scan['Node Type'] === 'Bitmap Heap Scan' ? flat(scan).slice(1) : [scan];
    for (const node of entered) expect(String(node['Index Cond'])).toMatch(/tenant_id = .*\) AND \(/);
    // Nobody else is looked at: what is read and thrown away would grow with the tenant.
    expect(Number(scan['Rows Removed by Filter'] ?? 0)).toBeLessThan(50);
  }
  await disconnect(db);
});

const tables = new Set([
  'users',
  'user_identities',
  'groups',
  'memberships',
  'role_assignments',
  'roles',
  'services',
]);

type PlanNode = Readonly<Record<string, unknown> & { Plans?: PlanNode[] }>;
const flat = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(flat)];

/** Three thousand users in five of three hundred groups each, a hundred roles of three groups each, and what they open. */
async function fill(url: string, tenant: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of [
      `insert into users (tenant_id, attributes, extension_urns, origin, access)
       select $1, jsonb_build_object('userName', 'u' || n || '@x', 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
         jsonb_build_object('department', 'D' || n % 40)), '', 'scim', 'granted' from generate_series(1, 3000) n`,
      `insert into identity_providers (tenant_id, kind, issuer, client_id, client_secret_encrypted, saved_by)
       values ($1, 'oidc', 'https://login', 'c', '', 'Test')`,
      `insert into user_identities (tenant_id, user_id, issuer, subject, provider, groups)
       select $1, u.id, 'https://login', u.id, 'https://login', jsonb_build_array('G' || n, 'G' || n + 1)
       from (select id, row_number() over () % 20 as n from users where tenant_id = $1) u`,
      `insert into groups (tenant_id, attributes, origin)
       select $1, jsonb_build_object('displayName', 'G' || n), 'scim' from generate_series(0, 299) n`,
      `insert into memberships (tenant_id, group_id, user_id)
       select $1, g.id, u.id from users u cross join generate_series(0, 4) k
         join groups g on g.tenant_id = $1 and g.display_key = 'g' || (hashtext(u.user_name || k) & 2147483647) % 300
       where u.tenant_id = $1 on conflict do nothing`,
      `insert into memberships (tenant_id, group_id, subgroup_id)
       select $1, o.id, i.id from generate_series(0, 59) n
         join groups o on o.tenant_id = $1 and o.display_key = 'g' || n
         join groups i on i.tenant_id = $1 and i.display_key = 'g' || n + 60`,
      `insert into roles (tenant_id, name) select $1, 'R' || n from generate_series(0, 99) n`,
      `insert into role_assignments (tenant_id, role_id, group_id)
       select $1, r.id, g.id from generate_series(0, 299) n join roles r on r.tenant_id = $1 and r.name = 'R' || n % 100
         join groups g on g.tenant_id = $1 and g.display_key = 'g' || n`,
      `insert into policies (tenant_id, name) select $1, 'P' || n from generate_series(0, 49) n`,
      `insert into services (tenant_id, name, address) select $1, 'S' || n, 'https://s/' from generate_series(0, 29) n`,
      `insert into policy_roles (tenant_id, policy_id, role_id)
       select $1, p.id, r.id from generate_series(0, 99) n join policies p on p.tenant_id = $1 and p.name = 'P' || n % 50
         join roles r on r.tenant_id = $1 and r.name = 'R' || n`,
      `insert into policy_services (tenant_id, policy_id, service_id, level)
       select $1, p.id, s.id, 'use' from generate_series(0, 99) n join policies p on p.tenant_id = $1 and p.name = 'P' || n % 50
         join services s on s.tenant_id = $1 and s.name = 'S' || n % 30`,
    ])
      await client.query(statement, [tenant]);
    await client.query('analyze');
  } finally {
    await client.end();
  }
}
