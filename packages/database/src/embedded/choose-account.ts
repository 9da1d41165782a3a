import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';

/** The uid and gid a child process runs under. */
export type Account = Readonly<{ uid: number; gid: number }>;

/**
 * The account the server runs under, or undefined when that is our own. PostgreSQL refuses to run as root, so root
 * lends it the owner of the data there already is, else `postgres`, else `nobody`, which every system has.
 * (initdb looks its account up by name, so an invented uid would not do.)
 */
export function chooseAccount(dataDirs: readonly string[]): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const account = dataDirs.map(ownerOf).find(Boolean) ?? accountNamed('postgres') ?? accountNamed('nobody');
  if (account) return account;
  throw new EmbeddedPostgresError(
    'PostgreSQL refuses to run as root and this system has neither a postgres nor a nobody user: add one with "useradd --system postgres", or set DATABASE_URL.',
  );
}

function ownerOf(dataDir: string): Account | undefined {
  const found = statSync(join(dataDir, 'PG_VERSION'), { throwIfNoEntry: false });
  return found && found.uid !== 0 ? { uid: found.uid, gid: found.gid } : undefined;
}

function accountNamed(name: string): Account | undefined {
  try {
    return { uid: idOf('-u', name), gid: idOf('-g', name) };
  } catch {
    return undefined;
  }
}

function idOf(which: '-u' | '-g', name: string): number {
  const id = Number(
    execFileSync('id', [which, name], { stdio: ['ignore', 'pipe', 'ignore'], encoding: 'utf8' }),
  );
  // Some systems print nobody's id as -2; the kernel wants it unsigned.
  return id >>> 0;
}
