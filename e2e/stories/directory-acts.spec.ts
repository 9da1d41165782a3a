import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { makeGroup, makeUser } from '@rollcall/testkit';
import { lookClosely } from '../src/story/look-closely.ts';
import { signIn } from '../src/story/sign-in.ts';
import { expect, test } from '../src/story/story.ts';
import { connectOrganisation, foundOrganisation, type Organisation } from '../src/story/workshop.ts';

const users = '/directory/users';
const groups = '/directory/groups';

test.setTimeout(120_000);

let organisation: Organisation;
test.beforeAll(async ({ workshop }) => {
  organisation = await foundOrganisation(workshop, 'Marlowe Ropeworks');
  const { scim } = await connectOrganisation(workshop, organisation);
  const ids: string[] = [];
  for (let number = 1; number <= 30; number++) {
    const name = String(number).padStart(2, '0');
    const { id } = await makeUser(scim, {
      userName: `rigger.${name}@marlowe.example`,
      displayName: `Rigger ${name}`,
    });
    ids.push(id);
  }
  const crew = await makeGroup(scim, { displayName: 'Night crew', members: ids.slice(0, 4) });
  await makeGroup(scim, { displayName: 'Yard', members: [crew.id, ids[9]!] });
});

test('an admin narrows the list to a group and chooses what it shows', async ({ page }) => {
  await open(page, users, 'Users');
  await page.getByRole('combobox', { name: 'Group' }).fill('yard');
  await expect(page.getByRole('heading', { name: '5 users' })).toBeVisible();
  await page.getByRole('combobox', { name: 'Members' }).selectOption('Direct members only');
  await expect(page.getByRole('heading', { name: '1 user', exact: true })).toBeVisible();
  await page.getByRole('combobox', { name: 'Group' }).fill('');
  await expect(page.getByRole('heading', { name: '30 users' })).toBeVisible();

  await page.getByRole('combobox', { name: 'Last sign-in' }).selectOption('Never signed in');
  await expect(page).toHaveURL(/signedIn=never/);
  await expect(page.getByRole('heading', { name: '30 users' })).toBeVisible();

  await page.getByText('Columns', { exact: true }).click();
  const columns = page.getByRole('group', { name: 'Show beside the name' });
  await columns.getByLabel('Department').uncheck();
  await columns.getByLabel('External id').check();
  await lookClosely(page, 'users-columns');
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByRole('button', { name: 'Show these' }).click();
  await expect(page.getByRole('columnheader', { name: 'External id' })).toBeVisible();
  await expect(page.getByRole('columnheader', { name: 'Department' })).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole('columnheader', { name: 'External id' })).toBeVisible();
  await expect(page).toHaveURL(/signedIn=never/);
});

test('a name that is nearly right is found', async ({ page }) => {
  await open(page, `${users}?search=Riger+07`, 'Users');
  await expect(page.getByRole('heading', { name: 'Nobody matches' })).toBeVisible();
  const similar = page.getByRole('table', { name: 'Similar names' });
  await expect(similar.getByRole('rowheader').first()).toHaveText(/^Rigger/);
  await lookClosely(page, 'users-similar');
});

test('the list is saved as a file, as it is filtered', async ({ page }) => {
  await open(page, `${users}?group=Night+crew&sort=userName`, 'Users');
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Export users as CSV' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/-users-\d{4}-\d\d-\d\d\.csv$/);
  const lines = (await readFile(await file.path(), 'utf8')).trim().split('\r\n');
  expect(lines).toHaveLength(5);
  expect(lines[1]).toContain('rigger.01@marlowe.example');
});

