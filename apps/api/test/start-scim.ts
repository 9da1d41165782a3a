import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { connect, disconnect, type Database } from '@rollcall/database';
import { testDatabase } from '@rollcall/database/testing';
import {
  chooseDialect,
  createScimDoor,
  createTenant,
  enableProvisioning,
  generateToken,
  saveIdentityProvider,
  type KeyRing,
} from '@rollcall/domain';
import type { Dialect } from '@rollcall/scim';
import type { Tracing } from '@rollcall/telemetry';
import { createMetrics, type Metrics } from '../src/create-metrics.ts';
import { recordActivities } from '../src/scim/activity.ts';
import { createScimApp } from '../src/scim/app.ts';
import { traceRequests } from '../src/trace-requests.ts';
import { answerOf, type Sent } from './http-answer.ts';
import { scimClient } from './scim-client.ts';

/** Scheme and host that locations start with; requests go to the port the server happens to have. */
export const publicOrigin = 'https://scim.rollcall.example';
/** Where the Command Center would be. */
export const adminOrigin = 'https://rollcall.example';
const secretKeys: KeyRing = [Buffer.alloc(32, 7)];

export type Api = Awaited<ReturnType<typeof startScim>>;
export type Tenant = Awaited<ReturnType<Api['makeTenant']>>;

/** The SCIM door on a port of its own, and its database; disposing ends both. With `databaseUrl`, one more door onto that database. */
export async function startScim(
  options: {
    databaseUrl?: string;
    now?: () => Date;
    level?: 'error' | 'info';
    metrics?: Metrics;
    tracing?: Tracing;
  } = {},
) {
  const database = options.databaseUrl === undefined ? await testDatabase() : undefined;
  const databaseUrl = options.databaseUrl ?? database!.url;
  const db = connect(databaseUrl);
  const errors: string[] = [];
  const log = pino({ level: options.level ?? 'error' }, { write: (line: string) => void errors.push(line) });
  const now = options.now ?? (() => new Date());
  const door = createScimDoor({ db, publicOrigin, now, secretKeys });
  const activity = recordActivities({ log, now });
  const metrics = options.metrics ?? createMetrics();
  const app = createScimApp({ door, activity, log, metrics, trustedProxies: 0, adminOrigin });
  const server = createServer(traceRequests(options.tracing, app, 'public'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    app,
    db,
    databaseUrl,
    origin,
    /** What was logged, unless another level is asked for as an error: nothing, as long as every failure has its meaning. */
    errors,
    send: (sent: Sent) => answerOf(origin, sent),
    makeTenant: (name?: string, client?: Dialect['name']) => makeTenant(db, origin, name, client),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await activity.stop();
      await disconnect(db);
      await database?.[Symbol.asyncDispose]();
    },
  };
}

const identityProvider = {
  entraTenantId: '0b6b9c1e-7d34-4c7e-9a54-2f6f0a1d5e11',
  clientId: '5f3c2a90-1b1d-4c55-8f0e-6a1b2c3d4e5f',
  clientSecret: 'a~client.secret',
};

/** An organisation with SCIM on and a live token, and that client at its Base URL. Entra's has its settings saved, others have none. */
async function makeTenant(
  db: Database,
  origin: string,
  name = 'Lantern Works',
  client: Dialect['name'] = 'entra',
) {
  const scope = {
    db,
    tenant: await createTenant(db, { name }),
    actor: { kind: 'admin', id: 'admin-1', label: 'ada@lantern.example' },
    requestId: 'request-of-an-admin',
    now: () => new Date(),
  } as const;
  if (client === 'entra') await saveIdentityProvider(scope, identityProvider, { secretKeys });
  else await chooseDialect(scope, client);
  await enableProvisioning(scope);
  const { token, secret } = await generateToken(scope, { label: 'Entra' });
  const { id, key } = scope.tenant;
  const path = `/t/${key}/scim/v2`;
  return {
    scope,
    id,
    key,
    path,
    baseUrl: `${publicOrigin}${path}`,
    token: secret,
    tokenId: token.id,
    ...scimClient({ origin, path, token: secret }),
    /** Rows of the organisation's own tables, as Postgres has them. */
    rows: (sql: string) => rowsOf(db, id, sql),
  };
}

/** What `sql` answers inside the organisation's wall. */
export async function rowsOf(db: Database, tenantId: string, sql: string): Promise<Row[]> {
  const client = await db.pool.connect();
  try {
    await client.query('begin read only');
    await client.query(`select set_config('app.tenant_id', $1, true)`, [tenantId]);
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.query('rollback');
    client.release();
  }
}

type Row = Record<string, ReturnType<typeof JSON.parse>>;
