import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { parquetReadObjects } from 'hyparquet';
import { modelViewSchema } from '#domain/model-view.ts';
import { READ_COMPRESSORS } from '#server/gateways/parquet/codec.ts';

// One operator's way through what `npm start` itself has made: 24 arrays, two plant days.
test.describe.configure({ mode: 'serial' });

test('the plant page answers whether the latest result is there, and shows every array in its place', async ({
  page,
}) => {
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Demo plant' })).toBeVisible();
  await expect(page.getByText('Succeeded').first()).toBeVisible();
  await expect(page.getByText('plant time, UTC+01:00')).toBeVisible();
  await expect(page.getByRole('application', { name: /Map of 24 arrays/ })).toBeVisible();
  await page.getByText('Table', { exact: true }).first().click();
  await expect(page).toHaveURL(/view=table/);
  await expect(page.getByRole('table').getByRole('link', { name: /DEMO0000/ })).toHaveCount(24);
});

test('the arrow keys travel between days, and the day is in the address', async ({ page }) => {
  await page.goto('/');
  // The keys go to days that are known.
  const previous = page.getByLabel('Previous day with runs');
  await expect(previous).toBeEnabled();
  await page.keyboard.press('ArrowLeft');
  await expect(page).toHaveURL(/day=\d{4}-\d{2}-\d{2}/);
  await expect(page.getByText('Succeeded').first()).toBeVisible();
});

test('three clicks from the plant to why: array, verdict, series and scalograms', async ({ page }) => {
  await page.goto('/?view=table');
  await page.getByRole('table').getByRole('link', { name: 'DEMO000001' }).click();
  await expect(page.getByRole('heading', { name: 'DEMO000001' })).toBeVisible();
  await expect(
    page.getByRole('list', { name: 'Probabilities of the six conditions' }).getByRole('listitem'),
  ).toHaveCount(6);
  const charts = page.getByRole('application', { name: /Series, ratios and scalograms/ });
  for (const channel of ['Voltage', 'Current', 'Module temperature', 'Irradiance']) {
    await expect(charts.getByRole('region', { name: channel, exact: true })).toBeVisible();
    const panel = charts.getByRole('region', { name: `Scalogram of ${channel.toLowerCase()}` });
    const painted = () =>
      panel.locator('canvas').evaluate((canvas: HTMLCanvasElement) => {
        const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
        return new Set(pixels).size;
      });
    await expect.poll(painted, { message: `${channel}: the scalogram has many colours` }).toBeGreaterThan(20);
  }
  await expect(page.getByText('Readings received')).toBeVisible();
});

test('the downloaded Parquet holds one verdict for every array', async ({ page }) => {
  await page.goto('/');
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Parquet' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^heliograph-demo-\d{4}-\d{2}-\d{2}\.parquet$/);
  const bytes = await readFile(await file.path());
  const rows = await parquetReadObjects({ file: new Uint8Array(bytes).buffer, compressors: READ_COMPRESSORS });
  expect(rows).toHaveLength(24);
  expect(rows[0]).toHaveProperty('p_line_line');
});

test('a re-run with a note is executed by the worker and replaces the result', async ({ page }, { retry }) => {
  const note = `after cleaning row ${retry + 2}`;
  await page.goto('/');
  await page.getByRole('button', { name: 'Re-run' }).click();
  const dialog = page.getByRole('dialog', { name: 'Run a plant day' });
  await dialog.getByLabel('Note').fill(note);
  await dialog.getByRole('button', { name: 'Start run' }).click();
  await expect(dialog).toBeHidden();
  await page.getByRole('link', { name: 'Runs' }).click();
  const newest = page.getByRole('listitem').filter({ hasText: note });
  await expect(newest.getByText('Succeeded')).toBeVisible();
  await expect(newest.getByText('current')).toBeVisible();
  await newest.getByRole('link', { name: /^Run / }).click();
  await expect(page.getByText('published 24 verdicts')).toBeVisible();
});

test('the model in use is shown with its version, and with its figures where it was evaluated', async ({
  page,
  request,
}) => {
  const model = modelViewSchema.parse(await (await request.get('/api/v1/model')).json());
  await page.goto('/');
  await page.getByRole('link', { name: 'Model', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Model' })).toBeVisible();
  await expect(page.getByText(model.version, { exact: true }).first()).toBeVisible();
  if (model.evaluation === null) {
    await expect(page.getByText('This model has not been evaluated')).toBeVisible();
    return;
  }
  const sets = page.getByRole('table', { name: 'Test sets' });
  for (const { title } of model.evaluation.sets) await expect(sets.getByText(title)).toBeVisible();
  const matrix = page.getByRole('table', { name: /true condition/ });
  await expect(matrix.getByRole('columnheader', { name: 'No verdict' })).toBeVisible();
  await expect(page.getByRole('img', { name: /^Reliability/ })).toBeVisible();
});

test('an array that does not exist is said to be none, with a way back', async ({ page }) => {
  await page.goto('/arrays/NOSUCHARRY');
  await expect(page.getByText(/no array NOSUCHARRY/)).toBeVisible();
});

test('a page of another site cannot start a run', async ({ request }) => {
  const answer = await request.post('/api/v1/runs', {
    data: { day: '2026-01-01' },
    headers: { origin: 'https://elsewhere.example' },
  });
  expect(answer.status()).toBe(403);
  expect(await answer.json()).toMatchObject({ code: 'forbidden' });
});
