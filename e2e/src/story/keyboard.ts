import { expect, type Locator, type Page } from '@playwright/test';

const stopsAtMost = 120;

/** Focus is on that control, brought there by Tab alone. Throws when a whole round does not pass it. */
export async function tabTo(target: Locator): Promise<void> {
  const page = target.page();
  await expect(target).toHaveCount(1);
  for (let stop = 0; stop < stopsAtMost; stop++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not reach ${String(target)}`);
}

/** The control is pressed with Enter, reached by Tab. */
export async function pressOn(target: Locator): Promise<void> {
  await tabTo(target);
  await target.page().keyboard.press('Enter');
}

/** The box holds that text and nothing else, typed. */
export async function typeInto(target: Locator, text: string): Promise<void> {
  await tabTo(target);
  const { keyboard } = target.page();
  await keyboard.press('ControlOrMeta+a');
  await keyboard.type(text);
}

/** The list of choices has that choice, found by typing it. */
export async function choose(target: Locator, choice: string): Promise<void> {
  await tabTo(target);
  await target.page().keyboard.type(choice);
}

/** Escape has closed the dialog, and focus is back where it was opened. */
export async function escapeTo(page: Page, opener: Locator): Promise<void> {
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(opener).toBeFocused();
}
