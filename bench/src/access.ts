import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  connect,
  disconnect,
  insertTenant,
  migrate,
  withTenant,
  type TenantTransaction,
} from '@rollcall/database';
import { startEmbeddedPostgres } from '@rollcall/database/embedded';
import {
  accessOfUser,
  assignRole,
  listGroups,
  listHoldersOfRole,
  listMembers,
  listPeopleOfService,
  saveRole,
  startBulkJob,
  type Scope,
} from '@rollcall/domain';
import { sql } from 'kysely';
import pg from 'pg';

/** How long it takes to say who reaches what in a large organisation. Writes a table. */

const size = { users: 100_000, groups: 5_000, roles: 500, rules: 100, policies: 200, services: 100 };

const dataDir = await mkdtemp(join(tmpdir(), 'rollcall-access-'));
const postgres = await startEmbeddedPostgres({ dataDir });
const db = connect(postgres.url, { max: 2 });
try {
  await migrate(postgres.url);
  const tenant = await insertTenant(db, { key: 'bench-0001', name: 'Bench' });
  if (!tenant) throw new Error('The key is taken');
  await withTenant(db, tenant.id, fill);
  await vacuum();
  const actor = { kind: 'system', id: null, label: 'Bench' } as const;
  const scope: Scope = { db, tenant, actor, requestId: 'bench', now: () => new Date() };
  await report(scope);
} finally {
  await disconnect(db);
  await postgres.stop();
  await rm(dataDir, { recursive: true, force: true });
}

async function vacuum(): Promise<void> {
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  await client.query('vacuum analyze');
  await client.end();
}

async function report(scope: Scope): Promise<void> {
  const pick = (table: 'users' | 'roles' | 'services' | 'groups', name: string) =>
    withTenant(scope.db, scope.tenant.id, async (tx) => {
      const column = table === 'users' ? 'user_name' : table === 'groups' ? 'display_name' : 'name';
      const { rows } = await sql<{
        id: string;
      }>`select id from ${sql.table(table)} where ${sql.ref(column)} = ${name}`.execute(tx);
      return rows[0]?.id ?? '';
    });
  const [user, role, service] = [
    await pick('users', 'u77'),
    await pick('roles', 'R7'),
    await pick('services', 'S7'),
  ];
  const [everyone, some, nest] = [
    await pick('groups', 'G0'),
    await pick('groups', 'G77'),
    await pick('groups', 'Nest'),
  ];
  const tenThousand = await withTenant(db, scope.tenant.id, async (tx) => {
    const { rows } = await sql<{ id: string }>`select id from users order by id limit 10000`.execute(tx);
    return rows.map(({ id }) => id);
  });
  const rows = [
    await timed('the access of one person, a hundred rules asked', 20, () => accessOfUser(scope, user)),
    await timed('a page of who holds a role', 5, () => listHoldersOfRole(scope, role, { page: 1 })),
    await timed('a page of who reaches a service', 5, () => listPeopleOfService(scope, service, { page: 1 })),
    await timed('what giving a role to a group of 100 would change', 5, () =>
      assignRole(scope, { roleId: role, groups: [some] }, {}),
    ),
    await timed('what giving it to a group of everyone would change', 1, () =>
      assignRole(scope, { roleId: role, groups: [everyone] }, {}),
    ),
    await timed('what a rule that matches 2,500 would change', 3, () =>
      saveRole(scope, { id: role, name: 'R7', rule: 'department eq "D8"' }, {}),
    ),
    await timed('what a rule for a claim that 2,500 have would change', 3, () =>
      saveRole(scope, { id: role, name: 'R7', rule: 'urn:rollcall:sign-in:User:groups eq "Claim8"' }, {}),
    ),
    await timed('a page of groups, the largest first', 5, () =>
      listGroups(scope, { sort: 'members', order: 'desc', page: 1 }),
    ),
    await timed('a page of groups without members', 5, () => listGroups(scope, { status: 'empty', page: 1 })),
    await timed('a page of the people in a group of everyone, nested too', 5, () =>
      listMembers(scope, everyone, { show: 'all', page: 1 }),
    ),
    await timed('the same of a group of 100', 5, () => listMembers(scope, some, { show: 'all', page: 1 })),
    await timed('the same of 1,000 groups, nested twice, inside one', 5, () =>
      listMembers(scope, nest, { show: 'all', page: 1 }),
    ),
    await timed('what giving a role to everyone by name would change', 1, () =>
      startBulkJob(scope, { act: 'assign', people: { selection: {} }, role }, {}),
    ),
    await timed('what archiving 10,000 people would change', 1, () =>
      startBulkJob(scope, { act: 'archive', people: { ids: tenThousand } }, {}),
    ),
  ];
  process.stdout.write(
    ['| Question | Median ms | At most ms |', '| --- | --: | --: |', ...rows, ''].join('\n'),
  );
}

