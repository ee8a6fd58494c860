import { expect, type Page, test } from '@playwright/test';

const mapOf = (page: Page) => page.getByRole('application', { name: /^Map of 24 arrays/ });
const paintsOf = (page: Page) => page.locator('canvas[data-paints]').getAttribute('data-paints').then(Number);

test('hovering draws the cursor on a layer of its own and tells of the array; the cells are not drawn again', async ({
  page,
}) => {
  await page.goto('/');
  await expect(mapOf(page)).toBeVisible();
  await page.evaluate(() => document.fonts.ready);
  const box = await mapOf(page).boundingBox();
  if (!box) throw new Error('the map has no place');
  await page.mouse.move(box.x + 60, box.y + 45);
  const before = await paintsOf(page);
  for (let step = 1; step <= 20; step += 1) await page.mouse.move(box.x + 60 + step * 12, box.y + 45);
  await expect(mapOf(page).getByText(/^DEMO0000\d\d$/)).toBeVisible();
  expect(await paintsOf(page)).toBe(before);
});

test('zoom by keys, buttons and wheel is bounded and in the address, and comes back from it', async ({ page }) => {
  await page.goto('/');
  await mapOf(page).focus();
  await page.keyboard.press('+');
  await page.keyboard.press('+');
  await expect(page).toHaveURL(/at=2,/);
  await page.reload();
  await expect(page.getByText('2.0×')).toBeVisible();
  const zoomOut = page.getByRole('button', { name: 'Zoom out' });
  for (let press = 0; press < 2; press += 1) await zoomOut.click();
  await expect(zoomOut).toBeDisabled();
  await expect(page).not.toHaveURL(/at=/);
  await mapOf(page).hover();
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -300);
  await page.keyboard.up('Control');
  await expect(page).toHaveURL(/at=1\.\d+,/);
  await mapOf(page).focus();
  await page.keyboard.press('0');
  await expect(page).not.toHaveURL(/at=/);
});

test('filter, colours, search and table are in the address, and the table has every array', async ({ page }) => {
  await page.goto('/');
  const legend = page.getByRole('group', { name: 'Show only' });
  await legend.getByRole('button', { name: /^Normal/ }).click();
  await expect(page).toHaveURL(/show=normal/);
  await legend.getByRole('button', { name: 'Show all' }).click();
  await page.getByText('Daylight data', { exact: true }).click();
  await expect(page).toHaveURL(/by=coverage/);
  await page.keyboard.press('/');
  await page.keyboard.type('demo000007');
  await expect(page).toHaveURL(/find=DEMO000007/);
  await expect(page.getByText('1 found')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByText('Table', { exact: true }).first().click();
  const table = page.locator('table[aria-rowcount]');
  await expect(table).toHaveAttribute('aria-rowcount', '25');
  await expect(table.getByRole('link')).toHaveCount(24);
});

test('the trend has a gap where a day has no result, and a day of it leads there', async ({ page }) => {
  await page.goto('/?trend=table');
  const trend = page.getByRole('region', { name: 'Trend in figures' });
  await trend.scrollIntoViewIfNeeded();
  await expect(trend.getByRole('row')).toHaveCount(31);
  await expect(trend.getByText('no result')).toHaveCount(28);
  await trend.getByRole('button').last().click();
  await expect(page).toHaveURL(/day=\d{4}-\d{2}-\d{2}/);
});

test('the question mark lists the keys of the page once each, and the keys work', async ({ page }) => {
  await page.goto('/');
  await expect(mapOf(page)).toBeVisible();
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(sheet.getByText('Previous day', { exact: true })).toHaveCount(1);
  await expect(sheet.getByText('Find array')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  await page.keyboard.press('j');
  await expect(page.locator('ol a').first()).toBeFocused();
  await page.keyboard.press('r');
  await expect(page.getByRole('dialog', { name: 'Run a plant day' })).toBeVisible();
});

test('a part of the page that fails says so with a retry, and the rest lives on', async ({ page }) => {
  await page.route('**/trend?*', (request) => request.fulfill({ status: 503, body: 'no' }));
  await page.goto('/?trend=table');
  await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
  await expect(page.getByText('Trend could not be loaded')).toBeVisible();
  await expect(mapOf(page)).toBeVisible();
  await page.unroute('**/trend?*');
  await page.getByRole('button', { name: 'Retry' }).click();
  await expect(page.getByRole('region', { name: 'Trend in figures' })).toBeVisible();
});

test('what the overview is made of goes over the wire as gzip, and the layout only once', async ({ request }) => {
  const { etag = '' } = (await request.get('/api/v1/plant-layout')).headers();
  expect((await request.get('/api/v1/plant-days/latest/grid')).headers()['content-encoding']).toBe('gzip');
  const again = await request.get('/api/v1/plant-layout', {
    headers: { 'if-none-match': etag },
  });
  expect(again.status()).toBe(304);
});
