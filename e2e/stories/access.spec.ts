import { makeAdmin, makeUser } from '@rollcall/testkit';
import { endUserSettings } from '../src/story/open-settings.ts';
import { signIn } from '../src/story/sign-in.ts';
import { expect, test } from '../src/story/story.ts';
import { connectOrganisation, foundOrganisation } from '../src/story/workshop.ts';

test('who is signed out signs in first, and arrives where they wanted to go', async ({ page, workshop }) => {
  const { owner, path } = await foundOrganisation(workshop, 'Copperleaf Museums');
  await signIn(page, owner, `${path}/directory/users?status=suspended`);
  await expect(page.getByRole('heading', { name: 'Users', level: 1 })).toBeVisible();

  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in to Rollcall' })).toBeVisible();
  await page.goto(path);
  await expect(page.getByRole('heading', { name: 'Sign in to Rollcall' })).toBeVisible();
});

test('a wrong password is told in a sentence that gives nothing away', async ({ page, workshop }) => {
  const { owner, path } = await foundOrganisation(workshop, 'Copperleaf Museums');
  for (const email of [owner.email, 'nobody@copperleaf.example']) {
    await page.goto(path);
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Password').fill('a password that is wrong');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('alert')).toHaveText(
      'That e-mail and password do not belong to an admin account. Check both and try again.',
    );
    await expect(page.getByLabel('E-mail')).toHaveValue(email);
  }
});

test('the organisation of others is not found, just as one that does not exist', async ({
  page,
  workshop,
}) => {
  const mine = await foundOrganisation(workshop, 'Copperleaf Museums');
  const theirs = await foundOrganisation(workshop, 'Brackwater Dredging');
  await signIn(page, mine.owner, mine.path);
  for (const path of [theirs.path, `${theirs.path}/directory/users`, '/nobody-0000']) {
    const answer = await page.goto(path);
    expect(answer?.status()).toBe(404);
    await expect(page.getByRole('heading', { name: 'Not found' })).toBeAttached();
    await expect(page.getByText(`No organisation "${path.split('/')[1]}" is open to you.`)).toBeVisible();
    await expect(page.getByText(theirs.name)).toHaveCount(0);
  }
});

test('an address that no page has keeps the way to every other page', async ({ page, workshop }) => {
  const { owner, path } = await foundOrganisation(workshop, 'Copperleaf Museums');
  await signIn(page, owner, path);
  const answer = await page.goto(`${path}/directory/people`);
  expect(answer?.status()).toBe(404);
  await expect(page.getByText('There is no page at this address.')).toBeVisible();
  await page.getByRole('link', { name: 'Users' }).click();
  await expect(page.getByRole('heading', { name: 'Users', level: 1 })).toBeVisible();
});

test('a read-only admin sees everything and changes nothing', async ({ page, workshop }) => {
  const organisation = await foundOrganisation(workshop, 'Copperleaf Museums');
  const { scim } = await connectOrganisation(workshop, organisation);
  await makeUser(scim, { givenName: 'Tove', familyName: 'Lund' });
  const reader = await makeAdmin(workshop.auth, organisation.scope, { profile: 'readOnly' });
  const settings = organisation.path + endUserSettings;
  await signIn(page, reader, `${organisation.path}/directory/users`);
  await expect(page.getByRole('row', { name: 'Tove Lund' })).toContainText('Active');

  await page.goto(settings);
  await expect(page.getByText('Your profile is Read only.')).toBeVisible();
  await expect(page.getByRole('switch', { name: 'SCIM Provisioning' })).toBeDisabled();
  for (const name of ['Save', 'Generate API token'])
    await expect(page.getByRole('button', { name })).toBeDisabled();
  await expect(page.getByLabel('Directory (tenant) ID')).toBeDisabled();
  await expect(page.getByRole('row', { name: 'Entra provisioning' })).toContainText('Live');
  await expect(page.getByRole('link', { name: 'Revoke' })).toHaveCount(0);

  await test.step('not even with a form of their own', async () => {
    const origin = new URL(page.url()).origin;
    const answer = await page.request.post(`${settings}?/disable`, {
      headers: { origin },
      form: { people: 'suspend' },
    });
    expect(answer.status()).toBe(403);
    await page.reload();
    await expect(page.getByRole('switch', { name: 'SCIM Provisioning' })).toBeChecked();
  });
});