async function timed(name: string, times: number, ask: () => Promise<unknown>): Promise<string> {
  await ask();
  const spent: number[] = [];
  for (let n = 0; n < times; n++) {
    const started = performance.now();
    await ask();
    spent.push(performance.now() - started);
  }
  spent.sort((one, other) => one - other);
  const row = `| ${name} | ${Math.round(spent[Math.floor(times / 2)] ?? 0)} | ${Math.round(spent.at(-1) ?? 0)} |`;
  process.stderr.write(`${row}\n`);
  return row;
}

/** Everyone is in a group of all and in four of a hundred or so; a fifth of the groups are inside another, and those around them in one. */
async function fill(tx: TenantTransaction): Promise<void> {
  await sql`set local statement_timeout = 0`.execute(tx);
  const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
  await sql`insert into users (attributes, extension_urns, origin, access)
    select jsonb_build_object('userName', 'u' || n, 'displayName', 'Person ' || n, 'title', 'T' || n % 90,
      ${enterprise}::text, jsonb_build_object('department', 'D' || n % 40)), '', 'scim', 'granted'
    from generate_series(1, ${size.users}::int) n`.execute(tx);
  const issuer = 'https://login.example';
  await sql`insert into identity_providers (kind, issuer, client_id, client_secret_encrypted, saved_by)
    values ('oidc', ${issuer}, 'bench', '', 'Bench')`.execute(tx);
  await sql`insert into user_identities (user_id, issuer, subject, provider, groups)
    select u.id, ${issuer}, u.id, ${issuer},
      (select jsonb_agg('Claim' || ((hashtext(u.user_name) & 1073741823) + k * 37) % 800) from generate_series(1, 20) k)
    from users u`.execute(tx);
  await sql`insert into groups (attributes, origin) select jsonb_build_object('displayName', 'G' || n), 'scim'
    from generate_series(0, ${size.groups - 1}::int) n`.execute(tx);
  await sql`insert into memberships (group_id, user_id)
    select g.id, u.id from users u cross join generate_series(0, 4) k join groups g on g.display_name =
      'G' || case when k = 0 then 0 else (hashtext(u.user_name || k) & 2147483647) % ${size.groups}::int end
    on conflict do nothing`.execute(tx);
  await sql`insert into memberships (group_id, subgroup_id)
    select o.id, i.id from generate_series(1, ${size.groups / 5}::int) n join groups o on o.display_name = 'G' || n
      join groups i on i.display_name = 'G' || n + 2000`.execute(tx);
  await sql`insert into groups (attributes, origin) values ('{"displayName": "Nest"}', 'scim')`.execute(tx);
  await sql`insert into memberships (group_id, subgroup_id)
    select o.id, i.id from generate_series(1, ${size.groups / 5}::int) n join groups o on o.display_name = 'Nest'
      join groups i on i.display_name = 'G' || n`.execute(tx);
  await sql`insert into roles (name, rule)
    select 'R' || n, case when n < ${size.rules}::int then 'department eq "D' || n % 40 || '" and title sw "T' || n % 9 || '"' end
    from generate_series(0, ${size.roles - 1}::int) n`.execute(tx);
  await sql`insert into role_assignments (role_id, group_id)
    select r.id, g.id from generate_series(1, 2000) n join roles r on r.name = 'R' || n % ${size.roles}::int
      join groups g on g.display_name = 'G' || n`.execute(tx);
  await sql`insert into policies (name) select 'P' || n from generate_series(0, ${size.policies - 1}::int) n`.execute(
    tx,
  );
  await sql`insert into services (name, address) select 'S' || n, 'https://service.example/'
    from generate_series(0, ${size.services - 1}::int) n`.execute(tx);
  await sql`insert into policy_roles (policy_id, role_id)
    select p.id, r.id from generate_series(0, 999) n join policies p on p.name = 'P' || n % ${size.policies}::int
      join roles r on r.name = 'R' || n % ${size.roles}::int on conflict do nothing`.execute(tx);
  await sql`insert into policy_services (policy_id, service_id, level)
    select p.id, s.id, 'use' from generate_series(0, 599) n join policies p on p.name = 'P' || n % ${size.policies}::int
      join services s on s.name = 'S' || n % ${size.services}::int on conflict do nothing`.execute(tx);
}
