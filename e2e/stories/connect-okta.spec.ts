import type { Page } from '@playwright/test';
import { copied } from '../src/story/copied.ts';
import { generateToken } from '../src/story/generate-token.ts';
import { lookClosely } from '../src/story/look-closely.ts';
import { openSettings } from '../src/story/open-settings.ts';
import { signIn } from '../src/story/sign-in.ts';
import { expect, test } from '../src/story/story.ts';
import { foundOrganisation } from '../src/story/workshop.ts';

const user = 'urn:ietf:params:scim:schemas:core:2.0:User';

test('an admin chooses Okta, enables SCIM without Entra’s settings, and Okta’s people arrive', async ({
  page,
  workshop,
}) => {
  test.setTimeout(120_000);
  const { owner, path } = await foundOrganisation(workshop, 'Marrow Lane Clinics');
  const toggle = page.getByRole('switch', { name: 'SCIM Provisioning' });
  const connection = page.getByRole('region', { name: 'Connection' }).getByRole('status');

  await test.step('the page speaks of Entra until another client is chosen', async () => {
    await signIn(page, owner, path);
    await openSettings(page);
    await expect(page.getByRole('list', { name: 'Steps in Entra' })).toBeVisible();
    await expect(toggle).toBeDisabled();
  });
  await test.step('each client has its steps', async () => {
    await useClient(page, 'Google Workspace');
    await expect(page.getByRole('list', { name: 'Steps in Google Workspace' })).toBeVisible();
    await lookClosely(page, 'end-user-google');
    await useClient(page, 'Other, strictly by the RFC');
    await expect(page.getByRole('list', { name: 'Steps in your client' })).toBeVisible();
    await lookClosely(page, 'end-user-other');
    await useClient(page, 'Okta');
    await expect(page.getByRole('list', { name: 'Steps in Okta' })).toBeVisible();
    await expect(page.getByLabel('SCIM client', { exact: true })).toHaveValue('okta');
  });
  await test.step('SCIM is enabled at once', async () => {
    await toggle.click();
    await page
      .getByRole('dialog', { name: 'Enable SCIM' })
      .getByRole('button', { name: 'Enable SCIM' })
      .click();
    await expect(toggle).toBeChecked();
    await expect(connection).toContainText('Press Test Connector Configuration in Okta');
  });

  const token = await generateToken(page, 'Okta');
  const baseUrl = await copied(page, page, 'Base URL');
  const call = (method: string, address: string, body?: object) =>
    fetch(`${baseUrl}${address}`, {
      method,
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/scim+json; charset=utf-8' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });

  await test.step('what Okta sends is understood', async () => {
    expect((await call('GET', '/Users?startIndex=1&count=2')).status).toBe(200);
    const name = { givenName: 'Oona', familyName: 'Reyes' };
    const oona = { schemas: [user], userName: 'oona@marrow.example', name, groups: [], password: '1mz050nq' };
    const made = await call('POST', '/Users', { ...oona, displayName: 'Oona Reyes', active: true });
    expect(made.status).toBe(201);
    await expect(connection).toContainText('Okta is writing users and groups');
    await expect(page.getByText('Okta has brought 1 person (1 active)')).toBeVisible();
    await lookClosely(page, 'end-user-okta');
  });
  await test.step('the overview tells of Okta, and of the choice', async () => {
    await page.goto(path);
    await expect(page.getByText('From Okta')).toBeVisible();
    await expect(page.getByText(/changed SCIM client of SCIM Provisioning .* to “Okta”/)).toBeVisible();
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('an admin chooses a client', async ({ page, workshop }) => {
    const { owner, path } = await foundOrganisation(workshop, 'Marrow Lane Clinics');
    await signIn(page, owner, path);
    await openSettings(page);
    await useClient(page, 'Okta');
    await expect(page.getByRole('list', { name: 'Steps in Okta' })).toBeVisible();
    await expect(page.getByLabel('SCIM client', { exact: true })).toHaveValue('okta');
    await expect(page.getByRole('switch', { name: 'SCIM Provisioning' })).toBeEnabled();
  });
});

async function useClient(page: Page, title: string): Promise<void> {
  await page.getByLabel('SCIM client', { exact: true }).selectOption(title);
  await page.getByRole('button', { name: 'Use this client' }).click();
}