test('chosen people are archived by keyboard, followed to the end, and brought back', async ({ page }) => {
  await open(page, `${users}?search=rigger.2`, 'Users');
  const table = page.getByRole('table', { name: 'Users' });
  await table.getByRole('checkbox', { name: 'Choose everyone on this page' }).focus();
  await page.keyboard.press('Space');
  await expect(page.getByText(/^\d+ chosen$/)).toHaveText('10 chosen');
  await table.getByRole('checkbox', { name: 'Choose Rigger 20' }).uncheck();
  await table.getByRole('checkbox', { name: 'Choose Rigger 21' }).uncheck();
  await expect(page.getByText('8 chosen')).toBeVisible();
  await lookClosely(page, 'users-chosen');
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByRole('combobox', { name: 'Action' }).selectOption('Archive');
  await page.getByRole('button', { name: 'Go on with those chosen' }).press('Enter');

  await expect(page.getByRole('heading', { name: 'Archive 8 people', level: 1 })).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: 'Rigger 22' })).toBeVisible();
  await lookClosely(page, 'users-act');
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByRole('button', { name: 'Archive 8 people' }).press('Enter');
  await expect(page.getByRole('heading', { name: 'Finished' })).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: '8 people archived' })).toBeVisible();
  await expect(page.getByRole('progressbar', { name: 'People done' })).toHaveAttribute('value', '8');
  await lookClosely(page, 'users-job');
  await page.setViewportSize({ width: 1280, height: 800 });

  await page.getByRole('link', { name: 'To the list of users' }).click();
  await expect(page.getByRole('heading', { name: '22 users' })).toBeVisible();
  await page.getByRole('combobox', { name: 'Status' }).selectOption('Archived');
  await expect(page.getByRole('heading', { name: '8 users' })).toBeVisible();
  await page.getByRole('combobox', { name: 'Action' }).selectOption('Bring back');
  await page.getByRole('button', { name: 'Go on with all 8' }).click();
  await page.getByRole('button', { name: 'Bring back 8 people' }).click();
  await expect(page.getByRole('status').filter({ hasText: '8 people brought back' })).toBeVisible();
});

test('a local user is added, edited, suspended, restored, archived and deleted', async ({ page }) => {
  await open(page, users, 'Users');
  await page.getByRole('link', { name: 'Add user' }).click();
  await page.getByLabel('User name').fill('RIGGER.01@marlowe.example');
  await page.getByLabel('Given name').fill('Ottilie');
  await lookClosely(page, 'user-new');
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByRole('button', { name: 'Add user' }).click();
  await expect(page.getByLabel('User name')).toHaveAccessibleDescription(/already has this user name/);
  await expect(page.getByLabel('User name')).toBeFocused();
  await expect(page.getByLabel('Given name')).toHaveValue('Ottilie');
  await lookClosely(page, 'user-new-refused');
  await page.setViewportSize({ width: 1280, height: 800 });

  await page.getByLabel('User name').fill('ottilie@marlowe.example');
  await page.getByLabel('Family name').fill('Brandt');
  await page.getByLabel('Title').fill('Splicer');
  await page.getByRole('button', { name: 'Add user' }).click();
  await expect(page.getByRole('heading', { name: 'Ottilie Brandt', level: 1 })).toBeVisible();

  await page.getByRole('link', { name: 'Edit' }).click();
  await expect(page.getByLabel('Family name')).toHaveValue('Brandt');
  await page.getByLabel('Title').fill('Master splicer');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('changed Title from “Splicer” to “Master splicer”')).toBeVisible();
  await lookClosely(page, 'user-local');
  await page.setViewportSize({ width: 1280, height: 800 });

  const state = (text: string) => page.locator('header').getByText(text, { exact: true });
  await act(page, 'Suspend', 'Ottilie Brandt');
  await expect(state('Suspended')).toBeVisible();
  await act(page, 'Restore', 'Ottilie Brandt');
  await expect(state('Active')).toBeVisible();
  await act(page, 'Archive', 'Ottilie Brandt');
  await expect(state('Archived')).toBeVisible();
  await act(page, 'Bring back', 'Ottilie Brandt');
  await expect(state('Active')).toBeVisible();
  await act(page, 'Delete', 'Ottilie Brandt');
  await expect(page.getByRole('heading', { name: 'Users', level: 1 })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Ottilie Brandt' })).toHaveCount(0);
});

