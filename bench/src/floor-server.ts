import express from 'express';
import pg from 'pg';

/**
 * The floor: the least a server of this kind can do. Express and `pg`, one prepared statement an operation, no SCIM, no
 * tenants, no tokens, no ledger. What a real service costs is measured against it.
 */
export const floorSchema = `
  create table floor_users (id uuid primary key default uuidv7(), user_name text not null unique, body jsonb not null);
  create table floor_groups (id uuid primary key default uuidv7(), name text not null unique, body jsonb not null);
  create table floor_members (group_id uuid not null, user_id uuid not null, primary key (group_id, user_id));`;

export function createFloorApp(pool: pg.Pool) {
  const app = express().disable('x-powered-by').disable('etag');
  const run = (name: string, text: string, values: unknown[]) => pool.query({ name, text, values });
  const send = (res: express.Response, status: number, body?: string) => {
    res.statusCode = status;
    res.setHeader('Content-Type', 'application/json');
    res.end(body);
  };
  const json = express.json({ limit: '4mb' });

  app.get('/users', async (req, res) => {
    const { rows } = await run('match', 'select body::text from floor_users where user_name = $1', [
      req.query['name'],
    ]);
    send(res, 200, `[${rows.map((row: { body: string }) => row.body).join(',')}]`);
  });
  app.get('/users/page', async (req, res) => {
    const { rows } = await run(
      'page',
      'select body::text, (select count(*) from floor_users) as total from floor_users order by id limit 100 offset $1',
      [req.query['offset']],
    );
    send(res, 200, `[${rows.map((row: { body: string }) => row.body).join(',')}]`);
  });
  app.get('/users/:id', async (req, res) => {
    const { rows } = await run('read', 'select body::text from floor_users where id = $1', [req.params.id]);
    send(res, 200, rows[0].body);
  });
  app.post('/users', json, async (req, res) => {
    const { rows } = await run(
      'create',
      'insert into floor_users (user_name, body) values ($1, $2) returning id',
      [req.body.userName, JSON.stringify(req.body)],
    );
    send(res, 201, JSON.stringify({ ...req.body, id: rows[0].id }));
  });
  app.patch('/users/:id', json, async (req, res) => {
    const { rows } = await run(
      'patch',
      'update floor_users set body = body || $2 where id = $1 returning body::text',
      [req.params.id, JSON.stringify(req.body)],
    );
    send(res, 200, rows[0].body);
  });
  app.delete('/users/:id', async (req, res) => {
    await run('delete', 'delete from floor_users where id = $1', [req.params.id]);
    send(res, 204);
  });
  app.get('/groups', async (req, res) => {
    const { rows } = await run('match_group', 'select body::text from floor_groups where name = $1', [
      req.query['name'],
    ]);
    send(res, 200, `[${rows.map((row: { body: string }) => row.body).join(',')}]`);
  });
  app.post('/groups', json, async (req, res) => {
    const { rows } = await run(
      'create_group',
      'insert into floor_groups (name, body) values ($1, $2) returning id',
      [req.body.displayName, JSON.stringify(req.body)],
    );
    send(res, 201, JSON.stringify({ ...req.body, id: rows[0].id }));
  });
  app.post('/groups/:id/members', json, async (req, res) => {
    await run('add', 'insert into floor_members values ($1, $2) on conflict do nothing', [
      req.params.id,
      req.body.value,
    ]);
    send(res, 204);
  });
  app.delete('/groups/:id/members/:user', async (req, res) => {
    await run('remove', 'delete from floor_members where group_id = $1 and user_id = $2', [
      req.params.id,
      req.params.user,
    ]);
    send(res, 204);
  });
  return app;
}

if (import.meta.main) {
  const pool = new pg.Pool({
    connectionString: process.env['DATABASE_URL'],
    max: Number(process.env['DATABASE_POOL']),
  });
  createFloorApp(pool).listen(Number(process.env['PORT']), '127.0.0.1', () =>
    process.stdout.write('ready\n'),
  );
}
