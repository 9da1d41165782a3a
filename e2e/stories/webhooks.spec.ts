import { makeUser } from '@rollcall/testkit';
import { pressOn, typeInto } from '../src/story/keyboard.ts';
import { lookClosely } from '../src/story/look-closely.ts';
import { receiveWebhooks } from '../src/story/receive-webhooks.ts';
import { signIn } from '../src/story/sign-in.ts';
import { expect, test } from '../src/story/story.ts';
import { connectOrganisation, foundOrganisation } from '../src/story/workshop.ts';

const webhooks = '/settings/webhooks';

test.setTimeout(300_000);

test('an admin connects another system, sees that it hears, and that it does not, and changes the secret', async ({
  page,
  workshop,
}) => {
  await using receiver = await receiveWebhooks();
  const organisation = await foundOrganisation(workshop, 'Fennimore Lighters');
  const { scim } = await connectOrganisation(workshop, organisation);
  const wide = () => page.setViewportSize({ width: 1280, height: 800 });
  await signIn(page, organisation.owner, organisation.path + webhooks);
  await expect(page.getByRole('heading', { name: 'No webhook yet' })).toBeVisible();
  await lookClosely(page, 'webhooks-empty');

  await test.step('an address inside is refused in a sentence', async () => {
    await wide();
    await page.getByRole('link', { name: 'Add webhook' }).click();
    const question = page.getByRole('dialog', { name: 'Add webhook' });
    await question
      .getByRole('textbox', { name: 'Address', exact: true })
      .fill('https://169.254.169.254/latest');
    await question.getByRole('button', { name: 'Add webhook' }).click();
    await expect(question.getByText('not on the public Internet')).toBeVisible();
    await lookClosely(page, 'webhooks-add');
    await wide();
    await question.getByRole('textbox', { name: 'Address', exact: true }).fill(receiver.url);
    await question.getByLabel('Description').fill('Warehouse of people');
    await question.getByRole('button', { name: 'Add webhook' }).click();
    receiver.secret = await page.getByRole('textbox', { name: 'Signing secret', exact: true }).inputValue();
    await page.getByRole('link', { name: 'Done' }).click();
  });

  await test.step('a test event arrives', async () => {
    await page.getByRole('link', { name: receiver.url }).click();
    await page.getByRole('button', { name: 'Send test event' }).click();
    await expect.poll(() => receiver.told.map(({ type }) => type)).toContain('webhook.test');
    await page.getByRole('link', { name: 'See how it went' }).click();
    await expect(page.getByText('thank you')).toBeVisible();
    await lookClosely(page, 'webhook');
  });

  await test.step('what the identity provider changes arrives by itself', async () => {
    await makeUser(scim, { givenName: 'Wilmot' });
    await expect.poll(() => receiver.told.map(({ type }) => type)).toContain('user.created');
  });

  await test.step('while the receiver fails the page says so, and nothing is lost', async () => {
    await wide();
    receiver.status = 503;
    await makeUser(scim, { givenName: 'Odile' });
    await expect(async () => {
      await page.goto(organisation.path + webhooks);
      await expect(page.getByRole('row', { name: 'Failing' })).toBeVisible({ timeout: 500 });
    }).toPass();
    await page.getByRole('link', { name: receiver.url }).click();
    await lookClosely(page, 'webhook-failing');
    receiver.status = 200;
    await wide();
    await page.getByRole('link', { name: 'Send again' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Send again' }).click();
    const labels = () => receiver.told.map(({ data }) => data.resource?.label ?? '');
    await expect.poll(labels).toContainEqual(expect.stringContaining('Odile'));
  });

  await test.step('after a rotation the receiver believes the new secret', async () => {
    await wide();
    await page.getByRole('link', { name: 'Rotate secret' }).click();
    await page.getByRole('button', { name: 'Rotate secret' }).click();
    receiver.secret = await page.getByRole('textbox', { name: 'Signing secret', exact: true }).inputValue();
    await page.getByRole('link', { name: 'Done' }).click();
    await page.getByRole('link', { name: 'Send again' }).click();
    const question = page.getByRole('dialog', { name: 'Send again' });
    await question.getByLabel('Which').selectOption('All since a moment');
    await question.getByLabel('Since').fill('2026-01-01T00:00');
    const before = receiver.told.length;
    await question.getByRole('button', { name: 'Send again' }).click();
    await expect(page.getByText('on the way again')).toBeVisible();
    await expect.poll(() => receiver.told.length).toBeGreaterThan(before + 2);
  });

  await test.step('deleting it names it', async () => {
    await page.getByRole('link', { name: 'Delete' }).click();
    const host = new URL(receiver.url).host;
    await page.getByRole('button', { name: `Delete ${host}` }).click();
    await expect(page.getByRole('heading', { name: 'No webhook yet' })).toBeVisible();
  });
});

test('a machine reads the feed with the token that was shown once', async ({ page, request, workshop }) => {
  const organisation = await foundOrganisation(workshop, 'Fennimore Lighters');
  const { scim } = await connectOrganisation(workshop, organisation);
  await signIn(page, organisation.owner, organisation.path + webhooks);
  await page.getByRole('link', { name: 'Generate feed token' }).click();
  await page.getByLabel('Label').fill('Warehouse');
  await page.getByRole('button', { name: 'Generate feed token' }).click();
  const secret = await page.getByRole('textbox', { name: 'Feed token', exact: true }).inputValue();
  await lookClosely(page, 'webhooks-feed-token');
  await page.getByRole('link', { name: 'Done' }).click();
  const url = await page.getByRole('textbox', { name: 'Feed address', exact: true }).inputValue();
  await makeUser(scim, { givenName: 'Wilmot' });
  const read = async () => {
    const answer = await request.get(`${url}?wait=5`, { headers: { Authorization: `Bearer ${secret}` } });
    return answer.text();
  };
  await expect.poll(read).toContain('user.created');
  await page.reload();
  await lookClosely(page, 'webhooks-feed');

  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByRole('link', { name: 'Revoke Warehouse' }).click();
  await page.getByRole('button', { name: 'Revoke Warehouse' }).click();
  await expect(page.getByRole('row', { name: 'Warehouse' })).toContainText('Revoked');
  expect(await read()).toContain('A feed token is needed');
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a webhook is added and told of a test', async ({ page, workshop }) => {
    await using receiver = await receiveWebhooks();
    const organisation = await foundOrganisation(workshop, 'Fennimore Lighters');
    await signIn(page, organisation.owner, organisation.path + webhooks);
    await page.getByRole('link', { name: 'Add webhook' }).click();
    await page.getByRole('textbox', { name: 'Address', exact: true }).fill(receiver.url);
    await page.getByRole('button', { name: 'Add webhook' }).click();
    receiver.secret = await page.getByRole('textbox', { name: 'Signing secret', exact: true }).inputValue();
    await page.getByRole('link', { name: 'Done' }).click();
    await page.getByRole('link', { name: receiver.url }).click();
    await page.getByRole('button', { name: 'Send test event' }).click();
    await expect(page.getByText('A test event is on its way.')).toBeVisible();
    await expect.poll(() => receiver.told.map(({ type }) => type)).toContain('webhook.test');
  });
});

