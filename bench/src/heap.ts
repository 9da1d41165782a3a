import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '@rollcall/database';
import { startEmbeddedPostgres } from '@rollcall/database/embedded';
import pg from 'pg';
import { watchHeap } from './heap-of.ts';
import { startProduct } from './servers.ts';
import { makeTenant } from './worlds.ts';

/** How much of a directory of a hundred thousand comes into the process to answer a list. Writes a table. */

const people = 100_000;
const count = 1_000;

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const lists: readonly Readonly<{ name: string; query: string; walk?: boolean }>[] = [
  { name: 'a filter that no index answers', query: 'filter=title+co+"field"' },
  { name: 'one that finds nobody', query: `filter=${enterprise}:department+co+"nowhere"` },
  { name: 'starts-with, by an index', query: 'filter=userName+sw+"person.99"' },
  { name: 'ordered by an attribute without an index', query: 'sortBy=name.familyName&sortOrder=descending' },
  { name: 'the last page by index', query: `startIndex=${people - count + 1}` },
  { name: 'every page by cursor', query: 'cursor=', walk: true },
  { name: 'every page by cursor, ordered by userName', query: 'sortBy=userName&cursor=', walk: true },
];

const dataDir = await mkdtemp(join(tmpdir(), 'rollcall-heap-'));
const postgres = await startEmbeddedPostgres({ dataDir });
try {
  await migrate(postgres.url);
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  const headers = await makeTenant(client, people);
  await client.query('vacuum analyze');
  await client.end();
  const product = await startProduct(postgres.url);
  try {
    const base = `${product.origin}/t/bench-0001/scim/v2/Users?count=${count}`;
    // A few pages unmeasured, so that what the process keeps anyway is there before.
    for (let n = 0; n < 20; n++) await (await fetch(base, { headers })).text();
    const rows = [];
    for (const list of lists) {
      process.stderr.write(`${list.name}\n`);
      rows.push(await measure(list, base, headers, product.privateOrigin));
    }
    process.stdout.write(
      [
        '| List | Pages | Page KiB | First page ms | Last page ms | Heap before MiB | Heap at most MiB |',
        '| --- | --: | --: | --: | --: | --: | --: |',
        ...rows,
        '',
      ].join('\n'),
    );
  } finally {
    product.stop();
  }
} finally {
  await postgres.stop();
  await rm(dataDir, { recursive: true, force: true });
}

async function measure(
  { name, query, walk }: (typeof lists)[number],
  base: string,
  headers: Record<string, string>,
  metrics: string,
): Promise<string> {
  const milliseconds: number[] = [];
  let bytes = 0;
  const { before, most } = await watchHeap(metrics, async () => {
    for (let next: string | undefined = ''; next !== undefined;) {
      const started = performance.now();
      const answer = await fetch(`${base}&${query}${next}`, { headers });
      const text = await answer.text();
      if (answer.status !== 200) throw new Error(`${name}: ${answer.status} ${text.slice(0, 200)}`);
      milliseconds.push(performance.now() - started);
      bytes = Math.max(bytes, text.length);
      const { nextCursor } = JSON.parse(text) as { nextCursor?: string };
      next = walk ? nextCursor : undefined;
    }
  });
  const [first = 0, last = 0] = [milliseconds[0], milliseconds.at(-1)];
  const numbers = [milliseconds.length, bytes / 1024, first, last, before, most].map((each) =>
    Math.round(each),
  );
  return `| ${[name, ...numbers].join(' | ')} |`;
}
