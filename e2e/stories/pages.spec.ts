import type { Page } from '@playwright/test';
import { enableScim } from '@rollcall/testkit';
import { generateToken } from '../src/story/generate-token.ts';
import { lookClosely } from '../src/story/look-closely.ts';
import { endUserSettings } from '../src/story/open-settings.ts';
import { provision } from '../src/story/provision.ts';
import { signIn } from '../src/story/sign-in.ts';
import { expect, test } from '../src/story/story.ts';
import { foundOrganisation } from '../src/story/workshop.ts';

const users = '/directory/users';
const groups = '/directory/groups';

test.setTimeout(120_000);

test('pages that need no sign-in are flawless in both themes and on a phone', async ({ page }) => {
  await page.goto('/sign-in');
  await lookClosely(page, 'sign-in');
  await page.goto('/design');
  await lookClosely(page, 'design');
});

test('pages of an organisation that has just begun are flawless too', async ({ page, workshop }) => {
  const { owner, path } = await foundOrganisation(workshop, 'Thimblewick Orchards');
  await signIn(page, owner, path);
  await lookClosely(page, 'overview-new');
  await visit(page, path + users, 'Users');
  await lookClosely(page, 'users-empty');
  await visit(page, path + groups, 'Groups');
  await lookClosely(page, 'groups-empty');
  await visit(page, path + endUserSettings, 'End User');
  await lookClosely(page, 'end-user-new');
  await visit(page, `${path}/no-such-page`, 'Not found');
  await lookClosely(page, 'not-found');
  await visit(page, `${path}${users}/00000000-0000-7000-8000-000000000000`, 'Not found');
  await lookClosely(page, 'person-not-found');
});

test('pages of an organisation that waits for Entra are flawless too', async ({ page, workshop }) => {
  const { owner, path, scope } = await foundOrganisation(workshop, 'Thimblewick Orchards');
  await enableScim(scope, workshop);
  await signIn(page, owner, path + endUserSettings);
  await generateToken(page, 'Entra production', () => lookClosely(page, 'end-user-token-shown'));
  await lookClosely(page, 'end-user-never-contacted');
});

test('pages of an organisation that Entra provisions are flawless too', async ({ page, workshop }) => {
  const organisation = await foundOrganisation(workshop, 'Quillhaven Ferries');
  const { mover, newGroup } = await provision(workshop, organisation);
  const { owner, path } = organisation;
  await signIn(page, owner, path);
  await lookClosely(page, 'overview');

  await visit(page, path + users, 'Users');
  await lookClosely(page, 'users');
  await page.getByRole('searchbox', { name: 'Search users' }).fill(mover.userPrincipalName);
  await page.getByRole('link', { name: mover.displayName }).click();
  await expect(page.getByRole('heading', { name: mover.displayName, level: 1 })).toBeVisible();
  await lookClosely(page, 'user');

  await visit(page, path + groups, 'Groups');
  await lookClosely(page, 'groups');
  await page.getByRole('searchbox', { name: 'Search groups' }).fill(newGroup.displayName);
  await page.getByRole('link', { name: newGroup.displayName }).click();
  await expect(page.getByRole('heading', { name: newGroup.displayName, level: 1 })).toBeVisible();
  await lookClosely(page, 'group');

  await visit(page, path + endUserSettings, 'End User');
  await lookClosely(page, 'end-user-connected');
  await page.getByRole('switch', { name: 'SCIM Provisioning' }).click();
  await expect(page.getByRole('dialog', { name: 'Disable SCIM' })).toBeVisible();
  await lookClosely(page, 'end-user-disable');
});

test('what opens over a page is flawless too', async ({ page, workshop }) => {
  const { owner, path } = await foundOrganisation(workshop, 'Thimblewick Orchards');
  await signIn(page, owner, path);
  const pages = await page.getByRole('navigation', { name: 'Main' }).getByRole('link').count();
  await page.keyboard.press('ControlOrMeta+k');
  await expect(page.getByRole('dialog', { name: 'Jump to' }).getByRole('option')).toHaveCount(pages);
  await lookClosely(page, 'jump-to');
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Menu' }).click();
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
  await lookClosely(page, 'menu', [375]);
});

async function visit(page: Page, path: string, title: string): Promise<void> {
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto(path);
  await expect(page.getByRole('heading', { name: title, level: 1 })).toBeAttached();
}
