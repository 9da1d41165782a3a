import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import chromium, { inflate } from '@sparticuz/chromium';
import type { Browser } from './browser.ts';

const cache = fileURLToPath(new URL('../../node_modules/.cache/', import.meta.url));
const packed = dirname(dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))));

/**
 * The browser in the package `@sparticuz/chromium`, unpacked once per checkout. Its flags are for functions in a
 * cloud and switch off what a person's browser enforces, so none is used. A font comes with it for a machine that
 * has none, and the libraries it links to for one that lacks them.
 */
export async function unpackChromium(): Promise<Browser> {
  const { version } = JSON.parse(readFileSync(join(packed, 'package.json'), 'utf8')) as { version: string };
  const folder = join(cache, `chromium-${version}`);
  if (!existsSync(folder)) await unpackInto(folder);

  const executablePath = join(folder, 'chromium');
  const env = { FONTCONFIG_FILE: join(folder, 'fonts.conf') };
  const isWhole = spawnSync(executablePath, ['--version'], { timeout: 20_000 }).status === 0;
  return { executablePath, env: isWhole ? env : { ...env, LD_LIBRARY_PATH: join(folder, 'al2023/lib') } };
}

/** The folder appears whole or not at all, whoever else unpacks at the same time. */
async function unpackInto(folder: string): Promise<void> {
  await mkdir(cache, { recursive: true });
  const draft = await mkdtemp(join(cache, 'unpacking-'));
  await inTemporary(draft, async () => {
    await chromium.executablePath();
    await inflate(join(packed, 'bin/al2023.tar.br'));
  });
  await writeFile(join(draft, 'fonts.conf'), fontsOf(folder));
  await rename(draft, folder).catch(async (error: unknown) => {
    await rm(draft, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  });
}

/** The package unpacks wherever temporary files go, which by default all users of a machine share. */
async function inTemporary(folder: string, work: () => Promise<void>): Promise<void> {
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = folder;
  try {
    await work();
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
}

/** The machine's own fonts first, then the one of the package. */
function fontsOf(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${folder}/fonts</dir>
  <cachedir>${folder}/fonts-cache</cachedir>
</fontconfig>
`;
}
