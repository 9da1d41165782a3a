import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { cloneDatabase, makeTemplate } from '@rollcall/database/testing';
import { freePorts } from './free-ports.ts';
import type { House } from './house.ts';
import { runProgram } from './run-program.ts';

const api = fileURLToPath(new URL('../../../apps/api/', import.meta.url));
const admin = fileURLToPath(new URL('../../../apps/admin/', import.meta.url));

/**
 * The product runs on free ports, on a database of its own: on the server of DATABASE_URL, else on an embedded one.
 * `stop` ends it all; nothing is left. Throws a sentence when a part does not start.
 */
export async function startHouse(): Promise<{ house: House; stop: () => Promise<void> }> {
  if (!existsSync(`${admin}build/index.js`)) {
    throw new Error(
      'The Command Center is not built: run "npx pnpm@12 --filter @rollcall/admin build" first.',
    );
  }
  const parts = new AsyncDisposableStack();
  try {
    const template = parts.use(await makeTemplate());
    const { url: databaseUrl } = parts.use(await cloneDatabase(template.url));
    const house = await runApps(parts, databaseUrl);
    return { house, stop: () => parts.disposeAsync() };
  } catch (error) {
    await parts.disposeAsync();
    throw error;
  }
}

async function runApps(parts: AsyncDisposableStack, databaseUrl: string): Promise<House> {
  const [publicPort, privatePort, adminPort] = (await freePorts(3)) as [number, number, number];
  const publicOrigin = `http://127.0.0.1:${publicPort}`;
  const adminOrigin = `http://127.0.0.1:${adminPort}`;
  const privateUrl = `http://127.0.0.1:${privatePort}`;
  const secretKey = randomBytes(32).toString('base64');
  const stopApi = await runProgram({
    name: 'api',
    file: `${api}src/main.ts`,
    cwd: api,
    env: {
      DATABASE_URL: databaseUrl,
      SECRET_KEY: secretKey,
      PUBLIC_ORIGIN: publicOrigin,
      ADMIN_ORIGIN: adminOrigin,
      PUBLIC_PORT: String(publicPort),
      PRIVATE_PORT: String(privatePort),
      OUTBOUND_LOOPBACK: 'true',
      DELIVERY_HASTE: '20',
    },
    url: `${privateUrl}/readyz`,
  });
  parts.defer(stopApi);
  const stopAdmin = await runProgram({
    name: 'admin',
    file: `${admin}build/index.js`,
    cwd: admin,
    env: {
      API_URL: privateUrl,
      ORIGIN: adminOrigin,
      HOST: '127.0.0.1',
      PORT: String(adminPort),
      // As behind a proxy: each story comes from an address of its own, since sign-in is limited per address.
      ADDRESS_HEADER: 'x-forwarded-for',
    },
    url: `${adminOrigin}/sign-in`,
  });
  parts.defer(stopAdmin);
  return { databaseUrl, secretKey, publicOrigin, adminOrigin };
}
