import type { Page } from '@playwright/test';
import { makeUser } from '@rollcall/testkit';
import { signIn } from '../src/story/sign-in.ts';
import { expect, test } from '../src/story/story.ts';
import { connectOrganisation, foundOrganisation, type Organisation } from '../src/story/workshop.ts';

const users = '/directory/users';
const total = 60;

let organisation: Organisation;
test.beforeAll(async ({ workshop }) => {
  organisation = await foundOrganisation(workshop, 'Fernhollow Railways');
  const { scim } = await connectOrganisation(workshop, organisation);
  for (let number = 1; number <= total; number++) {
    const name = String(number).padStart(2, '0');
    await makeUser(scim, {
      userName: `${String(total - number).padStart(2, '0')}@fernhollow.example`,
      displayName: `Conductor ${name}`,
      active: number % 10 !== 0,
    });
  }
});

test('search, filter, sort and page are in the address, and Back goes through them', async ({ page }) => {
  await signIn(page, organisation.owner, organisation.path + users);
  await expectPeople(page, '60 users', 'Conductor 01');
  await page.getByRole('link', { name: 'Next page' }).click();
  await expectPeople(page, '60 users', 'Conductor 26');
  await expect(page).toHaveURL(/[?&]page=2/);

  await page.getByRole('columnheader', { name: 'User name' }).getByRole('link').click();
  await expect(page).toHaveURL(/[?&]sort=userName/);
  await expectPeople(page, '60 users', 'Conductor 60');

  await page.getByRole('combobox', { name: 'Status' }).selectOption('Inactive');
  await expectPeople(page, '6 users', 'Conductor 60');
  await page.getByRole('searchbox', { name: 'Search users' }).fill('conductor 4');
  await expectPeople(page, '1 user', 'Conductor 40');
  await expect(page).toHaveURL(/search=conductor\+4&status=inactive&sort=userName/);

  await page.getByRole('link', { name: 'Conductor 40' }).click();
  await expect(page.getByRole('heading', { name: 'Conductor 40', level: 1 })).toBeVisible();
  await page.goBack();
  await expectPeople(page, '1 user', 'Conductor 40');
  await expect(page.getByRole('searchbox', { name: 'Search users' })).toHaveValue('conductor 4');
  await expect(page.getByRole('combobox', { name: 'Status' })).toHaveValue('inactive');

  await page.goBack();
  await expectPeople(page, '60 users', 'Conductor 26');
  await expect(page.getByRole('searchbox', { name: 'Search users' })).toHaveValue('');
  await page.goBack();
  await expectPeople(page, '60 users', 'Conductor 01');
});

test('who follows a link while still typing gets the link, however long it takes', async ({ page }) => {
  await signIn(page, organisation.owner, organisation.path + users);
  await expectPeople(page, '60 users', 'Conductor 01');
  await page.clock.install();
  const later = Promise.withResolvers<void>();
  await page.route(/\/users\/[^/]+\/__data\.json/, (route) => later.promise.then(() => route.continue()));

  await page.getByRole('searchbox', { name: 'Search users' }).fill('conductor');
  await page.getByRole('link', { name: 'Conductor 01' }).click();
  await page.clock.runFor(1_000);
  later.resolve();
  await expect(page.getByRole('heading', { name: 'Conductor 01', level: 1 })).toBeVisible();
});

test('a search that finds nobody says so, and leads back to everyone', async ({ page }) => {
  await signIn(page, organisation.owner, `${organisation.path}${users}?search=nobody`);
  await expect(page.getByRole('heading', { name: 'Nobody matches' })).toBeVisible();
  await page.getByRole('link', { name: 'Show everyone' }).click();
  await expectPeople(page, '60 users', 'Conductor 01');
});

test('an empty directory leads to the next step', async ({ page, workshop }) => {
  const { owner, path } = await foundOrganisation(workshop, 'Larkspur Signals');
  await signIn(page, owner, path + users);
  await expect(page.getByRole('heading', { name: 'Nobody is here yet' })).toBeVisible();
  await page.getByRole('link', { name: 'Connect your directory' }).click();
  await expect(page.getByRole('heading', { name: 'End User', level: 1 })).toBeVisible();
});

test('a few keys jump to any person and any page', async ({ page }) => {
  await signIn(page, organisation.owner, organisation.path);
  const results = page.getByRole('dialog', { name: 'Jump to' }).getByRole('option');
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('conductor 37');
  await expect(results).toHaveText([/Conductor 37/]);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Conductor 37', level: 1 })).toBeVisible();

  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('end us');
  await expect(results).toHaveText([/End User/]);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'End User', level: 1 })).toBeVisible();
});

test('a person is reached by the keyboard alone', async ({ page }) => {
  const { owner, path } = organisation;
  await page.goto(path);
  await tabTo(page, page.getByLabel('E-mail'));
  await page.keyboard.type(owner.email);
  await page.keyboard.press('Tab');
  await page.keyboard.type(owner.password);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible();

  await tabTo(page, page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Users' }));
  await page.keyboard.press('Enter');
  await expectPeople(page, '60 users', 'Conductor 01');

  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox', { name: 'Search users' })).toBeFocused();
  await page.keyboard.type('conductor 52');
  await expectPeople(page, '1 user', 'Conductor 52');
  await tabTo(page, page.getByRole('link', { name: 'Conductor 52' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Conductor 52', level: 1 })).toBeVisible();
});

/** The table has that title, and that person in its first row. */
async function expectPeople(page: Page, title: string, first: string): Promise<void> {
  await expect(page.getByRole('heading', { name: title, exact: true })).toBeVisible();
  await expect(page.getByRole('table', { name: 'Users' }).getByRole('rowheader').first()).toHaveText(first);
}

/** The keyboard's focus is on the element, a few presses of Tab away. */
async function tabTo(page: Page, element: ReturnType<Page['getByRole']>): Promise<void> {
  const isFocused = () => element.evaluate((node) => node === document.activeElement);
  for (let presses = 0; presses < 40 && !(await isFocused()); presses++) await page.keyboard.press('Tab');
  await expect(element).toBeFocused();
}
