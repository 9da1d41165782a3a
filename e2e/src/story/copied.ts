import { expect, type Locator, type Page } from '@playwright/test';

/** What the button "Copy …" inside `where` has put on the clipboard. */
export async function copied(page: Page, where: Page | Locator, what: string): Promise<string> {
  await where.getByRole('button', { name: `Copy ${what}` }).click();
  await expect(where.getByRole('status').filter({ hasText: `${what} copied` })).toBeAttached();
  return page.evaluate(() => navigator.clipboard.readText());
}
