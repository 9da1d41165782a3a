import { expect, type Page } from '@playwright/test';
import type { MadeAdmin } from '@rollcall/testkit';

/** The admin is signed in, and the page they wanted is shown. */
export async function signIn(page: Page, admin: MadeAdmin, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole('heading', { name: 'Sign in to Rollcall' })).toBeVisible();
  await page.getByLabel('E-mail').fill(admin.email);
  await page.getByLabel('Password').fill(admin.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL((url) => url.pathname + url.search === path);
}
