import { listRoles, savePolicy, saveService } from '@rollcall/domain';
import type { Page } from '@playwright/test';
import { lookClosely } from '../src/story/look-closely.ts';
import {
  client,
  connectIdentityProvider,
  openIdentityProvider,
  personAt,
} from '../src/story/identity-provider.ts';
import { endUserSettings } from '../src/story/open-settings.ts';
import { signIn } from '../src/story/sign-in.ts';
import { expect, test } from '../src/story/story.ts';
import { foundOrganisation } from '../src/story/workshop.ts';

test.setTimeout(120_000);

test('an admin saves any OpenID Connect provider, verifies it and tries it', async ({ page, workshop }) => {
  const organisation = await foundOrganisation(workshop, 'Copperleaf Museums');
  const provider = await openIdentityProvider(workshop, [
    personAt('mina@copperleaf.example', 'Mina', 'Sørby'),
  ]);
  const { owner, path } = organisation;
  await signIn(page, owner, path + endUserSettings);
  await page.getByRole('link', { name: 'OpenID Connect' }).click();
  await page.getByLabel('Issuer').fill(provider.issuer);
  await page.getByLabel('Client ID').fill(client.clientId);
  await page.getByLabel('Client secret', { exact: true }).fill(client.clientSecret);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('The identity provider settings are saved.')).toBeVisible();

  await page.getByRole('button', { name: 'Check configuration' }).click();
  await expect(page.getByText('It publishes its OpenID configuration under the issuer')).toBeVisible();
  await page.getByRole('link', { name: 'Try signing in' }).click();
  await choose(page, 'Mina Sørby');
  await expect(page).toHaveURL((url) => url.pathname === path + endUserSettings);
  const tried = page.getByRole('region', { name: 'Last try' });
  await expect(tried).toContainText('mina@copperleaf.example: nobody here yet');
  await expect(page.getByText('Verified', { exact: false }).first()).toBeVisible();
  await lookClosely(page, 'end-user-verified');
  await provider.close();
});

test('somebody new signs in, and the admin sees where they came from', async ({
  page,
  workshop,
  browser,
}) => {
  const organisation = await foundOrganisation(workshop, 'Copperleaf Museums');
  const provider = await openIdentityProvider(workshop, [
    personAt('tove@copperleaf.example', 'Tove', 'Lund', { groups: ['Conservators'] }),
  ]);
  await connectIdentityProvider(workshop, organisation, provider.issuer);
  const home = `${workshop.publicOrigin}/t/${organisation.scope.tenant.key}`;
  const context = await browser.newContext();
  const theirs = await context.newPage();

  await theirs.goto(home);
  await expect(theirs.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await lookClosely(theirs, 'person-sign-in');
  await theirs.getByRole('link', { name: 'Sign in with' }).click();
  await choose(theirs, 'Tove Lund');
  await expect(theirs.getByRole('heading', { name: 'Tove Lund' })).toBeVisible();
  await expect(theirs).toHaveURL(home);
  await lookClosely(theirs, 'person-home');

  await signIn(page, organisation.owner, `${organisation.path}/directory/users`);
  await page.getByRole('link', { name: 'Tove Lund' }).click();
  await expect(page.getByRole('heading', { name: 'Tove Lund', level: 1 })).toBeVisible();
  await expect(page.getByRole('list', { name: 'History' })).toContainText('Sign-in created this person');

  await test.step('a role follows what the sign-in claimed', async () => {
    const card = page.getByRole('region', { name: 'Sign-in' });
    await expect(card).toContainText('Conservators');
    await page.goto(`${organisation.path}/access/roles?ask=add`);
    await page.getByLabel('Name').fill('Conservator');
    await page.getByRole('dialog').getByRole('button', { name: 'Add role' }).click();
    await page.getByRole('link', { name: 'Write a rule' }).click();
    const question = page.getByRole('dialog', { name: 'Rule' });
    await question.getByLabel('Has the value').fill('Conservators');
    await question.getByLabel('Has the value').press('Enter');
    await expect(question).toContainText('Matches 1 person now: Tove Lund.');
    await expect(question.getByRole('textbox')).toHaveValue(
      'urn:rollcall:sign-in:User:groups eq "Conservators"',
    );
    await lookClosely(page, 'role-claim');
    await question.getByRole('button', { name: 'Save rule' }).click();
    await expect(page.getByRole('table', { name: 'Who holds it' })).toContainText(
      'By the rule, for a claim of their last sign-in',
    );
    await page.getByRole('link', { name: 'Tove Lund' }).click();
  });

  await test.step('their page notices within five seconds that they were signed out', async () => {
    const card = page.getByRole('region', { name: 'Sign-in' });
    await lookClosely(page, 'person-with-session');
    await card.getByRole('button', { name: 'Sign out everywhere' }).click();
    await expect(card.getByText('Signed in nowhere.')).toBeVisible();
    await expect(theirs.getByText('Your session is over.')).toBeVisible({ timeout: 5_000 });
  });

  await test.step('whom another provider takes access from is seen before it is saved', async () => {
    const confirm = { losing: 0 };
    const { scope } = organisation;
    const crm = await saveService(scope, { name: 'CRM', address: 'https://crm.example/' }, { confirm });
    const { items: roles } = await listRoles(scope, { page: 1 });
    const setServices = crm.applied ? [{ id: crm.result.id, level: 'use' as const }] : [];
    const parts = { addRoles: roles.map(({ id }) => id), setServices };
    await savePolicy(scope, { name: 'Customer data', ...parts }, { confirm });

    await page.goto(organisation.path + endUserSettings);
    await page.getByLabel('Issuer').fill('https://login.elsewhere.example');
    await page.getByLabel('Client secret', { exact: true }).fill(client.clientSecret);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    const settings = page.getByRole('form', { name: 'Identity provider settings' });
    await expect(settings).toContainText('1 person loses access.');
    await expect(settings.getByRole('region', { name: 'People affected' })).toContainText('Loses CRM (Use)');
    await lookClosely(page, 'end-user-impact');
    await page.getByRole('button', { name: 'Save all the same' }).click();
    await expect(page.getByText('The identity provider settings are saved.')).toBeVisible();
  });
  await provider.close();
  await context.close();
});

test('whoever is refused reads why', async ({ page, workshop }) => {
  const organisation = await foundOrganisation(workshop, 'Copperleaf Museums');
  const provider = await openIdentityProvider(workshop, [
    personAt('tove@copperleaf.example', 'Tove', 'Lund'),
  ]);
  await connectIdentityProvider(workshop, organisation, provider.issuer);
  const home = `${workshop.publicOrigin}/t/${organisation.scope.tenant.key}`;
  await page.goto(`${home}/sign-in/start`);
  await choose(page, 'Nobody: do not sign in');
  await expect(page.getByRole('heading', { name: 'The provider refused' })).toBeVisible();
  await expect(page.getByText('providerRefused')).toBeVisible();
  await lookClosely(page, 'person-refused');
  await page.getByRole('link', { name: 'Begin again' }).click();
  await page.getByRole('link', { name: 'Sign in with' }).click();
  await choose(page, 'Tove Lund');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'You are signed out' })).toBeVisible();
  await lookClosely(page, 'person-signed-out');
  await provider.close();
});

/** Somebody chooses who they are at the simulated provider. */
async function choose(page: Page, name: string): Promise<void> {
  await expect(page.getByRole('heading', { name: 'Who are you?' })).toBeVisible();
  await page.getByRole('button', { name }).click();
}
