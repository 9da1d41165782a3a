import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { choosePlace } from './choose-place.ts';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';
import { findRunningServer } from './find-running-server.ts';

/** Nothing is left of the data that `startEmbeddedPostgres` keeps for `dataDir`. Refused while a server runs on it. */
export async function removeEmbeddedData(options: { dataDir: string }): Promise<void> {
  const asked = resolve(options.dataDir);
  const { dataDir } = await choosePlace(asked);
  if (await findRunningServer(dataDir)) {
    throw new EmbeddedPostgresError(`PostgreSQL runs on ${dataDir}: stop "start" first.`);
  }
  for (const path of [dataDir, `${dataDir}.new`, `${dataDir}.new.password`, `${asked}.location`]) {
    await rm(path, { recursive: true, force: true });
  }
}
