import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createServer, type AddressInfo } from 'node:net';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';

/** Connections of each side: two a processor, since more of them only wait for each other. */
const poolSize = String(2 * availableParallelism());

/** A server in a process of its own, so that neither side shares a thread with the load. */
export type Server = Readonly<{ origin: string; stop(): void }>;

/** The product, and where it tells its metrics. */
export type Product = Server & Readonly<{ privateOrigin: string }>;

/** The product as it runs: both doors, no log. */
export async function startProduct(databaseUrl: string): Promise<Product> {
  const [port, privatePort] = [await freePort(), await freePort()];
  const origin = `http://127.0.0.1:${port}`;
  const child = start('../../apps/api/src/main.ts', {
    DATABASE_URL: databaseUrl,
    PUBLIC_PORT: String(port),
    PRIVATE_PORT: String(privatePort),
    PUBLIC_ORIGIN: origin,
    ADMIN_ORIGIN: 'http://localhost:3000',
    SECRET_KEY: randomBytes(32).toString('base64'),
    LOG_LEVEL: 'silent',
    DATABASE_POOL: poolSize,
  });
  return { ...(await ready(child, origin)), privateOrigin: `http://127.0.0.1:${privatePort}` };
}

/** The floor it is held against. */
export async function startFloor(databaseUrl: string): Promise<Server> {
  const port = await freePort();
  return ready(
    start('./floor-server.ts', { DATABASE_URL: databaseUrl, PORT: String(port), DATABASE_POOL: poolSize }),
    `http://127.0.0.1:${port}`,
  );
}

function start(file: string, env: Record<string, string>): ChildProcess {
  const path = fileURLToPath(new URL(file, import.meta.url));
  return spawn(process.execPath, [path], {
    env: { ...process.env, NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

/** Answers once the server does, whatever it answers. */
async function ready(child: ChildProcess, origin: string): Promise<Server> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`The server at ${origin} ended before it answered.`);
    const answered = await fetch(origin).then(
      () => true,
      () => false,
    );
    if (answered) return { origin, stop: () => void child.kill() };
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
