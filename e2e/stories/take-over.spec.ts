import type { Page } from '@playwright/test';
import {
  assignRole,
  baseUrlOf,
  chooseDialect,
  createLocalUser,
  listUsers,
  savePolicy,
  saveRole,
  saveService,
  type Outcome,
} from '@rollcall/domain';
import { createDirectory, createJob, type Directory, type Job, type SourceUser } from '@rollcall/entra';
import { makeToken, makeUser } from '@rollcall/testkit';
import { connectIdentityProvider, openIdentityProvider, personAt } from '../src/story/identity-provider.ts';
import { lookClosely } from '../src/story/look-closely.ts';
import { endUserSettings } from '../src/story/open-settings.ts';
import { signIn } from '../src/story/sign-in.ts';
import { expect, test } from '../src/story/story.ts';
import {
  connectOrganisation,
  foundOrganisation,
  type Organisation,
  type Workshop,
} from '../src/story/workshop.ts';

test.setTimeout(180_000);

test('from the first sign-in to the last: just in time, taken over by SCIM, given access before, ended with it', async ({
  page,
  workshop,
  browser,
}) => {
  const organisation = await foundOrganisation(workshop, 'Saltmarsh Printers');
  const { scope, owner, path } = organisation;
  const entra = createDirectory({ seed: 'printers', users: 20, groups: 3, domain: 'saltmarsh.example' });
  const [early, later] = [...entra.users.values()] as [SourceUser, SourceUser];
  const provider = await openIdentityProvider(workshop, [early, later].map(asPerson));
  await connectIdentityProvider(workshop, organisation, provider.issuer);
  await chooseDialect(scope, 'entra');
  const home = `${workshop.publicOrigin}/t/${scope.tenant.key}`;
  const row = page.getByRole('row').filter({ hasText: early.userPrincipalName });

  await test.step('a new person signs in, and the admin sees that they came just in time', async () => {
    const theirs = await (await browser.newContext()).newPage();
    await signInAs(theirs, home, early);
    await expect(theirs.getByRole('heading', { name: early.displayName })).toBeVisible();
    await theirs.close();
    await signIn(page, owner, `${path}/directory/users?origin=jit`);
    await expect(row).toContainText('First sign-in');
  });

  await test.step('before SCIM is enabled, the admin reads how that person will be recognised', async () => {
    await page.getByRole('link', { name: 'Take-over' }).click();
    await expect(row).toContainText('By user name');
    await lookClosely(page, 'take-over');
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  let job: Job;
  await test.step('SCIM is enabled, and Entra’s first cycle goes on with the same person', async () => {
    await page.goto(path + endUserSettings);
    await page.getByRole('switch', { name: 'SCIM Provisioning' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Enable SCIM' }).click();
    await expect(page.getByRole('switch', { name: 'SCIM Provisioning' })).toBeChecked();
    job = await firstCycle(workshop, organisation, entra);
    await page.goto(`${path}/directory/users?search=${encodeURIComponent(early.userPrincipalName)}`);
    await expect(row).toHaveCount(1);
    await expect(row).toContainText('SCIM');
    await page.goto(`${path}/directory/users`);
    await expect(page.getByRole('heading', { name: '20 users' })).toBeVisible();
  });

  const theirs = await (await browser.newContext()).newPage();
  await test.step('somebody who has never signed in reaches a service at their very first sign-in', async () => {
    await giveService(organisation, later);
    await signInAs(theirs, home, later);
    await expect(theirs.getByRole('link', { name: 'Press room' })).toHaveAttribute(
      'href',
      'https://press.saltmarsh.example/',
    );
    await lookClosely(theirs, 'person-with-service');
  });

  await test.step('Entra disables them, and their open page is over within five seconds', async () => {
    entra.disable(later.objectId);
    await job.runCycle({ compare: false });
    await expect(theirs.getByText('Your session is over.')).toBeVisible({ timeout: 5_000 });
    await theirs.goto(home);
    await expect(theirs.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  });
  await theirs.close();
  await provider.close();
});

test('two who may be one wait for an admin, by keyboard alone', async ({ page, workshop }) => {
  const organisation = await foundOrganisation(workshop, 'Saltmarsh Printers');
  const { owner, path } = organisation;
  await signIn(page, owner, `${path}/provisioning/conflicts`);
  await expect(page.getByRole('heading', { name: 'Nothing waits for you' })).toBeVisible();
  await lookClosely(page, 'conflicts-empty');
  await page.setViewportSize({ width: 1280, height: 800 });
  await bringTwice(workshop, organisation);

  await page.goto(path);
  await page.getByRole('link', { name: 'Decide' }).click();
  await expect(page.getByText('The address that SCIM sent is the one an admin entered')).toBeVisible();
  await lookClosely(page, 'conflicts');
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByRole('link', { name: 'Link', exact: true }).focus();
  await page.keyboard.press('Enter');
  const question = page.getByRole('dialog', { name: 'Link the two?' });
  await expect(question).toContainText('front.desk@saltmarsh.example');
  await lookClosely(page, 'conflict-link');
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL((url) => url.search === '');

  await page.getByRole('link', { name: 'Keep apart' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: 'Keep apart' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Nothing waits for you' })).toBeVisible();
});

const asPerson = ({ userPrincipalName, givenName, surname }: SourceUser) =>
  personAt(userPrincipalName, givenName ?? '', surname ?? '');

async function signInAs(page: Page, home: string, { givenName, surname }: SourceUser): Promise<void> {
  await page.goto(home);
  await page.getByRole('link', { name: 'Sign in with' }).click();
  await page.getByRole('button', { name: `${givenName} ${surname}` }).click();
}

async function firstCycle(
  { publicOrigin }: Workshop,
  { scope }: Organisation,
  directory: Directory,
): Promise<Job> {
  const { secret: token } = await makeToken(scope);
  const baseUrl = baseUrlOf(publicOrigin, scope.tenant.key);
  const job = createJob({ baseUrl, token, directory, requestsPerSecond: 0 });
  await job.testConnection();
  await job.runCycle({ compare: false });
  return job;
}

/** Whoever provisioning brought gets a role that opens a service. */
async function giveService({ scope }: Organisation, { userPrincipalName }: SourceUser): Promise<void> {
  const yes = { confirm: { losing: 0 } };
  const made = async (outcome: Promise<Outcome<{ id: string }>>) => {
    const done = await outcome;
    return done.applied ? done.result.id : '';
  };
  const service = await made(
    saveService(scope, { name: 'Press room', address: 'https://press.saltmarsh.example/' }, yes),
  );
  const role = await made(saveRole(scope, { name: 'Printer' }, yes));
  await savePolicy(
    scope,
    { name: 'Printing', addRoles: [role], setServices: [{ id: service, level: 'use' }] },
    yes,
  );
  const { items } = await listUsers(scope, { search: userPrincipalName, page: 1 });
  await assignRole(scope, { roleId: role, users: items.map(({ id }) => id) }, yes);
}

/** An admin has entered somebody, whom SCIM then brings under another name with the same address. */
async function bringTwice(workshop: Workshop, organisation: Organisation): Promise<void> {
  const { scim } = await connectOrganisation(workshop, organisation);
  const address = 'front.desk@saltmarsh.example';
  await createLocalUser(organisation.scope, { userName: 'Front desk', email: address });
  await makeUser(scim, { userName: address, givenName: 'Front', familyName: 'Desk' });
}
