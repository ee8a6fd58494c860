import AxeBuilder from '@axe-core/playwright';
import { type APIRequestContext, type Browser, expect, type Page, test } from '@playwright/test';
import { faultListSchema } from '#server/domain/faults.ts';
import { plantDayViewSchema, runListSchema } from '#server/domain/views.ts';
import { signIn } from './sign-in.ts';

interface VisitedPage {
  name: string;
  /** `{run}`, `{faulty}`, `{uncertain}` and `{fault}` are the newest run, such arrays of the newest day and the first case. */
  path: string;
  /** What is on the page once it is whole. */
  ready: string;
}

/** Every page of the console. A new page is a line here. */
const PAGES: readonly VisitedPage[] = [
  { name: 'plant', path: '/', ready: 'canvas[data-paints]' },
  { name: 'plant as a table', path: '/?view=table&trend=table', ready: 'table[aria-rowcount]' },
  { name: 'plant by energy loss, filtered', path: '/?by=loss&show=normal', ready: 'canvas[data-paints]' },
  { name: 'array', path: '/arrays/DEMO000001', ready: 'canvas' },
  { name: 'faulty array', path: '/arrays/{faulty}?why=1', ready: 'canvas' },
  { name: 'array without a verdict', path: '/arrays/{uncertain}', ready: 'main h1' },
  { name: 'faults', path: '/faults', ready: 'main table' },
  { name: 'fault', path: '/faults/{fault}', ready: 'main h1' },
  { name: 'no fault that fits', path: '/faults?text=NOSUCHARRAY', ready: 'main h1' },
  { name: 'runs', path: '/runs', ready: 'main li' },
  { name: 'run', path: '/runs/{run}', ready: 'main h1' },
  { name: 'exports', path: '/exports', ready: 'main table' },
  { name: 'model', path: '/model', ready: 'main table' },
  { name: 'tokens', path: '/tokens', ready: 'main h1' },
  { name: 'API', path: '/api-docs', ready: 'main h1' },
  { name: 'forbidden', path: '/users', ready: 'main h1' },
  { name: 'not found', path: '/nowhere', ready: 'main h1' },
  { name: 'no such array', path: '/arrays/NOSUCHARRY', ready: 'main h1' },
];
const DOORS: readonly VisitedPage[] = [
  { name: 'sign-in', path: '/sign-in', ready: 'main h1' },
  { name: 'refused', path: '/refused', ready: 'main h1' },
];
const ADMINISTRATION: readonly VisitedPage[] = [
  { name: 'people', path: '/users', ready: 'main li' },
  { name: 'audit log', path: '/audit', ready: 'main li' },
];

test.use({ reducedMotion: 'reduce' });

for (const visited of PAGES) {
  test(`axe finds nothing: ${visited.name}`, async ({ page, request }) => {
    await check(page, visited, await addressOf(visited.path, request));
  });
}

test('axe finds nothing: what opens over a page', async ({ page }) => {
  await page.goto('/');
  await page.locator('canvas[data-paints]').waitFor();
  await page.keyboard.press('?');
  await page.getByRole('dialog').waitFor();
  expect(await violationsOf(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.keyboard.press('r');
  await page.getByRole('dialog', { name: 'Run a plant day' }).waitFor();
  expect(await violationsOf(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^Signed in as/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).waitFor();
  expect(await violationsOf(page)).toEqual([]);
});

test('axe finds nothing: the door', async ({ browser }) => {
  const page = await visitorOf(browser);
  for (const visited of DOORS) await check(page, visited, visited.path);
  await page.context().close();
});

test('axe finds nothing: administration', async ({ browser }) => {
  const page = await visitorOf(browser);
  await signIn(page, 'admin@plant.test');
  await page.getByRole('button', { name: /^Signed in as/ }).waitFor();
  for (const visited of ADMINISTRATION) await check(page, visited, visited.path);
  await page.context().close();
});

/** Opens a page once and looks at it in both colour schemes. */
async function check(page: Page, { name, ready }: VisitedPage, address: string): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await page.goto(address);
  await page.locator(ready).first().waitFor();
  await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme);
    expect(await violationsOf(page), `${name}, ${colorScheme}`).toEqual([]);
  }
}

async function violationsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}

/** Somebody without the operator's session. */
async function visitorOf(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ storageState: { cookies: [], origins: [] } });
  return context.newPage();
}

async function addressOf(path: string, request: APIRequestContext): Promise<string> {
  const read = async (address: string) => (await request.get(address)).json();
  if (path.includes('{run}')) {
    return path.replace('{run}', runListSchema.parse(await read('/api/v1/runs?limit=1')).runs[0]?.id ?? '');
  }
  if (path.includes('{fault}')) {
    return path.replace('{fault}', faultListSchema.parse(await read('/api/v1/faults')).faults[0]?.id ?? '');
  }
  if (!path.includes('{')) return path;
  const { cells } = plantDayViewSchema.parse(await read('/api/v1/plant-days/latest'));
  const faulty = cells.find(({ condition }) => condition !== null && condition !== 'normal');
  const uncertain = cells.find(({ condition }) => condition === null);
  return path.replace('{faulty}', faulty?.deviceId ?? '').replace('{uncertain}', uncertain?.deviceId ?? 'DEMO000002');
}
