import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { migrate } from '@rollcall/database';
import { startEmbeddedPostgres } from '@rollcall/database/embedded';
import { compare, renderTable } from './compare.ts';
import { startFloor, startProduct } from './servers.ts';
import { makeWorlds } from './worlds.ts';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '1000' },
    rounds: { type: 'string', default: '5' },
    concurrency: { type: 'string', default: '16' },
    only: { type: 'string', default: '' },
  },
});

const dataDir = await mkdtemp(join(tmpdir(), 'rollcall-bench-'));
const postgres = await startEmbeddedPostgres({ dataDir });
try {
  await migrate(postgres.url);
  const [product, floor] = await Promise.all([startProduct(postgres.url), startFloor(postgres.url)]);
  try {
    process.stderr.write('Seeding 71,000 people on both sides\n');
    const worlds = await makeWorlds(postgres.url, { product: product.origin, floor: floor.origin });
    const rows = await compare(worlds, {
      count: Number(values.count),
      rounds: Number(values.rounds),
      concurrency: Number(values.concurrency),
      only: values.only,
      onStep: (step) => process.stderr.write(`${step}\n`),
    });
    process.stdout.write(`${renderTable(rows)}\n`);
  } finally {
    product.stop();
    floor.stop();
  }
} finally {
  await postgres.stop();
  await rm(dataDir, { recursive: true, force: true });
}
