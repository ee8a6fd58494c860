import AxeBuilder from '@axe-core/playwright';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { ADMINISTRATION, addressOf, PAGES, SIGNED_OUT_PAGES, type VisitedPage } from './pages.ts';
import { signIn } from './sign-in.ts';

test.use({ reducedMotion: 'reduce' });

for (const visited of PAGES) {
  test(`axe finds nothing: ${visited.name}`, async ({ page, request }) => {
    await check(page, visited, await addressOf(visited.path, request));
  });
}

test('axe finds nothing: the dialogs over a page', async ({ page }) => {
  await page.goto('/');
  await page.locator('canvas[data-paints]').waitFor();
  await page.keyboard.press('d');
  const calendar = page.getByRole('dialog', { name: 'Choose a plant day' });
  await expect(calendar.locator('[aria-current="date"]')).toBeFocused();
  expect(await violationsOf(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(calendar).toHaveCount(0);
  await page.keyboard.press('?');
  await page.getByRole('dialog').waitFor();
  expect(await violationsOf(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.keyboard.press('r');
  await page.getByRole('dialog', { name: 'Run a plant day' }).waitFor();
  expect(await violationsOf(page)).toEqual([]);
});

test('axe finds nothing: the door', async ({ browser }) => {
  const page = await visitorOf(browser);
  for (const visited of SIGNED_OUT_PAGES) await check(page, visited, visited.path);
  await page.context().close();
});

test('axe finds nothing: administration', async ({ browser }) => {
  const page = await visitorOf(browser);
  await signIn(page, 'admin@plant.test');
  await page.getByRole('button', { name: /^Signed in as/ }).waitFor();
  for (const visited of ADMINISTRATION) await check(page, visited, visited.path);
  await page.context().close();
});

/** Opens a page once and looks at it in light and in dark. */
async function check(page: Page, { name, ready, alike }: VisitedPage, address: string): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await page.goto(address);
  await page.locator(ready).first().waitFor();
  await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme);
    // Colours on their way from one scheme to the other are nobody's.
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    await expect.poll(() => page.evaluate(unfinishedAnimations)).toBe(0);
    expect(await violationsOf(page, alike, colorScheme === 'dark'), `${name}, ${colorScheme}`).toEqual([]);
  }
}

/** The scheme changes nothing but colours: in the second one only the rules about them are asked again. */
async function violationsOf(page: Page, alike?: string, coloursAlone = false): Promise<string[]> {
  const axe = new AxeBuilder({ page });
  if (alike !== undefined) axe.exclude(alike);
  if (coloursAlone) axe.withRules(['color-contrast', 'link-in-text-block']);
  const { violations } = await axe.analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}

/** Somebody without the operator's session. */
async function visitorOf(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ storageState: { cookies: [], origins: [] } });
  return context.newPage();
}

/** In the page: those that will end. A placeholder of what is still loading pulses for as long as it takes. */
function unfinishedAnimations(): number {
  return document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().iterations !== Infinity).length;
}
