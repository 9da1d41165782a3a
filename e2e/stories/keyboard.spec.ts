import { makeResource, makeToken, openScim } from '@rollcall/testkit';
import { choose, escapeTo, pressOn, tabTo, typeInto } from '../src/story/keyboard.ts';
import { lookClosely } from '../src/story/look-closely.ts';
import { endUserSettings } from '../src/story/open-settings.ts';
import { signIn } from '../src/story/sign-in.ts';
import { expect, test } from '../src/story/story.ts';
import { connectOrganisation, foundOrganisation } from '../src/story/workshop.ts';

test.setTimeout(180_000);

test('by keyboard alone an admin extends users, changes the extension and removes it', async ({
  page,
  workshop,
}) => {
  const { owner, path } = await foundOrganisation(workshop, 'Larkspur Signals');
  await signIn(page, owner, `${path}/settings/schemas`);
  const addExtension = page.getByRole('link', { name: 'Add extension' });
  const question = page.getByRole('dialog', { name: 'Add extension' });

  await test.step('a question takes focus and gives it back', async () => {
    await pressOn(addExtension);
    await expect(question.getByLabel('Extends')).toBeFocused();
    await escapeTo(page, addExtension);
    await pressOn(addExtension);
    await pressOn(question.getByRole('link', { name: 'Cancel' }));
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(addExtension).toBeFocused();
  });

  await test.step('a refusal takes focus, and what was typed is still there', async () => {
    await pressOn(addExtension);
    await typeInto(question.getByLabel('Name'), 'Badge');
    await typeInto(question.getByLabel('URN'), 'urn:ietf:params:scim:schemas:extension:badge:2.0:User');
    await typeInto(question.getByLabel('First attribute'), 'number');
    await pressOn(question.getByRole('button', { name: 'Add extension' }));
    await expect(question.getByRole('alert')).toBeFocused();
    await typeInto(question.getByLabel('URN'), 'urn:larkspur:extension:badge:User');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'Badge', level: 1 })).toBeVisible();
  });

  const addAttribute = page.getByRole('link', { name: 'Add attribute' });
  await test.step('an attribute is added, changed and removed', async () => {
    await pressOn(addAttribute);
    const adding = page.getByRole('dialog', { name: 'Add attribute' });
    await expect(adding.getByLabel('Name')).toBeFocused();
    await page.keyboard.type('level');
    await choose(adding.getByLabel('Type'), 'integer');
    await pressOn(adding.getByRole('button', { name: 'Add attribute' }));
    await expect(page.getByRole('row', { name: 'level' })).toContainText('integer');
    await expect(addAttribute).toBeFocused();

    const change = page.getByRole('link', { name: 'Change level' });
    await pressOn(change);
    const changing = page.getByRole('dialog', { name: 'Change level' });
    await choose(changing.getByLabel('Required'), 'Yes');
    await pressOn(changing.getByRole('button', { name: 'Save attribute' }));
    await expect(page.getByRole('row', { name: 'level' })).toContainText('required');
    await expect(change).toBeFocused();

    await pressOn(page.getByRole('link', { name: 'Remove level' }));
    const removing = page.getByRole('dialog', { name: 'Remove “level”?' });
    await pressOn(removing.getByRole('button', { name: 'Remove level' }));
    await expect(page.getByRole('row', { name: 'level' })).toHaveCount(0);
    await expect(page.getByRole('main')).toBeFocused();
  });

  await test.step('the schema is removed, and the list is there again', async () => {
    await pressOn(page.getByRole('link', { name: 'Remove schema' }));
    await pressOn(
      page.getByRole('dialog', { name: 'Remove “Badge”?' }).getByRole('button', { name: 'Remove Badge' }),
    );
    await expect(page.getByRole('heading', { name: 'Schemas', level: 1 })).toBeVisible();
    await expect(page.getByRole('heading', { name: 'No schema of your own yet' })).toBeVisible();
  });
});

