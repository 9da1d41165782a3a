import type { Page } from '@playwright/test';
import { makeGroup, makeUser } from '@rollcall/testkit';
import { copied } from '../src/story/copied.ts';
import { endUserSettings, openSettings } from '../src/story/open-settings.ts';
import { signIn } from '../src/story/sign-in.ts';
import { expect, test } from '../src/story/story.ts';
import { connectOrganisation, foundOrganisation } from '../src/story/workshop.ts';

test('switching SCIM off says whom it affects and suspends them; switching it on restores them', async ({
  page,
  request,
  workshop,
}) => {
  const organisation = await foundOrganisation(workshop, 'Tidewrack Brewing');
  const { scim, secret } = await connectOrganisation(workshop, organisation);
  const { id } = await makeUser(scim, { givenName: 'Noor', familyName: 'Aziz' });
  await makeUser(scim, { givenName: 'Pavel', familyName: 'Dvorák' });
  await makeUser(scim, { givenName: 'Ines', familyName: 'Rocha', active: false });
  await makeGroup(scim, { displayName: 'Brewers', members: [id] });
  await signIn(page, organisation.owner, organisation.path + endUserSettings);
  const baseUrl = await copied(page, page, 'Base URL');
  const call = () => request.get(`${baseUrl}/Users`, { headers: { Authorization: `Bearer ${secret}` } });
  const toggle = page.getByRole('switch', { name: 'SCIM Provisioning' });

  await test.step('the question names who is affected, and leaves everything as it is until answered', async () => {
    await toggle.click();
    const question = page.getByRole('dialog', { name: 'Disable SCIM' });
    await expect(question).toContainText('SCIM brought 3 people and 1 group');
    await expect(question).toContainText('2 active people can no longer sign in');
    await expect(question).toContainText('1 API token stays live');
    await question.getByRole('link', { name: 'Cancel' }).click();
    await expect(question).toBeHidden();
    await expect(toggle).toBeChecked();
    expect((await call()).status()).toBe(200);
  });

  await test.step('switched off, the Base URL refuses and people are suspended', async () => {
    await toggle.click();
    const question = page.getByRole('dialog', { name: 'Disable SCIM' });
    await question.getByRole('radio', { name: 'Suspend their access' }).check();
    await question.getByRole('button', { name: 'Disable SCIM' }).click();
    await expect(toggle).not.toBeChecked();
    const refusal = await call();
    expect(refusal.status()).toBe(403);
    expect(refusal.headers()['content-type']).toContain('application/scim+json');
    expect(await refusal.json()).toMatchObject({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
      status: '403',
      detail: expect.stringContaining('SCIM'),
    });
    await expectStates(page, {
      'Noor Aziz': 'Suspended',
      'Pavel Dvorák': 'Suspended',
      'Ines Rocha': 'Inactive',
    });
  });

  await test.step('switched on again, it answers and they have their access back', async () => {
    await openSettings(page);
    await toggle.click();
    await page
      .getByRole('dialog', { name: 'Enable SCIM' })
      .getByRole('button', { name: 'Enable SCIM' })
      .click();
    await expect(toggle).toBeChecked();
    expect((await call()).status()).toBe(200);
    await expectStates(page, { 'Noor Aziz': 'Active', 'Pavel Dvorák': 'Active', 'Ines Rocha': 'Inactive' });
  });
});

async function expectStates(page: Page, states: Readonly<Record<string, string>>): Promise<void> {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Users' }).click();
  for (const [name, state] of Object.entries(states))
    await expect(page.getByRole('row', { name })).toContainText(state);
}
