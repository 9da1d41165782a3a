import { createHash, randomBytes } from 'node:crypto';
import { serviceRole } from '@rollcall/database';
import pg from 'pg';
import { floorSchema } from './floor-server.ts';
import { person, type World } from './operations.ts';

const regulars = 1_000;
const doomed = 20_000;
const crowd = 50_000;

/** Both sides hold the same people: regulars to work on, some to delete, and a group with a crowd in it. */
export async function makeWorlds(
  url: string,
  origins: { product: string; floor: string },
): Promise<{ product: World; floor: World }> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return {
      product: await makeProduct(client, origins.product),
      floor: await makeFloor(client, origins.floor),
    };
  } finally {
    await client.end();
  }
}

async function makeProduct(client: pg.Client, origin: string): Promise<World> {
  const headers = await makeTenant(client, regulars + doomed + crowd);
  const users = await ids(client, 'select id from users order by id limit $1', regulars + doomed);
  const group = async (name: string) =>
    (
      await client.query<{ id: string }>(
        `insert into groups (attributes, origin) values (jsonb_build_object('displayName', $1::text), 'scim') returning id`,
        [name],
      )
    ).rows[0]!.id;
  const [groupId, bigGroupId] = [await group('Bench small'), await group('Bench big')];
  await client.query(
    'insert into memberships (group_id, user_id) select $1, id from users order by id desc limit 10',
    [groupId],
  );
  await client.query(
    'insert into memberships (group_id, user_id) select $1, id from users order by id desc limit $2',
    [bigGroupId, crowd],
  );
  await client.query('vacuum analyze');
  return {
    side: 'product',
    base: `${origin}/t/bench-0001/scim/v2`,
    headers,
    users: users.slice(0, regulars),
    doomed: users.slice(regulars),
    groupId,
    bigGroupId,
    fresh: counter(),
  };
}

/** One tenant of so many people, whose token the headers carry; the client stays in its scope. */
export async function makeTenant(client: pg.Client, people: number): Promise<Record<string, string>> {
  const token = `rcl_scim_${randomBytes(24).toString('hex')}`;
  const { rows } = await client.query<{ id: string }>(
    "insert into tenants (key, name) values ('bench-0001', 'Bench') returning id",
  );
  await client.query("select set_config('app.tenant_id', $1, false)", [rows[0]!.id]);
  await client.query("insert into provisioning (enabled, dialect) values (true, 'entra')");
  await client.query(
    `insert into tokens (hash, hint, label, slot, created_by, expires_at) values ($1, '', 'Bench', 1, 'bench', now() + interval '1 day')`,
    [createHash('sha256').update(token).digest()],
  );
  const { schemas: _, ...attributes } = person(0);
  // Row security is part of how the service writes: without it, what a new person is compared with is every tenant's.
  await client.query(`set role ${serviceRole}`);
  await client.query(
    `insert into users (attributes, access, origin)
     select $1::jsonb || jsonb_build_object('userName', 'person.' || n || '@bench.example', 'externalId', 'person.' || n,
       'displayName', 'Person Number ' || n), 'granted', 'scim' from generate_series(0, $2::int - 1) n`,
    [JSON.stringify(attributes), people],
  );
  await client.query('reset role');
  return { Authorization: `Bearer ${token}`, 'Content-Type': 'application/scim+json; charset=utf-8' };
}

async function makeFloor(client: pg.Client, origin: string): Promise<World> {
  await client.query(floorSchema);
  await client.query(
    `insert into floor_users (user_name, body)
     select 'person.' || n || '@bench.example', $1::jsonb || jsonb_build_object('userName', 'person.' || n || '@bench.example')
     from generate_series(0, $2::int - 1) n`,
    [JSON.stringify(person(0)), regulars + doomed + crowd],
  );
  const users = await ids(client, 'select id from floor_users order by id limit $1', regulars + doomed);
  const group = async (name: string) =>
    (
      await client.query<{ id: string }>(
        `insert into floor_groups (name, body) values ($1::text, jsonb_build_object('displayName', $1::text)) returning id`,
        [name],
      )
    ).rows[0]!.id;
  const [groupId, bigGroupId] = [await group('Bench small'), await group('Bench big')];
  await client.query('insert into floor_members select $1, id from floor_users order by id desc limit $2', [
    bigGroupId,
    crowd,
  ]);
  await client.query('vacuum analyze');
  return {
    side: 'floor',
    base: origin,
    headers: { 'Content-Type': 'application/json' },
    users: users.slice(0, regulars),
    doomed: users.slice(regulars),
    groupId,
    bigGroupId,
    fresh: counter(),
  };
}

async function ids(client: pg.Client, text: string, limit: number): Promise<string[]> {
  return (await client.query<{ id: string }>(text, [limit])).rows.map((row) => row.id);
}

/** Numbers that no seeded person has. */
function counter(): () => number {
  let n = 1_000_000;
  return () => n++;
}
