import pg from 'pg';
import { serviceRole } from './connect.ts';

type Login = Readonly<{ user: string; password: string }>;

/**
 * The owner of the schema and the login of the service are there, with these passwords. The database is
 * the owner's, and the login owns nothing. `url` belongs to whoever may make roles.
 */
export async function prepareRoles(
  url: string,
  { owner, service }: { owner: Login; service: Login },
): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const [database, me] = await whereAndWho(client);
    await makeRole(client, owner.user, `login createrole password ${pg.escapeLiteral(owner.password)}`);
    await makeRole(client, serviceRole, 'nologin noinherit');
    await makeRole(client, service.user, `login noinherit password ${pg.escapeLiteral(service.password)}`);
    const [role, login] = [owner.user, service.user].map((name) => pg.escapeIdentifier(name));
    // Only a member of a role may hand it a database.
    await client.query(`grant ${role} to ${me}`);
    await client.query(`grant ${serviceRole} to ${role} with admin option`);
    await client.query(`grant ${serviceRole} to ${login}`);
    await client.query(`alter database ${database} owner to ${role}`);
  } finally {
    await client.end();
  }
}

async function whereAndWho(client: pg.Client): Promise<[database: string, me: string]> {
  const { rows } = await client.query<{ database: string; me: string }>(
    'select quote_ident(current_database()) as database, quote_ident(current_user) as me',
  );
  const [row] = rows;
  if (!row) throw new Error('The database did not say its name.');
  return [row.database, row.me];
}

async function makeRole(client: pg.Client, name: string, options: string): Promise<void> {
  const role = pg.escapeIdentifier(name);
  const { rowCount } = await client.query('select from pg_roles where rolname = $1', [name]);
  await client.query(`${rowCount === 0 ? 'create' : 'alter'} role ${role} ${options}`);
}
