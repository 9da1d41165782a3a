import { chromium } from '@playwright/test';
import { existsSync } from 'node:fs';
import { optionsFor, type Browser } from './browser.ts';
import { unpackChromium } from './unpack-chromium.ts';

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/opt/google/chrome/chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * A browser that starts: the one of CHROMIUM_PATH, else one installed here, else the one in the npm package
 * `@sparticuz/chromium` (Linux on x64). Nothing is downloaded. Throws a sentence when none of them starts.
 */
export async function findBrowser(env: NodeJS.ProcessEnv): Promise<Browser> {
  const given = env['CHROMIUM_PATH'];
  if (given)
    return started({ executablePath: given }, `CHROMIUM_PATH is ${given}, but no browser starts there`);

  const found = installed.find((path) => existsSync(path));
  if (found)
    return started(
      { executablePath: found },
      `The browser installed as ${found} does not start: set CHROMIUM_PATH to another Chrome or Chromium`,
    );

  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      'The stories need a browser, and none is installed: install Chrome or Chromium, or set CHROMIUM_PATH to one.',
    );
  }
  return started(
    await unpackChromium(),
    'The browser of the package @sparticuz/chromium does not start here: install Chrome or Chromium, or set CHROMIUM_PATH to one',
  );
}

async function started(browser: Browser, otherwise: string): Promise<Browser> {
  try {
    await (await chromium.launch(optionsFor(browser))).close();
    return browser;
  } catch (cause) {
    const [reason] = (cause instanceof Error ? cause.message : String(cause)).split('\n');
    throw new Error(`${otherwise}. (${reason})`, { cause });
  }
}
