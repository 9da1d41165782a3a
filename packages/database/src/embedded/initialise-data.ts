import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Place } from './choose-place.ts';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';

const superuser = 'postgres';
const passwordFile = 'rollcall.password';

/** A role that owns everything in the server, and its password. */
export type Login = Readonly<{ user: string; password: string }>;

/**
 * `place.dataDir` holds a complete data directory of this PostgreSQL's major version; made now if there was none.
 * It is made beside its place and renamed when complete, so a run killed half-way leaves nothing that looks ready.
 */
export function initialiseData(place: Place, options: { durable: boolean }): Login {
  if (isEmpty(place.dataDir)) {
    create(place, options.durable);
  }
  const version = read(place, 'PG_VERSION').trim();
  if (version !== place.binaries.major) {
    throw new EmbeddedPostgresError(
      `The data in ${place.dataDir} was made by PostgreSQL ${version} and this is PostgreSQL ${place.binaries.major}: move the folder away, or empty it with "npx pnpm@12 db:reset".`,
    );
  }
  return { user: superuser, password: read(place, passwordFile).trim() };
}

function isEmpty(folder: string): boolean {
  try {
    return readdirSync(folder).length === 0;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return true;
    throw unreadable(folder, error);
  }
}

function read({ dataDir }: Place, file: string): string {
  try {
    return readFileSync(join(dataDir, file), 'utf8');
  } catch (error) {
    throw unreadable(dataDir, error);
  }
}

function unreadable(folder: string, cause: unknown): EmbeddedPostgresError {
  const { code } = cause as NodeJS.ErrnoException;
  const owner = statSync(folder, { throwIfNoEntry: false })?.uid;
  const sentence =
    code === 'EACCES'
      ? `${folder} belongs to another user (uid ${owner}): run as that user, or remove the folder.`
      : `${folder} is not a data directory that Rollcall made: move it away and start again.`;
  return new EmbeddedPostgresError(sentence, { cause });
}

function create(place: Place, durable: boolean): void {
  const staging = `${place.dataDir}.new`;
  const secret = `${staging}.password`;
  for (const leftover of [staging, secret]) rmSync(leftover, { recursive: true, force: true });
  mkdirSync(staging, { mode: 0o700 });
  writeFileSync(secret, randomBytes(24).toString('base64url'), { mode: 0o600, flag: 'wx' });
  if (place.account) {
    for (const path of [staging, secret]) chownSync(path, place.account.uid, place.account.gid);
  }
  runInitdb(place, staging, secret, durable);
  renameSync(secret, join(staging, passwordFile));
  renameSync(staging, place.dataDir);
}

function runInitdb({ account, binaries }: Place, dataDir: string, secret: string, durable: boolean): void {
  const initdb = join(binaries.folder, 'bin', 'initdb');
  const args = [
    `--pgdata=${dataDir}`,
    `--username=${superuser}`,
    `--pwfile=${secret}`,
    '--auth=scram-sha-256',
    // The password is 192 random bits, so a slow hash buys nothing but slow connections.
    '--set=scram_iterations=1',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
    ...(durable ? [] : ['--no-sync']),
  ];
  const run = spawnSync(initdb, args, {
    ...account,
    cwd: '/',
    encoding: 'utf8',
    env: { LC_ALL: 'C', TZ: 'UTC' },
  });
  if (run.status === 0) return;
  const reason = run.error?.message ?? lastLine(run.stderr) ?? `it ended with ${run.signal ?? run.status}`;
  throw new EmbeddedPostgresError(
    `PostgreSQL could not make its data directory ${dataDir}: ${reason}. Free the cause, or set DATABASE_URL.`,
  );
}

function lastLine(text: string): string | undefined {
  return text
    .trim()
    .split('\n')
    .findLast((line) => /error|fatal|cannot|could not/i.test(line))
    ?.trim();
}
