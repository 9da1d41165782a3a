import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';

const screenshots = fileURLToPath(new URL('../../screenshots/', import.meta.url));
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'];
const themes = ['light', 'dark'] as const;

/**
 * The page as it is now, wide in the light theme and narrow in the dark one: pictured, nothing sticks out sideways, and
 * flawless to axe. Colours follow the theme and what is shown the width, so two of the four say it all; `SCREENSHOTS=all`
 * pictures the other two as well, for eyes.
 */
export async function lookClosely(page: Page, name: string, widths = [1280, 375]): Promise<void> {
  for (const theme of themes) {
    for (const width of widths) {
      const isJudged = widths.length === 1 || (theme === 'light') === (width === widths[0]);
      if (!isJudged && process.env['SCREENSHOTS'] !== 'all') continue;
      await test.step(`${name}, ${theme}, ${width} px`, async () => {
        await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
        await page.setViewportSize({ width, height: 800 });
        const path = `${screenshots}${name}-${theme}-${width}.png`;
        await page.screenshot({ path, fullPage: !(await isCovered(page)), animations: 'disabled' });
        expect
          .soft(
            await sticksOut(page),
            'pixels the page is wider than the window, or what a dialog holds than the dialog',
          )
          .toBe(0);
        if (isJudged) expect.soft(await flaws(page), 'what axe finds').toEqual([]);
      });
    }
  }
}

/** Something lies over the page, which is drawn once per window and looks torn on a picture taller than that. */
function isCovered(page: Page): Promise<boolean> {
  return page.evaluate(() => document.querySelector(':modal, :popover-open') !== null);
}

function sticksOut(page: Page): Promise<number> {
  return page.evaluate(() => {
    const boxes = [document.documentElement, ...document.querySelectorAll('dialog[open]')];
    return Math.max(...boxes.map((box) => box.scrollWidth - box.clientWidth));
  });
}

async function flaws(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  );
}
