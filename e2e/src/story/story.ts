import { randomInt } from 'node:crypto';
import { expect, test as playwright } from '@playwright/test';
import { readHouse } from '../house/house.ts';
import { openWorkshop, type Workshop } from './workshop.ts';

/**
 * A story: a page of the Command Center in a browser of its own, and the workshop that prepares what it needs. It fails
 * when a script of the page does, or when the page breaks its own content security policy.
 */
export const test = playwright.extend<object, { workshop: Workshop }>({
  workshop: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads from this pattern what a fixture needs
    async ({}, use) => {
      const workshop = openWorkshop();
      await use(workshop);
      await workshop.close();
    },
    { scope: 'worker' },
  ],
  // eslint-disable-next-line no-empty-pattern -- Playwright reads from this pattern what a fixture needs
  baseURL: async ({}, use) => use(readHouse().adminOrigin),
  // Each story comes from an address of its own (RFC 2544 keeps these for tests), as different people would.
  // eslint-disable-next-line no-empty-pattern -- Playwright reads from this pattern what a fixture needs
  extraHTTPHeaders: async ({}, use) =>
    use({ 'x-forwarded-for': `198.18.${randomInt(256)}.${randomInt(256)}` }),
  page: async ({ page }, use) => {
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      // A status the server answers with is a matter of the story, not of the page's program.
      const isStatus = message.text().startsWith('Failed to load resource');
      if (message.type() === 'error' && !isStatus) complaints.push(message.text());
    });
    await use(page);
    expect(complaints, 'what the browser complained of').toEqual([]);
  },
});

export { expect };