test('whoever deletes a provisioned person is told that Entra may bring them back', async ({ page }) => {
  await open(page, `${users}?search=rigger+30`, 'Users');
  await page.getByRole('link', { name: 'Rigger 30' }).click();
  await expect(page.getByText('SCIM wins:')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Edit' })).toHaveCount(0);
  await page.getByRole('link', { name: 'Delete' }).click();
  const question = page.getByRole('dialog', { name: 'Delete Rigger 30?' });
  await expect(question).toContainText('creates them again when it next calls');
  await lookClosely(page, 'user-delete');
});

test('a local group takes in people and groups, and refuses to be inside itself', async ({ page }) => {
  await open(page, groups, 'Groups');
  await page.getByRole('link', { name: 'Add group' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Festival');
  await page.getByRole('button', { name: 'Add group' }).click();
  await expect(page.getByRole('heading', { name: 'Nobody is in this group' })).toBeVisible();

  await addMember(page, 'rigger 05', 'Rigger 05');
  await addMember(page, 'night', 'Night crew');
  await expect(page.getByRole('table', { name: 'Members' }).getByRole('rowheader')).toHaveCount(2);
  await page.getByRole('combobox', { name: 'Which members' }).selectOption('Everyone, nested too');
  await expect(page.getByRole('table', { name: 'Members' }).getByRole('rowheader')).toHaveCount(5);
  await expect(page.getByText('through Night crew').first()).toBeVisible();
  await lookClosely(page, 'group-local');
  await page.setViewportSize({ width: 1280, height: 800 });

  await page.getByRole('combobox', { name: 'Which members' }).selectOption('Direct members');
  await page.getByRole('button', { name: 'Remove Rigger 05 from the group' }).click();
  await expect(page.getByRole('table', { name: 'Members' }).getByRole('rowheader')).toHaveCount(1);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('an admin chooses columns and acts on whoever is chosen', async ({ page, workshop }) => {
    const other = await foundOrganisation(workshop, 'Halyard Bakery');
    const { scim } = await connectOrganisation(workshop, other);
    for (const givenName of ['Amal', 'Beatriz']) await makeUser(scim, { givenName, familyName: 'Holm' });
    await signIn(page, other.owner, other.path + users);
    await page.getByText('Columns', { exact: true }).click();
    await page.getByLabel('Title').check();
    await page.getByRole('button', { name: 'Show these' }).click();
    await expect(page.getByRole('columnheader', { name: 'Title' })).toBeVisible();

    await page.getByRole('checkbox', { name: 'Choose Amal Holm' }).check();
    await page.getByRole('combobox', { name: 'Action' }).selectOption('Archive');
    await page.getByRole('button', { name: 'Go on with those chosen' }).click();
    await page.getByRole('button', { name: 'Archive 1 person' }).click();
    await expect(page.getByText('1 person archived')).toBeVisible();
  });
});

async function open(page: Page, path: string, title: string): Promise<void> {
  await signIn(page, organisation.owner, organisation.path + path);
  await expect(page.getByRole('heading', { name: title, level: 1 })).toBeVisible();
}

async function act(page: Page, verb: string, name: string): Promise<void> {
  await page.getByRole('link', { name: verb, exact: true }).click();
  const question = page.getByRole('dialog', { name: `${verb} ${name}?` });
  await question.getByRole('button', { name: `${verb} ${name}` }).click();
  await expect(question).toBeHidden();
}

async function addMember(page: Page, typed: string, name: string): Promise<void> {
  await page.getByRole('link', { name: 'Add members' }).click();
  const question = page.getByRole('dialog', { name: /^Add members to/ });
  await question.getByRole('textbox', { name: 'Find people and groups' }).fill(typed);
  await question.getByRole('button', { name: 'Find' }).click();
  await question.getByRole('checkbox', { name }).check();
  await question.getByRole('button', { name: 'Add those chosen' }).click();
  await expect(question).toBeHidden();
}
