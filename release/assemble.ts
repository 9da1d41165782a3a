import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

// What goes into the images, as it stands there: /app, /migrations, and beside them what it was made of.
const root = fileURLToPath(new URL('../', import.meta.url));
const images = `${root}release/build`;

rmSync(images, { recursive: true, force: true });
assemble('api', (image) => {
  cpSync(`${root}apps/api/build`, image, { recursive: true });
});
assemble('admin', (image) => {
  cpSync(`${root}apps/admin/build`, `${image}/app`, { recursive: true });
  cpSync(`${root}apps/api/build/app/health.js`, `${image}/app/health.js`);
  writeFileSync(`${image}/app/package.json`, '{ "type": "module" }\n');
});

function assemble(name: string, fill: (image: string) => void): void {
  const image = `${images}/${name}`;
  mkdirSync(image, { recursive: true });
  fill(image);
  // From the lockfile alone, so that it says the same on every machine. By the pnpm that runs this: npx would ask a
  // registry which one to take, from where turbo has left no word of proxies and certificates.
  const made = ['sbom', '--sbom-format', 'cyclonedx', '--sbom-type', 'application', '--lockfile-only'];
  execFileSync('pnpm', ['--filter', `@rollcall/${name}`, ...made, '--out', `${image}/sbom.cdx.json`], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}
