import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { connect, disconnect, type Database } from '@rollcall/database';
import type { KeyRing } from '@rollcall/domain';
import { startEmbeddedPostgres } from '@rollcall/database/embedded';
import { enableScim, makeTenant, makeToken } from '@rollcall/testkit';
import { freePorts, openImage, untilAnswers, type Container, type Image } from './container.ts';
import { environmentOf, passwords } from './deployed.ts';

const administrator = 'rollcall_administrator';
const secretKeys: KeyRing = [Buffer.alloc(32, 9)];

/** A stage on this machine: an empty database that belongs to an administrator who is no superuser, and no service yet. */
export async function openStage({ publicOrigin }: { publicOrigin?: string } = {}) {
  const parts = new AsyncDisposableStack();
  const dataDir = join(tmpdir(), `rollcall-stage-${randomBytes(6).toString('hex')}`);
  const server = await startEmbeddedPostgres({ dataDir, temporary: true });
  parts.defer(server.stop);
  const { host } = new URL(server.url);
  await makeAdministrator(server.url);
  const api = parts.use(openImage('api'));
  const admin = parts.use(openImage('admin'));
  const ports = (await freePorts(4)) as [number, number, number, number];
  const [publicPort, privatePort, adminPort, collectorPort] = ports;
  const login = (user: string, password: string) => ({ DATABASE_USER: user, DATABASE_PASSWORD: password });
  const here = {
    DATABASE_HOST: host,
    DATABASE_TLS: 'off',
    OWNER_USER: 'rollcall_owner',
    OWNER_PASSWORD: passwords.owner,
    SERVICE_USER: 'rollcall_app',
    SERVICE_PASSWORD: passwords.service,
    SECRET_KEY: secretKeys[0].toString('base64').replace('=', ''),
    PUBLIC_PORT: String(publicPort),
    PRIVATE_PORT: String(privatePort),
    PUBLIC_ORIGIN: publicOrigin ?? `http://127.0.0.1:${publicPort}`,
    ADMIN_ORIGIN: `http://127.0.0.1:${adminPort}`,
    API_URL: `http://127.0.0.1:${privatePort}`,
    ORIGIN: `http://127.0.0.1:${adminPort}`,
    PORT: String(adminPort),
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${collectorPort}`,
    OTEL_TRACES_SAMPLER_ARG: '1',
  };
  const environment = {
    roles: () => environmentOf('roles', { ...here, ...login(administrator, passwords.administrator) }),
    migrate: () => environmentOf('migrate', { ...here, ...login('rollcall_owner', passwords.owner) }),
    api: (also: Record<string, string> = {}) =>
      environmentOf('api', { ...here, ...login('rollcall_app', passwords.service), ...also }),
    admin: () => environmentOf('admin', here),
  };
  return {
    api,
    admin,
    environment,
    secretKeys,
    publicOrigin: here.PUBLIC_ORIGIN,
    privateUrl: here.API_URL,
    adminOrigin: here.ADMIN_ORIGIN,
    collectorPort,
    serverUrl: server.url,
    urlOf: (user: string, password: string) => `postgres://${user}:${password}@${host}/rollcall`,
    [Symbol.asyncDispose]: () => parts.disposeAsync(),
  };
}

export type StageHere = Awaited<ReturnType<typeof openStage>>;

/** A one-off task has ended well; throws with what it said when it has not. */
export async function runOnce(image: Image, env: Record<string, string>, file: string): Promise<string> {
  const task = image.run(env, [file]);
  const code = await task.ended;
  if (code !== 0) throw new Error(`${file} ended with ${code}:\n${task.output()}`);
  return task.output();
}

/** The API answers on both ports. */
export async function startApi({
  api,
  environment,
  privateUrl,
  publicOrigin,
}: StageHere): Promise<Container> {
  const container = api.run(environment.api());
  await untilAnswers(container, `${privateUrl}/readyz`);
  await untilAnswers(container, `${publicOrigin}/healthz`);
  return container;
}

/** The stage's database for setting things up, as the service. */
export async function asService<T>(stage: StageHere, work: (db: Database) => Promise<T>): Promise<T> {
  const db = connect(stage.urlOf('rollcall_app', passwords.service), { max: 2 });
  try {
    return await work(db);
  } finally {
    await disconnect(db);
  }
}

/** As at Aurora: whoever administers may make roles and databases, and is no superuser. */
async function makeAdministrator(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(
    `create role ${administrator} login createrole createdb password '${passwords.administrator}'`,
  );
  await client.query(`alter database rollcall owner to ${administrator}`);
  await client.end();
}

/** The API answers on ports of its own, beside others of the stage. */
export async function startTask(
  stage: StageHere,
  image: Image,
  also: Record<string, string> = {},
): Promise<{ container: Container; port: number }> {
  const [port, privatePort] = (await freePorts(2)) as [number, number];
  const ports = { PUBLIC_PORT: String(port), PRIVATE_PORT: String(privatePort) };
  const container = image.run(stage.environment.api({ ...ports, ...also }));
  await untilAnswers(container, `http://127.0.0.1:${privatePort}/readyz`);
  return { container, port };
}

/** An organisation with SCIM on and a token, its provider at `origin`. */
export function openCustomer(stage: StageHere, origin: string): Promise<{ baseUrl: string; token: string }> {
  return asService(stage, async (db) => {
    const scope = await makeTenant(db);
    await enableScim(scope, { secretKeys });
    const { secret } = await makeToken(scope);
    return { baseUrl: `${origin}/t/${scope.tenant.key}/scim/v2`, token: secret };
  });
}
