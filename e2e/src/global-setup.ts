import { rememberBrowser } from './browser/browser.ts';
import { findBrowser } from './browser/find-browser.ts';
import { rememberHouse } from './house/house.ts';
import { startHouse } from './house/start-house.ts';

/** A browser is found and the product runs; the answer stops it. Without either there is no story, only a failure. */
// eslint-disable-next-line no-restricted-exports -- Playwright takes the global setup from the default export
export default async function globalSetup(): Promise<() => Promise<void>> {
  rememberBrowser(await findBrowser(process.env));
  const { house, stop } = await startHouse();
  rememberHouse(house);
  return stop;
}
