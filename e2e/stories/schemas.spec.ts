import { addResourceType } from '@rollcall/domain';
import { makeResource, openScim } from '@rollcall/testkit';
import { lookClosely } from '../src/story/look-closely.ts';
import { signIn } from '../src/story/sign-in.ts';
import { expect, test } from '../src/story/story.ts';
import { connectOrganisation, foundOrganisation } from '../src/story/workshop.ts';

const schemas = '/settings/schemas';
const badge = 'urn:cobblewick:params:scim:schemas:extension:badge:2.0:User';

test.setTimeout(180_000);

test('an admin extends users, the identity provider fills it in, and the person page shows it', async ({
  page,
  request,
  workshop,
}) => {
  const organisation = await foundOrganisation(workshop, 'Cobblewick Lighthouses');
  const { secret, scim } = await connectOrganisation(workshop, organisation);
  const { owner, path } = organisation;
  await signIn(page, owner, path + schemas);
  await expect(page.getByRole('heading', { name: 'No schema of your own yet' })).toBeVisible();
  await lookClosely(page, 'schemas-empty');

  await test.step('a name that is not theirs to give is refused in a sentence', async () => {
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.getByRole('link', { name: 'Add extension' }).click();
    const question = page.getByRole('dialog', { name: 'Add extension' });
    await question.getByLabel('Name').fill('Badge');
    await question.getByLabel('URN').fill('urn:ietf:params:scim:schemas:extension:badge:2.0:User');
    await question.getByLabel('First attribute').fill('number');
    await question.getByRole('button', { name: 'Add extension' }).click();
    await expect(question.getByRole('alert')).toContainText('registered with IANA');
    await expect(question.getByLabel('First attribute')).toHaveValue('number');
    await lookClosely(page, 'schemas-add-extension');
  });

  await test.step('with a name of their own it is there', async () => {
    await page.setViewportSize({ width: 1280, height: 800 });
    const question = page.getByRole('dialog', { name: 'Add extension' });
    await question.getByLabel('URN').fill(badge);
    await question.getByRole('button', { name: 'Add extension' }).click();
    await expect(page.getByRole('heading', { name: 'Badge', level: 1 })).toBeVisible();
  });

  await test.step('every user must have it, or need not', async () => {
    const required = page.getByRole('switch', { name: 'Every User must have it' });
    await required.click();
    await expect(required).toBeChecked();
    await required.click();
    await expect(required).not.toBeChecked();
  });

  await test.step('another attribute follows', async () => {
    await page.getByRole('link', { name: 'Add attribute' }).click();
    const question = page.getByRole('dialog', { name: 'Add attribute' });
    await question.getByLabel('Name').fill('level');
    await question.getByLabel('Type').selectOption('integer');
    await question.getByLabel('Description').fill('Which doors it opens, from 1 to 5');
    await lookClosely(page, 'schema-add-attribute');
    await page.setViewportSize({ width: 1280, height: 800 });
    await question.getByRole('button', { name: 'Add attribute' }).click();
    await expect(page.getByRole('row', { name: 'level' })).toContainText('integer');
  });

  await test.step('the SCIM door knows it at once', async () => {
    const headers = { Authorization: `Bearer ${secret}` };
    const answer = await request.get(`${scim.baseUrl}/Schemas/${badge}`, { headers });
    expect(await answer.text()).toContain('"level"');
    const user = await request.post(`${scim.baseUrl}/Users`, {
      headers,
      data: {
        schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', badge],
        userName: 'wren@cobblewick.example',
        displayName: 'Wren Cobble',
        [badge]: { number: 'C-17', level: 4 },
      },
    });
    expect(user.status()).toBe(201);
    const { id } = (await user.json()) as { id: string };
    await page.goto(`${path}/directory/users/${id}`);
    await expect(page.getByRole('heading', { name: 'Badge', level: 3 })).toBeVisible();
    await expect(page.getByText('C-17')).toBeVisible();
    await lookClosely(page, 'person-with-extension');
  });

  await test.step('what is in use is removed only by who knows what it takes along', async () => {
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.goto(path + schemas);
    await lookClosely(page, 'schemas', [1280]);
    await page.getByRole('link', { name: 'Badge' }).click();
    await expect(page.getByText('1 resource', { exact: true })).toBeVisible();
    await lookClosely(page, 'schema');
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.getByRole('link', { name: 'Remove level' }).click();
    await page.getByRole('button', { name: 'Remove level' }).click();
    await expect(page.getByRole('alert')).toContainText('level has values in 1 resource');
    await page.getByRole('link', { name: 'Cancel' }).click();

    await page.getByRole('link', { name: 'Remove schema' }).click();
    const question = page.getByRole('dialog', { name: 'Remove “Badge”?' });
    await expect(question).toContainText('1 resource loses its values of this schema');
    await lookClosely(page, 'schema-remove');
    await page.setViewportSize({ width: 1280, height: 800 });
    await question.getByRole('button', { name: 'Remove Badge' }).click();
    await expect(page.getByRole('heading', { name: 'No schema of your own yet' })).toBeVisible();
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('an admin adds a resource type and changes an attribute of it', async ({ page, workshop }) => {
    const { owner, path } = await foundOrganisation(workshop, 'Fernhollow Printers');
    await signIn(page, owner, path + schemas);
    await page.getByRole('link', { name: 'Add resource type' }).click();
    const question = page.getByRole('dialog', { name: 'Add resource type' });
    await question.getByLabel('Name').fill('Device');
    await question.getByLabel('URN').fill('urn:fernhollow:Device');
    await question.getByLabel('Endpoint').fill('Users');
    await question.getByLabel('First attribute').fill('serial');
    await question.getByRole('button', { name: 'Add resource type' }).click();
    await expect(question.getByLabel('Endpoint')).toHaveAccessibleDescription(/is taken/);
    await question.getByLabel('Endpoint').fill('Devices');
    await question.getByRole('button', { name: 'Add resource type' }).click();
    await expect(page.getByRole('heading', { name: 'Device', level: 1 })).toBeVisible();

    await page.getByRole('link', { name: 'Change serial' }).click();
    await page.getByLabel('Unique').selectOption('Yes');
    await page.getByLabel('Required').selectOption('Yes');
    await page.getByRole('button', { name: 'Save attribute' }).click();
    await expect(page.getByRole('row', { name: 'serial' })).toContainText('required, unique');

    await page.goto(path + schemas);
    await expect(page.getByRole('table', { name: 'Your own schemas' })).toContainText('Device');
  });

  test('an admin extends their own type, reads about a resource and removes both', async ({
    page,
    workshop,
  }) => {
    const organisation = await foundOrganisation(workshop, 'Fernhollow Printers');
    const { scope, path, owner } = organisation;
    const { secret } = await connectOrganisation(workshop, organisation);
    const attributes = [{ name: 'displayName' }, { name: 'room' }];
    await addResourceType(scope, {
      name: 'Device',
      endpoint: 'Devices',
      definition: { id: 'urn:fernhollow:Device', name: 'Device', attributes },
    });
    const scim = await openScim(scope, { ...workshop, token: secret });
    await makeResource(scim, 'Device', { displayName: 'Label press', room: 'Attic' });

    await signIn(page, owner, path + schemas);
    await page.getByRole('link', { name: 'Add extension' }).click();
    await page.getByLabel('Extends').selectOption('Device');
    await page.getByLabel('Name').fill('Lease');
    await page.getByLabel('URN').fill('urn:fernhollow:Lease');
    await page.getByLabel('First attribute').fill('until');
    await page.getByRole('button', { name: 'Add extension' }).click();
    await expect(page.getByRole('heading', { name: 'Lease', level: 1 })).toBeVisible();
    await page.getByRole('link', { name: 'Add attribute' }).click();
    await page.getByLabel('Name').fill('lessor');
    await page.getByRole('button', { name: 'Add attribute' }).click();
    await page.getByRole('link', { name: 'Remove lessor' }).click();
    await page.getByRole('button', { name: 'Remove lessor' }).click();
    await expect(page.getByRole('row', { name: 'lessor' })).toHaveCount(0);

    await page.getByRole('link', { name: 'Devices' }).click();
    await page.getByRole('searchbox', { name: 'Search Devices' }).fill('press');
    await page.getByRole('button', { name: 'Search' }).click();
    await expect(page.getByRole('row', { name: 'Label press' })).toContainText('Attic');
    await page.getByRole('link', { name: 'Label press' }).click();
    await expect(page.getByRole('heading', { name: 'Label press', level: 1 })).toBeVisible();
    await page.getByRole('link', { name: 'Device', exact: true }).click();

    await page.getByRole('link', { name: 'Remove schema' }).click();
    const question = page.getByRole('dialog', { name: 'Remove “Device”?' });
    await expect(question).toContainText('1 resource of this type is deleted');
    await question.getByRole('button', { name: 'Remove Device' }).click();
    await expect(page.getByRole('alert')).toContainText('Lease');
    await page.getByRole('link', { name: 'Cancel' }).click();
    await page.goto(`${path}${schemas}/urn:fernhollow:Lease?ask=remove`);
    await page.getByRole('button', { name: 'Remove Lease' }).click();
    await page.getByRole('link', { name: 'Device', exact: true }).click();
    await page.getByRole('link', { name: 'Remove schema' }).click();
    await page.getByRole('button', { name: 'Remove Device' }).click();
    await expect(page.getByRole('heading', { name: 'No schema of your own yet' })).toBeVisible();
    await expect(page.getByRole('link', { name: 'Devices' })).toHaveCount(0);
  });
});