test('by keyboard alone an admin adds a resource type and reads about its resources', async ({
  page,
  workshop,
}) => {
  const organisation = await foundOrganisation(workshop, 'Larkspur Signals');
  const { owner, path, scope } = organisation;
  await connectOrganisation(workshop, organisation);
  await signIn(page, owner, `${path}/settings/schemas`);
  await pressOn(page.getByRole('link', { name: 'Add resource type' }));
  const question = page.getByRole('dialog', { name: 'Add resource type' });
  await expect(question.getByLabel('Name')).toBeFocused();
  await page.keyboard.type('Device');
  await typeInto(question.getByLabel('URN'), 'urn:larkspur:Device');
  await typeInto(question.getByLabel('Endpoint'), 'Users');
  await typeInto(question.getByLabel('Description'), 'Lamps, horns and what drives them');
  await typeInto(question.getByLabel('First attribute'), 'displayName');
  await page.keyboard.press('Enter');
  await expect(question.getByLabel('Endpoint')).toBeFocused();
  await lookClosely(page, 'schemas-add-resource-type', [1280]);
  await page.setViewportSize({ width: 1280, height: 800 });
  await typeInto(question.getByLabel('Endpoint'), 'Devices');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Device', level: 1 })).toBeVisible();

  await test.step('the directory has a page for them', async () => {
    await pressOn(page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Devices' }));
    await expect(page.getByRole('heading', { name: 'No Device is here yet' })).toBeVisible();
  });

  await test.step('what a client creates is found there, and tells its story', async () => {
    const { secret } = await makeToken(scope, { label: 'Asset register' });
    const scim = await openScim(scope, { ...workshop, token: secret });
    for (let number = 1; number <= 26; number++)
      await makeResource(scim, 'Device', { displayName: `Lamp ${number}`, externalId: `lamp-${number}` });
    await makeResource(scim, 'Device', { displayName: 'Fog horn at the north pier' });
    await page.reload();
    await expect(page.getByRole('heading', { name: '27 resources' })).toBeVisible();
    await lookClosely(page, 'resources');
    await page.setViewportSize({ width: 1280, height: 800 });

    await typeInto(page.getByRole('searchbox', { name: 'Search Devices' }), 'pier');
    await expect(page.getByRole('heading', { name: '1 resource' })).toBeVisible();
    await typeInto(page.getByRole('searchbox', { name: 'Search Devices' }), 'pierced');
    await expect(page.getByRole('heading', { name: 'Nothing matches' })).toBeVisible();
    await typeInto(page.getByRole('searchbox', { name: 'Search Devices' }), 'horn');
    await pressOn(page.getByRole('link', { name: 'Fog horn at the north pier' }));
    await expect(page.getByRole('heading', { name: 'Fog horn at the north pier', level: 1 })).toBeVisible();
    await expect(page.getByRole('list', { name: 'History' })).toContainText(
      'API token “Asset register” created this resource',
    );
    await lookClosely(page, 'resource');
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  await test.step('one of them is jumped to by name', async () => {
    await page.keyboard.press('ControlOrMeta+k');
    await page.keyboard.type('lamp 26');
    await expect(page.getByRole('option', { name: 'Lamp 26' })).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'Lamp 26', level: 1 })).toBeVisible();
  });

  await test.step('the overview leads there too', async () => {
    await pressOn(page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Overview' }));
    await pressOn(page.getByRole('link', { name: /created Device Fog horn/ }));
    await expect(page.getByRole('heading', { name: 'Fog horn at the north pier', level: 1 })).toBeVisible();
  });
});

test('by keyboard alone an admin chooses the SCIM client', async ({ page, workshop }) => {
  const { owner, path } = await foundOrganisation(workshop, 'Larkspur Signals');
  await signIn(page, owner, path + endUserSettings);
  for (const [title, steps] of [
    ['Okta', 'Steps in Okta'],
    ['Google Workspace', 'Steps in Google Workspace'],
    ['Other, strictly by the RFC', 'Steps in your client'],
    ['Microsoft Entra ID', 'Steps in Entra'],
  ] as const) {
    await choose(page.getByLabel('SCIM client', { exact: true }), title);
    const use = page.getByRole('button', { name: 'Use this client' });
    await pressOn(use);
    await expect(page.getByRole('list', { name: steps })).toBeVisible();
    await expect(use).toBeFocused();
  }
});

test('by keyboard alone an admin connects Entra and takes the connection back', async ({
  page,
  workshop,
}) => {
  const { owner, path } = await foundOrganisation(workshop, 'Larkspur Signals');
  await signIn(page, owner, path + endUserSettings);
  const toggle = page.getByRole('switch', { name: 'SCIM Provisioning' });
  const generate = page.getByRole('button', { name: 'Generate API token' });

  await test.step('the settings are saved', async () => {
    await typeInto(page.getByLabel('Directory (tenant) ID'), '3d7c1f52-90ab-4e6d-8c15-7b2f4a6e9d01');
    await typeInto(page.getByLabel('Application (client) ID'), '0c5a7f6e-2b1d-4f3a-9e8c-6d5b4a392817');
    await typeInto(page.getByLabel('Client secret', { exact: true }), 'Q~invented.client.secret');
    await pressOn(page.getByRole('button', { name: 'Save', exact: true }));
    await expect(page.getByText('The identity provider settings are saved.')).toBeVisible();
  });
  await test.step('SCIM is enabled after a question that Escape leaves as it was', async () => {
    const dialog = page.getByRole('dialog', { name: 'Enable SCIM' });
    await tabTo(toggle);
    await page.keyboard.press('Space');
    await expect(dialog).toBeVisible();
    await escapeTo(page, toggle);
    await expect(toggle).not.toBeChecked();
    await page.keyboard.press('Space');
    await pressOn(dialog.getByRole('button', { name: 'Enable SCIM' }));
    await expect(toggle).toBeChecked();
  });
  await test.step('a token is generated, copied, and revoked', async () => {
    await pressOn(generate);
    const question = page.getByRole('dialog', { name: 'Generate API token' });
    await typeInto(question.getByLabel('Label'), 'Entra production');
    await page.keyboard.press('Enter');
    const answer = page.getByRole('dialog', { name: 'Copy the API token now' });
    await pressOn(answer.getByRole('button', { name: 'Copy API token' }));
    await expect(answer.getByRole('status').filter({ hasText: 'API token copied' })).toBeAttached();
    await pressOn(answer.getByRole('link', { name: 'Done' }));
    const row = page.getByRole('row', { name: 'Entra production' });
    await expect(row).toContainText('Live');
    await pressOn(row.getByRole('link', { name: 'Revoke' }));
    await pressOn(page.getByRole('dialog').getByRole('button', { name: 'Revoke Entra production' }));
    await expect(row).toContainText('Revoked');
  });
  await test.step('SCIM is disabled', async () => {
    await tabTo(toggle);
    await page.keyboard.press('Space');
    await pressOn(page.getByRole('dialog').getByRole('button', { name: 'Disable SCIM' }));
    await expect(toggle).not.toBeChecked();
  });
});
