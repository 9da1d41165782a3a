import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, disconnect, migrate } from '@rollcall/database';
import { startEmbeddedPostgres } from '@rollcall/database/embedded';
import { createAdmin, createAuth, giveProfile } from '@rollcall/domain';
import pg from 'pg';
import { watchHeap } from './heap-of.ts';
import { startProduct } from './servers.ts';
import { makeTenant } from './worlds.ts';

/** How much of a directory of a hundred thousand comes into the process to export it. Writes a table. */

const people = 100_000;
const adminOrigin = 'http://localhost:3000';
const account = { email: 'admin@bench.example', password: 'a password of the benchmark' };

const dataDir = await mkdtemp(join(tmpdir(), 'rollcall-export-'));
const postgres = await startEmbeddedPostgres({ dataDir });
try {
  await migrate(postgres.url);
  await makeBench(postgres.url);
  const product = await startProduct(postgres.url);
  try {
    const cookie = await signIn(product.privateOrigin);
    const rows = [
      '| Export | MiB | Seconds | Heap before MiB | Heap at most MiB |',
      '| --- | --: | --: | --: | --: |',
    ];
    for (const format of ['csv', 'json', 'csv']) {
      process.stderr.write(`${format}\n`);
      const started = performance.now();
      const { result, before, most } = await watchHeap(product.privateOrigin, () =>
        read(`${product.privateOrigin}/export/users?tenant=bench-0001&format=${format}`, cookie),
      );
      const seconds = (performance.now() - started) / 1000;
      const numbers = [result / 1024 / 1024, seconds, before, most].map((each) => each.toFixed(0));
      rows.push(`| everybody as ${format.toUpperCase()} | ${numbers.join(' | ')} |`);
    }
    process.stdout.write(`${rows.join('\n')}\n`);
  } finally {
    product.stop();
  }
} finally {
  await postgres.stop();
  await rm(dataDir, { recursive: true, force: true });
}

/** The tenant, its people, and an admin of it. */
async function makeBench(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await makeTenant(client, people);
  await client.query('vacuum analyze');
  const { rows } = await client.query<{ id: string }>('select id from tenants');
  await client.end();
  const db = connect(url, { max: 2 });
  const auth = createAuth({ db, secretKeys: [Buffer.alloc(32)], adminOrigin });
  const { id } = await createAdmin(auth, { name: 'Bench', ...account });
  await giveProfile(db, { tenantId: rows[0]!.id, adminId: id, profile: 'readOnly' });
  await disconnect(db);
}

async function signIn(origin: string): Promise<string> {
  const answer = await fetch(`${origin}/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: adminOrigin },
    body: JSON.stringify(account),
  });
  if (!answer.ok) throw new Error(`Not signed in: ${answer.status}`);
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

/** How many bytes the answer has, read as they come. */
async function read(url: string, cookie: string): Promise<number> {
  const answer = await fetch(url, { headers: { cookie } });
  if (!answer.ok || !answer.body) throw new Error(`${answer.status} ${await answer.text()}`);
  let bytes = 0;
  for await (const piece of answer.body) bytes += (piece as Uint8Array).length;
  return bytes;
}
