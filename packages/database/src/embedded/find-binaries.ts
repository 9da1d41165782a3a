import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';

/** A PostgreSQL installation: `folder` holds `bin`, `lib` and `share`, which find each other by relative paths. */
export type Binaries = Readonly<{ folder: string; version: string; major: string }>;

/** The PostgreSQL that came with the dependencies, for this platform. */
export function findBinaries(): Binaries {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const entry = process.platform === 'win32' ? undefined : resolveEntry(name);
  if (!entry) {
    throw new EmbeddedPostgresError(
      `No PostgreSQL comes with Rollcall for ${process.platform} on ${process.arch}: set DATABASE_URL to a PostgreSQL 18 of your own.`,
    );
  }
  const root = resolve(dirname(entry), '..');
  const { version } = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8')) as { version: string };
  return { folder: resolve(root, 'native'), version, major: version.slice(0, version.indexOf('.')) };
}

/** The platform's package is a dependency of `embedded-postgres`, so only from there does its name resolve. */
function resolveEntry(name: string): string | undefined {
  try {
    const library = createRequire(import.meta.url).resolve('embedded-postgres');
    return createRequire(library).resolve(name);
  } catch {
    return undefined;
  }
}
