import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { EmbeddedPostgresError, removeEmbeddedData } from '@rollcall/database/embedded';

const folder = join(import.meta.dirname, '..', '.rollcall');

try {
  await removeEmbeddedData({ dataDir: join(folder, 'postgres') });
  await rm(join(folder, 'demo.json'), { force: true });
  console.log('The embedded database is gone; the next start makes a new one and tells the demo anew.');
} catch (error) {
  if (!(error instanceof EmbeddedPostgresError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
