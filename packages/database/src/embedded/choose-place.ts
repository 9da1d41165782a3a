import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { constants, chownSync, lstatSync, mkdirSync, realpathSync } from 'node:fs';
import { cp, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chooseAccount, type Account } from './choose-account.ts';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';
import { findBinaries, type Binaries } from './find-binaries.ts';

/** Where a server runs: under which account (undefined is our own), with which binaries, on which data. */
export type Place = Readonly<{ account: Account | undefined; binaries: Binaries; dataDir: string }>;

const checkout = fileURLToPath(new URL('../../../../', import.meta.url));

/**
 * Where the server for `dataDir` runs. When root lends it an account that cannot come into the checkout (say, one in
 * /root), binaries and data have a folder of their own under /var/tmp, and a `.location` file says so.
 */
export async function choosePlace(dataDir: string): Promise<Place> {
  const binaries = findBinaries();
  makeFolder(dirname(dataDir));
  const elsewhere = dataElsewhere(dataDir);
  const account = chooseAccount([dataDir, elsewhere]);
  if (!account) return { account, binaries, dataDir };

  const reachesData = mayEnter(account, dirname(dataDir));
  const reachesBinaries = mayEnter(account, join(binaries.folder, 'bin'));
  if (!reachesData || !reachesBinaries) claim(ownFolder(), account);
  if (!reachesData) await writeFile(`${dataDir}.location`, `${elsewhere}\n`);
  return {
    account,
    binaries: reachesBinaries ? binaries : await copyBinaries(binaries),
    dataDir: reachesData ? dataDir : elsewhere,
  };
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new EmbeddedPostgresError(
      `${folder} cannot be made, so PostgreSQL has no place for its data: ${(error as Error).message}.`,
      { cause: error },
    );
  }
}

function ownFolder(): string {
  return `/var/tmp/rollcall-${fingerprint(realpathSync(checkout))}`;
}

function dataElsewhere(dataDir: string): string {
  return join(ownFolder(), `data-${fingerprint(dataDir)}`);
}

function fingerprint(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

/** Asks the kernel rather than reading modes, so access lists and mounts count too. */
function mayEnter({ uid, gid }: Account, folder: string): boolean {
  try {
    execFileSync('/bin/sh', ['-c', 'cd "$0"', folder], { uid, gid, cwd: '/', stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** /var/tmp belongs to everyone, so a folder already there counts only if nobody else made it. */
function claim(folder: string, { uid, gid }: Account): void {
  try {
    mkdirSync(folder, { mode: 0o700 });
    chownSync(folder, uid, gid);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const found = lstatSync(folder);
    if (!found.isDirectory() || ![0, uid].includes(found.uid) || (found.mode & 0o077) !== 0) {
      throw new EmbeddedPostgresError(
        `${folder} was made by someone else, so PostgreSQL's data cannot be kept there: remove it, or set DATABASE_URL.`,
      );
    }
    chownSync(folder, uid, gid);
  }
}

/** Copies once per version; of several processes that copy at the same time, the first to rename wins. */
async function copyBinaries(binaries: Binaries): Promise<Binaries> {
  const folder = join(ownFolder(), `postgresql-${binaries.version}`);
  const copied = { ...binaries, folder };
  if (lstatSync(folder, { throwIfNoEntry: false })) return copied;
  const staging = `${folder}.${process.pid}`;
  await cp(binaries.folder, staging, {
    recursive: true,
    verbatimSymlinks: true,
    mode: constants.COPYFILE_FICLONE,
    filter: (source) => !source.endsWith('.a'),
  });
  await rename(staging, folder).catch(() => rm(staging, { recursive: true, force: true }));
  return copied;
}
