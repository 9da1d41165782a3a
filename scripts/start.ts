import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { EmbeddedPostgresError } from '@rollcall/database/embedded';
import { buildAdmin } from './start/build-admin.ts';
import { checkPorts } from './start/check-ports.ts';
import { tellDemoStory } from './start/demo-story.ts';
import { openDatabase } from './start/open-database.ts';
import { recallSecretKey } from './start/remembered.ts';
import { runAdmin, runApi, runIdentityProvider } from './start/run-apps.ts';
import { readSettings, type Settings } from './start/settings.ts';
import { StartError } from './start/start-error.ts';
import { welcome } from './start/welcome.ts';

/** What has to be ended, in the order it was begun. */
const running: (() => Promise<void>)[] = [];

const asked = new Promise<void>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
});

try {
  await Promise.race([start(readSettings(process.argv.slice(2), process.env)), asked]);
} catch (error) {
  process.exitCode = 1;
  const expected = error instanceof StartError || error instanceof EmbeddedPostgresError;
  console.error(`\n${expected ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
}
await stop();
process.exit();

/** Everything runs until a program of ours dies, which is thrown. */
async function start(settings: Settings): Promise<never> {
  mkdirSync(join(settings.folder, 'logs'), { recursive: true });
  const { POSTGRES_PORT, ...ports } = settings.ports;
  await checkPorts(settings.databaseUrl ? ports : { ...ports, POSTGRES_PORT });
  const database = await openDatabase(settings);
  running.push(database.close);
  const secretKey = settings.secretKey ?? recallSecretKey(join(settings.folder, 'secret-key.json'));
  const demo = await tellDemoStory(settings, database.url, secretKey);
  if (!settings.watch) await buildAdmin();
  const api = await runApi(settings, database.url, secretKey);
  running.push(api.stop);
  const admin = await runAdmin(settings);
  running.push(admin.stop);
  const programs = [api, admin];
  if (demo?.signInPath !== undefined) {
    const provider = await runIdentityProvider(settings);
    running.push(provider.stop);
    programs.push(provider);
  }
  console.log(welcome(settings, demo));
  throw await Promise.race(programs.map(({ death }) => death));
}

async function stop(): Promise<void> {
  if (running.length > 0) console.log('\nStopping …');
  for (const end of running.reverse()) await end();
}
