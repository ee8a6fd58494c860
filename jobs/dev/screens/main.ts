import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from '@playwright/test';
import { runCommand } from '#jobs/process/command.ts';
import { requireChromium } from '#tests/chromium.ts';
import { ADMINISTRATION, addressOf, PAGES, SIGNED_OUT_PAGES, type VisitedPage } from '#tests/journey/pages.ts';
import { signIn } from '#tests/journey/sign-in.ts';
import { screensCommand } from './options.ts';

const TALLEST_PX = { 1440: 2400, 390: 3800 } as const;
const WIDTHS = [1440, 390] as const;
/** The files that README.md and docs/pictures.md show. */
const SHOWN: ReadonlySet<string> = new Set([
  'plant-1440-light.png',
  'plant-390-dark.png',
  'faulty-array-1440-light.png',
  'faults-1440-light.png',
  'run-1440-dark.png',
  'model-1440-light.png',
  'exports-1440-light.png',
]);

await runCommand(screensCommand, async ({ at: baseURL, out, all }, { signal }) => {
  await mkdir(out, { recursive: true });
  const executablePath = requireChromium();
  const browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), args: ['--no-sandbox'] });
  try {
    const groups: [readonly VisitedPage[], BrowserContextOptions][] = [
      [PAGES, await sessionOf(browser, baseURL, 'operator@plant.test')],
      [ADMINISTRATION, await sessionOf(browser, baseURL, 'admin@plant.test')],
      [SIGNED_OUT_PAGES, {}],
    ];
    for (const width of WIDTHS) {
      for (const colorScheme of ['light', 'dark'] as const) {
        for (const [pages, session] of groups) {
          signal.throwIfAborted();
          const look = { colorScheme, reducedMotion: 'reduce', viewport: { width, height: 900 } } as const;
          const context = await browser.newContext({ ...session, ...look, baseURL });
          for (const visited of pages) {
            const file = `${visited.name.toLowerCase().replaceAll(/\W+/g, '-')}-${width}-${colorScheme}.png`;
            if (!all && !SHOWN.has(file)) continue;
            const page = await context.newPage();
            await take(page, visited, width, path.join(out, file));
            await page.close();
          }
          await context.close();
        }
      }
    }
  } finally {
    await browser.close();
  }
});

async function sessionOf(browser: Browser, baseURL: string, email: string): Promise<BrowserContextOptions> {
  const context = await browser.newContext({ baseURL });
  const page = await context.newPage();
  await signIn(page, email);
  await page.getByRole('button', { name: /^Signed in as/ }).waitFor();
  const storageState = await context.storageState();
  await context.close();
  return { storageState };
}

/** The window is made as high as the page: what is only drawn when in sight is in the picture, too. */
async function take(page: Page, { path: asked, ready }: VisitedPage, width: 1440 | 390, file: string): Promise<void> {
  await page.goto(await addressOf(asked, page.request));
  await page.locator(ready).first().waitFor();
  await settle(page);
  const heightPx = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width, height: Math.max(900, Math.min(heightPx, TALLEST_PX[width])) });
  await settle(page);
  await page.screenshot({ path: file });
}

async function settle(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null);
  // Charts are painted in the frame after their data; words of the font come with it.
  await page.evaluate(() => document.fonts.ready.then(() => new Promise((done) => setTimeout(done, 400))));
}