test('by keyboard alone an admin adds a webhook, tries it and deletes it', async ({ page, workshop }) => {
  await using receiver = await receiveWebhooks();
  const { owner, path } = await foundOrganisation(workshop, 'Fennimore Lighters');
  await signIn(page, owner, path + webhooks);
  await pressOn(page.getByRole('link', { name: 'Add webhook' }));
  const question = page.getByRole('dialog');
  await typeInto(question.getByRole('textbox', { name: 'Address', exact: true }), receiver.url);
  await page.keyboard.press('Enter');
  receiver.secret = await question.getByRole('textbox', { name: 'Signing secret', exact: true }).inputValue();
  await lookClosely(page, 'webhooks-secret-shown', [375]);
  await page.setViewportSize({ width: 1280, height: 800 });
  await pressOn(question.getByRole('link', { name: 'Done' }));

  await pressOn(page.getByRole('link', { name: receiver.url }));
  await pressOn(page.getByRole('button', { name: 'Send test event' }));
  await expect.poll(() => receiver.told.map(({ type }) => type)).toContain('webhook.test');
  await pressOn(page.getByRole('link', { name: 'Rotate secret' }));
  await lookClosely(page, 'webhook-rotate', [375]);
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL((url) => !url.searchParams.has('ask'));

  await pressOn(page.getByRole('link', { name: 'Delete', exact: true }));
  await expect(question.getByRole('button', { name: 'Delete' })).toBeVisible();
  await lookClosely(page, 'webhook-delete', [375]);
  await page.setViewportSize({ width: 1280, height: 800 });
  await pressOn(question.getByRole('button', { name: 'Delete' }));
  await expect(page.getByRole('heading', { name: 'No webhook yet' })).toBeVisible();
});
