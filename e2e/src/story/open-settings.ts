import { expect, type Page } from '@playwright/test';

/** Where the settings are, below the organisation's path. */
export const endUserSettings = '/settings/identity-and-access/end-user';

/** The page Settings › Identity and Access › End User is open, reached through the navigation. */
export async function openSettings(page: Page): Promise<void> {
  const section = page.getByRole('navigation', { name: 'Main' }).getByRole('list', { name: 'Settings' });
  await section.getByRole('link', { name: 'End User' }).click();
  await expect(page.getByRole('heading', { name: 'End User', level: 1 })).toBeVisible();
}
