import { expect, type Page } from '@playwright/test';
import { copied } from './copied.ts';

/**
 * A new API token of that label is live, and this is its secret as the page's copy button gives it, this once.
 * `whileShown` runs before it is dismissed.
 */
export async function generateToken(
  page: Page,
  label: string,
  whileShown: (secret: string) => Promise<void> = () => Promise.resolve(),
): Promise<string> {
  await page.getByRole('button', { name: 'Generate API token' }).click();
  const question = page.getByRole('dialog', { name: 'Generate API token' });
  await question.getByLabel('Label').fill(label);
  await question.getByRole('button', { name: 'Generate API token' }).click();

  const answer = page.getByRole('dialog', { name: 'Copy the API token now' });
  await expect(answer.getByText('You will not see it again.')).toBeVisible();
  const secret = await copied(page, answer, 'API token');
  await expect(answer.getByLabel('API token', { exact: true })).toHaveValue(secret);
  await whileShown(secret);
  await answer.getByRole('link', { name: 'Done' }).click();
  await expect(answer).toBeHidden();
  await expect(page.getByRole('row', { name: label })).toContainText('Live');
  return secret;
}
