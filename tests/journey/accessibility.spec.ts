import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { runListSchema } from '#server/domain/views.ts';

interface VisitedPage {
  name: string;
  path: string;
  /** What is on the page once it is whole. */
  ready: string;
}

/** Every page of the console. A new page is a line here; `{run}` is the newest run. */
const PAGES: readonly VisitedPage[] = [
  { name: 'plant', path: '/', ready: 'canvas[data-paints]' },
  { name: 'plant as a table', path: '/?view=table&trend=table', ready: 'table[aria-rowcount]' },
  { name: 'plant by energy loss, filtered', path: '/?by=loss&show=normal', ready: 'canvas[data-paints]' },
  { name: 'array', path: '/arrays/DEMO000001', ready: 'canvas' },
  { name: 'runs', path: '/runs', ready: 'main li' },
  { name: 'run', path: '/runs/{run}', ready: 'main h1' },
  { name: 'model', path: '/model', ready: 'main h1' },
];

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`axe finds nothing in ${colorScheme}`, () => {
    test.use({ colorScheme, reducedMotion: 'reduce' });
    for (const { name, path, ready } of PAGES) {
      test(name, async ({ page, request }) => {
        const runs = path.includes('{run}')
          ? runListSchema.parse(await (await request.get('/api/v1/runs?limit=1')).json()).runs
          : [];
        await page.goto(path.replace('{run}', runs[0]?.id ?? ''));
        await page.locator(ready).first().waitFor();
        await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
        await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
        const { violations } = await new AxeBuilder({ page }).analyze();
        const found = violations.map(
          ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
        );
        expect(found).toEqual([]);
      });
    }
  });
}
