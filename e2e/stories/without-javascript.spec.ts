import { identityProviderSettings, makeUser } from '@rollcall/testkit';
import { endUserSettings, openSettings } from '../src/story/open-settings.ts';
import { signIn } from '../src/story/sign-in.ts';
import { expect, test } from '../src/story/story.ts';
import { connectOrganisation, foundOrganisation } from '../src/story/workshop.ts';

test.use({ javaScriptEnabled: false });

test('without JavaScript an admin signs in, saves settings, enables SCIM and generates a token', async ({
  page,
  workshop,
}) => {
  const { owner, path } = await foundOrganisation(workshop, 'Osprey Point Bindery');
  await signIn(page, owner, path);
  await openSettings(page);
  await page.getByLabel('Directory (tenant) ID').fill(identityProviderSettings.entraTenantId);
  await page.getByLabel('Application (client) ID').fill('my application');
  await page.getByLabel('Client secret', { exact: true }).fill(identityProviderSettings.clientSecret);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByLabel('Application (client) ID')).toHaveAccessibleDescription(
    /32 digits and letters/,
  );
  await expect(page.getByLabel('Directory (tenant) ID')).toHaveValue(identityProviderSettings.entraTenantId);

  await page.getByLabel('Application (client) ID').fill(identityProviderSettings.clientId);
  await page.getByLabel('Client secret', { exact: true }).fill(identityProviderSettings.clientSecret);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('The identity provider settings are saved.')).toBeVisible();

  await page.getByRole('switch', { name: 'SCIM Provisioning' }).click();
  await page
    .getByRole('dialog', { name: 'Enable SCIM' })
    .getByRole('button', { name: 'Enable SCIM' })
    .click();
  await expect(page.getByRole('switch', { name: 'SCIM Provisioning' })).toBeChecked();

  await page.getByRole('button', { name: 'Generate API token' }).click();
  const question = page.getByRole('dialog', { name: 'Generate API token' });
  await question.getByLabel('Label').fill('Entra production');
  await question.getByRole('button', { name: 'Generate API token' }).click();
  const answer = page.getByRole('dialog', { name: 'Copy the API token now' });
  await expect(answer.getByLabel('API token', { exact: true })).toHaveValue(/^rcl_scim_/);
  await answer.getByRole('link', { name: 'Done' }).click();
  await expect(page.getByRole('row', { name: 'Entra production' })).toContainText('Live');
  await expect(page).toHaveURL(path + endUserSettings);
});

test('without JavaScript an admin searches, filters and reads about a person', async ({ page, workshop }) => {
  const organisation = await foundOrganisation(workshop, 'Windlass Cartography');
  const { scim } = await connectOrganisation(workshop, organisation);
  for (const givenName of ['Amal', 'Beatriz', 'Casimir'])
    await makeUser(scim, { givenName, familyName: 'Holm', active: givenName !== 'Amal' });
  await signIn(page, organisation.owner, `${organisation.path}/directory/users`);
  await page.getByRole('searchbox', { name: 'Search users' }).fill('holm');
  await page.getByRole('combobox', { name: 'Status' }).selectOption('Active');
  await page.getByRole('button', { name: 'Search' }).click();
  await expect(page.getByRole('heading', { name: '2 users' })).toBeVisible();
  await page.getByRole('columnheader', { name: 'Name', exact: true }).getByRole('link').click();
  await expect(page.getByRole('rowheader').first()).toHaveText('Casimir Holm');
  await page.getByRole('link', { name: 'Beatriz Holm' }).click();
  await expect(page.getByRole('heading', { name: 'Beatriz Holm', level: 1 })).toBeVisible();
});
