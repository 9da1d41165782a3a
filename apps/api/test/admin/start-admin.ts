import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createTRPCClient, httpLink } from '@trpc/client';
import { pino } from 'pino';
import { Counter } from 'prom-client';
import type { AppRouter } from '@rollcall/admin-api';
import { connect, disconnect } from '@rollcall/database';
import { testDatabase } from '@rollcall/database/testing';
import { createAuth, createOutbound, type Scope, type KeyRing } from '@rollcall/domain';
import { enableScim, makeAdmin, makeTenant, makeToken, openScim } from '@rollcall/testkit';
import { createAdminApp } from '../../src/admin/app.ts';
import { createMetrics } from '../../src/create-metrics.ts';

export const publicOrigin = 'https://scim.rollcall.example';
export const adminOrigin = 'http://command.rollcall.example';
export const secretKeys: KeyRing = [Buffer.alloc(32, 7)];

export type AdminDoor = Awaited<ReturnType<typeof startAdmin>>;
type Profile = 'owner' | 'admin' | 'readOnly';

/** The private door on a port of its own, and its database unless it is at `url` already; disposing ends both. */
export async function startAdmin(given: { url?: string; secretKeys?: KeyRing } = {}) {
  const database = given.url === undefined ? await testDatabase() : undefined;
  const url = given.url ?? database!.url;
  const db = connect(url);
  const auth = createAuth({ db, secretKeys, adminOrigin });
  const errors: string[] = [];
  const log = pino({ level: 'error' }, { write: (line: string) => void errors.push(line) });
  const metrics = createMetrics();
  new Counter({ name: 'rollcall_test_total', help: 'A counter of this test.', registers: [metrics] }).inc(3);
  const now = () => new Date();
  const outbound = createOutbound({ allowLoopback: true });
  const app = createAdminApp({
    db,
    log,
    secretKeys: given.secretKeys ?? secretKeys,
    publicOrigin,
    adminOrigin,
    metrics,
    now,
    outbound,
  });
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const door = doorAt(origin);

  return {
    ...door,
    db,
    url,
    origin,
    /** The database is gone, whoever is still connected. */
    dropDatabase: async () => database?.[Symbol.asyncDispose](),
    /** What was logged as an error. */
    errors,
    /** An organisation, with SCIM on and its directory open to be filled; `open` opens it anew, with schemas added since. */
    async makeConnectedTenant(name?: string) {
      const scope = await makeTenant(db, name === undefined ? {} : { name });
      await enableScim(scope, { secretKeys });
      const { token, secret } = await makeToken(scope);
      const open = () => openScim(scope, { publicOrigin, secretKeys, token: secret });
      return { scope, token, scim: await open(), open };
    },
    /** The cookie of an admin with that profile, signed in. */
    async signInTo(scope: Scope, profile: Profile = 'owner'): Promise<string> {
      return door.signIn(await makeAdmin(auth, scope, { profile }));
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await outbound.close();
      await disconnect(db);
      await database?.[Symbol.asyncDispose]();
    },
  };
}

/** What the Command Center's server does at that origin. */
function doorAt(origin: string) {
  let addresses = 0;
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${origin}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: adminOrigin, ...headers },
      body: JSON.stringify(body),
    });
  return {
    post,
    /** The session's cookie. Each sign-in comes from an address of its own, since tries from one are counted. */
    async signIn({ email, password }: { email: string; password: string }): Promise<string> {
      const from = { 'x-forwarded-for': `192.0.2.${++addresses}` };
      const answer = await post('/auth/sign-in/email', { email, password }, from);
      if (!answer.ok) throw new Error(`Not signed in: ${answer.status} ${await answer.text()}`);
      return answer.headers
        .getSetCookie()
        .map((cookie) => cookie.split(';')[0])
        .join('; ');
    },
    /** The contract as that session has it. */
    as: (cookie: string) =>
      createTRPCClient<AppRouter>({ links: [httpLink({ url: `${origin}/trpc`, headers: { cookie } })] }),
    /** One call of a procedure named by its path, and its answer as it comes over HTTP. */
    async call(path: string, type: string, input: unknown, cookie?: string) {
      const headers = cookie === undefined ? {} : { cookie };
      const answer =
        type === 'mutation'
          ? await post(`/trpc/${path}`, input, headers)
          : await fetch(`${origin}/trpc/${path}?input=${encodeURIComponent(JSON.stringify(input))}`, {
              headers,
            });
      return { status: answer.status, body: (await answer.json()) as TrpcBody };
    },
  };
}

type TrpcBody = {
  result?: { data: unknown };
  error?: { message: string; data: { code: string; requestId: string } };
};
