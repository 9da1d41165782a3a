import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { connect, disconnect } from '@rollcall/database';
import { testDatabase } from '@rollcall/database/testing';
import {
  createOutbound,
  createSignInDoor,
  saveIdentityProvider,
  type Scope,
  type SignInDoor,
  type KeyRing,
} from '@rollcall/domain';
import { makeTenant } from '@rollcall/testkit';
import { createSignInApp } from '../../src/sign-in/app.ts';
import { rowsOf } from '../start-scim.ts';
import { browser } from './browser.ts';

export const adminOrigin = 'http://command.rollcall.example';
export const secretKeys: KeyRing = [Buffer.alloc(32, 7)];
export const client = { clientId: 'rollcall', clientSecret: 'a-secret-of-the-client' };

export type Pages = Awaited<ReturnType<typeof startSignIn>>;

/** The sign-in pages on a port of their own, and their database unless it is at `url` already; disposing ends both. */
export async function startSignIn(options: { allowLoopback?: boolean; now?: () => Date; url?: string } = {}) {
  const { allowLoopback = true, now = () => new Date() } = options;
  const database = options.url === undefined ? await testDatabase() : undefined;
  const url = options.url ?? database!.url;
  const db = connect(url);
  const lines: string[] = [];
  const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) });
  const outbound = createOutbound({ allowLoopback });
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const door: SignInDoor = createSignInDoor({ db, outbound, secretKeys, publicOrigin: origin, now });
  const app = createSignInApp({ door, adminOrigin, log, trustedProxies: 1 });
  server.on('request', app);

  return {
    app,
    db,
    url,
    origin,
    /** All that was logged. */
    lines,
    /** An organisation whose people sign in at that issuer. */
    async makeTenant(issuer: string, more: Partial<Parameters<typeof saveIdentityProvider>[1]> = {}) {
      const scope = await makeTenant(db, { name: 'Quillhaven Ferries' });
      const settings = { kind: 'oidc', issuer, ...client, jit: 'on', ...more } as const;
      await saveIdentityProvider(scope, settings, { secretKeys });
      return tenantAt(origin, scope);
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

export type SignInTenant = ReturnType<typeof tenantAt>;

function tenantAt(origin: string, scope: Scope) {
  const home = `${origin}/t/${scope.tenant.key}`;
  return {
    scope,
    key: scope.tenant.key,
    home,
    start: `${home}/sign-in/start`,
    /** Somebody new in front of a browser of their own. */
    browser: () => browser(),
    /** Rows of the organisation's own tables, as Postgres has them. */
    rows: (sql: string) => rowsOf(scope.db, scope.tenant.id, sql),
  };
}
