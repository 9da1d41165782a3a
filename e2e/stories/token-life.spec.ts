import type { Page } from '@playwright/test';
import { enableScim } from '@rollcall/testkit';
import { copied } from '../src/story/copied.ts';
import { generateToken } from '../src/story/generate-token.ts';
import { endUserSettings } from '../src/story/open-settings.ts';
import { signIn } from '../src/story/sign-in.ts';
import { expect, test } from '../src/story/story.ts';
import { foundOrganisation } from '../src/story/workshop.ts';

test('two tokens at most are live, each shown once, and a revoked one is refused at once', async ({
  page,
  request,
  workshop,
}) => {
  const { scope, owner, path } = await foundOrganisation(workshop, 'Marrowstone Ceramics');
  await enableScim(scope, workshop);
  await signIn(page, owner, path + endUserSettings);
  const baseUrl = await copied(page, page, 'Base URL');
  const status = async (token: string) => {
    const headers = { Authorization: `Bearer ${token}` };
    return (await request.get(`${baseUrl}/Users?count=1`, { headers })).status();
  };

  const first = await generateToken(page, 'This year', async (secret) =>
    expect(await readEverything(page)).toContain(secret),
  );
  await test.step('its secret is nowhere to be seen again', async () => {
    expect(await readEverything(page)).not.toContain(first);
    await page.reload();
    expect(await readEverything(page)).not.toContain(first);
    await page.goBack();
    await expect(page.getByRole('dialog', { name: 'Generate API token' })).toBeVisible();
    expect(await readEverything(page)).not.toContain(first);
  });

  await page.goto(path + endUserSettings);
  const second = await generateToken(page, 'Next year');
  await test.step('two are live, so there is no third', async () => {
    await expect(page.getByRole('button', { name: 'Generate API token' })).toBeDisabled();
    await expect(page.getByText('Two tokens are live, the most there can be')).toBeVisible();
    expect([await status(first), await status(second)]).toEqual([200, 200]);
  });

  await test.step('the first is revoked, and only the first is refused from then on', async () => {
    await page.getByRole('link', { name: 'Revoke This year' }).click();
    const question = page.getByRole('dialog', { name: 'Revoke “This year”?' });
    await expect(question).toContainText('refused at once, everywhere, for good');
    await question.getByRole('button', { name: 'Revoke This year' }).click();
    await expect(page.getByRole('row', { name: 'This year' })).toContainText('Revoked');
    expect([await status(first), await status(second)]).toEqual([401, 200]);
    await expect(page.getByRole('button', { name: 'Generate API token' })).toBeEnabled();
    await expect(page.getByRole('row', { name: 'Next year' })).toContainText('127.0.0.0/24');
  });
});

/** The page's words, markup and what its fields hold. */
async function readEverything(page: Page): Promise<string> {
  const fields = await page
    .getByRole('textbox')
    .evaluateAll((boxes: HTMLInputElement[]) => boxes.map((box) => box.value));
  return [await page.content(), ...fields].join('\n');
}
