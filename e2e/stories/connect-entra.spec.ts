import {
  createDirectory,
  createJob,
  isClean,
  renderReport,
  type CycleReport,
  type Dialect,
  type Directory,
} from '@rollcall/entra';
import type { Page } from '@playwright/test';
import { aDayPasses, type Day } from '../src/story/a-day-passes.ts';
import { copied } from '../src/story/copied.ts';
import { generateToken } from '../src/story/generate-token.ts';
import { openSettings } from '../src/story/open-settings.ts';
import { signIn } from '../src/story/sign-in.ts';
import { expect, test } from '../src/story/story.ts';
import { foundOrganisation } from '../src/story/workshop.ts';

const entraTenantId = '3d7c1f52-90ab-4e6d-8c15-7b2f4a6e9d01';
const clientSecret = 'Q~invented.client.secret';
const tokenLabel = 'Entra production';

for (const dialect of ['default', 'aadOptscim062020'] satisfies Dialect[]) {
  test(`an admin connects Entra, and its people arrive and stay up to date (${dialect})`, async ({
    page,
    workshop,
  }) => {
    test.setTimeout(180_000);
    const { owner, path } = await foundOrganisation(workshop, 'Copperleaf Museums');
    const connection = page.getByRole('region', { name: 'Connection' }).getByRole('status');

    await test.step('the settings say why SCIM cannot be switched on yet', async () => {
      await signIn(page, owner, path);
      await openSettings(page);
      const toggle = page.getByRole('switch', { name: 'SCIM Provisioning' });
      await expect(toggle).toBeDisabled();
      await expect(toggle).toHaveAccessibleDescription(/Save the identity provider settings/);
    });
    await test.step('a wrong value is told beside its field, and nothing typed is lost', () =>
      saveSettingsAtSecondTry(page));
    await test.step('SCIM Provisioning is switched on after a prompt', async () => {
      await enableScim(page);
      await expect(connection).toContainText('Never contacted');
    });

    const token = await test.step('an API token is generated', () => generateToken(page, tokenLabel));
    const baseUrl = await copied(page, page, 'Base URL');
    const directory = createDirectory({ seed: dialect, users: 1_000, groups: 40 });
    const job = createJob({ baseUrl, token, directory, dialect, requestsPerSecond: 0 });

    await test.step('Entra tests the connection, and the open page says so', async () => {
      expect(await job.testConnection()).toEqual({ ok: true });
      await expect(connection).toContainText('Connection tested');
    });
    await test.step('the first cycle brings everyone, and the open page says so', async () => {
      expectClean(await job.runCycle());
      await expect(connection).toContainText('Entra is writing users and groups');
      await expect(
        page.getByText('Entra has brought 1,000 people (1,000 active) and 40 groups.'),
      ).toBeVisible();
    });
    const day = aDayPasses(directory);
    await test.step('the second cycle brings what happened since', async () => {
      expectClean(await job.runCycle());
      job.close();
    });
    await test.step('the directory is what Entra says it is', () => readDirectory(page, directory, day));
  });
}

/** No failure, no difference, no quarantine; otherwise the report tells which. */
function expectClean(report: CycleReport): void {
  expect(isClean(report), renderReport(report)).toBe(true);
}

async function saveSettingsAtSecondTry(page: Page): Promise<void> {
  const clientId = page.getByLabel('Application (client) ID');
  await page.getByLabel('Directory (tenant) ID').fill(entraTenantId);
  await clientId.fill('my application');
  await page.getByLabel('Client secret', { exact: true }).fill(clientSecret);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(clientId).toBeFocused();
  await expect(clientId).toHaveAccessibleDescription(/32 digits and letters/);
  await expect(clientId).toHaveValue('my application');
  await expect(page.getByLabel('Directory (tenant) ID')).toHaveValue(entraTenantId);
  await expect(page.getByLabel('Client secret', { exact: true })).toHaveValue(clientSecret);

  await clientId.fill('a4e8b6c0-2f17-4d39-b5a2-61c9d0e7f834');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('The identity provider settings are saved.')).toBeVisible();
}

async function enableScim(page: Page): Promise<void> {
  const toggle = page.getByRole('switch', { name: 'SCIM Provisioning' });
  await toggle.click();
  const prompt = page.getByRole('dialog', { name: 'Enable SCIM' });
  await expect(prompt).toContainText('The Base URL starts to answer.');
  await expect(toggle).not.toBeChecked();
  await prompt.getByRole('button', { name: 'Enable SCIM' }).click();
  await expect(prompt).toBeHidden();
  await expect(toggle).toBeChecked();
}

async function readDirectory(page: Page, directory: Directory, day: Day): Promise<void> {
  const figure = (number: number) => number.toLocaleString('en');
  await expectState(page, `${figure(day.people)} people (${figure(day.activePeople)} active)`);
  await readPeople(page, day);

  await openFromMenu(page, 'Groups');
  await expect(page.getByRole('heading', { name: `${directory.groups.size} groups` })).toBeVisible();
  await page.getByRole('searchbox', { name: 'Search groups' }).fill(day.newGroup.displayName);
  await page.getByRole('link', { name: day.newGroup.displayName }).click();
  await expectTitle(page, day.newGroup.displayName);
  await expect(page.getByText('2 members')).toBeVisible();
  const members = page.getByRole('table', { name: 'Members' });
  for (const { displayName } of [day.joiner, day.mover])
    await expect(members.getByRole('link', { name: displayName, exact: true })).toBeVisible();
}

async function readPeople(page: Page, { people, joiner, mover, newDepartment, leaver }: Day): Promise<void> {
  const history = page.getByRole('list', { name: 'History' });
  await openFromMenu(page, 'Users');
  await expect(page.getByRole('heading', { name: `${people.toLocaleString('en')} users` })).toBeVisible();

  await openPerson(page, joiner.displayName, joiner.displayName);
  await expect(history).toContainText(`API token “${tokenLabel}” created this person`);

  await openPerson(page, mover.userPrincipalName, mover.displayName);
  await expect(page.getByRole('definition').filter({ hasText: newDepartment })).toBeVisible();
  await expect(history).toContainText(
    `API token “${tokenLabel}” changed Department from “${mover.department}” to “${newDepartment}”`,
  );

  await openPerson(page, leaver.userPrincipalName, leaver.displayName);
  await expect(page.getByRole('main').getByText('Inactive', { exact: true })).toBeVisible();
  await expect(history).toContainText(`API token “${tokenLabel}” changed Active from yes to no`);
}

async function openPerson(page: Page, search: string, displayName: string): Promise<void> {
  await openFromMenu(page, 'Users');
  await page.getByRole('searchbox', { name: 'Search users' }).fill(search);
  await expect(page.getByRole('heading', { name: '1 user', exact: true })).toBeVisible();
  await page.getByRole('link', { name: displayName, exact: true }).click();
  await expectTitle(page, displayName);
}

async function openFromMenu(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name }).click();
  await expectTitle(page, name);
}

async function expectTitle(page: Page, name: string): Promise<void> {
  await expect(page.getByRole('heading', { name, level: 1, exact: true })).toBeVisible();
}

async function expectState(page: Page, brought: string): Promise<void> {
  await expect(page.getByText(`Entra has brought ${brought}`)).toBeVisible();
}
