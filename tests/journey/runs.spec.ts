import { cp, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { type APIRequestContext, expect, type Page, test } from '@playwright/test';
import { z } from 'zod';
import { plantPrefix } from '#domain/object-keys.ts';
import { shiftPlantDay } from '#domain/plant-day.ts';
import { dayListSchema, runListSchema, runViewSchema } from '#domain/views.ts';
import { scadaDayFolder } from '#server/gateways/readings/scada-files.ts';

// What operators do with runs, on the two days that `npm start` has made.
test.describe.configure({ mode: 'serial' });

/** Where the product that is tested keeps its data (playwright.config.ts). */
const dataSchema = z.object({ dataFolder: z.string() });

let days: string[] = [];

test.beforeAll(async ({ request }) => {
  const list = dayListSchema.parse(await (await request.get('/api/v1/plant-days')).json());
  days = list.days.filter(({ published }) => published).map(({ day }) => day);
});

/** Requests a run once nobody else's of that day is under way. */
async function requestRun(request: APIRequestContext, day: string | undefined): Promise<string> {
  let runId = '';
  await expect(async () => {
    const answer = await request.post('/api/v1/runs', { data: { day, note: 'a journey' } });
    expect(answer.status()).toBe(201);
    runId = runViewSchema.parse(await answer.json()).id;
  }).toPass();
  return runId;
}

/** How many runs of back-fills there are. */
async function backfillsOf(request: APIRequestContext): Promise<number> {
  const list = await request.get('/api/v1/runs?trigger=backfill&limit=100');
  return runListSchema.parse(await list.json()).runs.length;
}

/** A day with readings whose silver cannot be written: its run is tried again and again for a minute. */
async function givenStuckDay(): Promise<{ day: string; clear: () => Promise<void> }> {
  const { dataFolder } = dataSchema.parse(test.info().config.metadata);
  const day = shiftPlantDay(days.at(-1) ?? '', -3);
  const scada = path.join(dataFolder, 'scada');
  const readings = scadaDayFolder(scada, 'demo', day);
  const inTheWay = path.join(dataFolder, 'objects', 'silver', plantPrefix('demo'), `day=${day}`);
  await cp(scadaDayFolder(scada, 'demo', days[0] ?? ''), readings, { recursive: true });
  await writeFile(inTheWay, 'a file where a folder must be');
  return { day, clear: () => Promise.all([rm(readings, { recursive: true }), rm(inTheWay)]).then(() => undefined) };
}

/** No violation in light and dark. */
async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.target}`)).toEqual([]);
  }
}

test('a live run is followed to its end by its stream of events, without asking again and again', async ({
  page,
  request,
}) => {
  const runId = await requestRun(request, days[0]);
  const polls: string[] = [];
  page.on('request', (asked) => {
    if (asked.url().endsWith(`/runs/${runId}/shards`)) polls.push(asked.url());
  });
  const stream = page.waitForRequest((asked) => asked.url().includes(`/runs/${runId}/stream`));
  await page.goto(`/runs/${runId}`);
  await stream;
  await expect(page.getByRole('img', { name: /^The run is succeeded/ })).toBeVisible();
  await expect(page.getByText('published 24 verdicts')).toBeVisible();
  await expect(page.getByRole('img', { name: /^10 attempts at 10 shards by 1 worker/ })).toBeVisible();
  const outputs = page.getByRole('region', { name: 'Outputs' });
  // Of each of four partitions silver, the neighbours' sketch, scalograms and gold; and the day in one file.
  await expect(outputs.getByText(/^[0-9a-f]{64}$/)).toHaveCount(17);
  // Once when the page opens, once when the run has ended.
  expect(polls.length).toBeLessThanOrEqual(3);
  await expectAccessible(page);
});

test('a run that keeps failing shows each attempt, and is cancelled by a key and a confirmation', async ({
  page,
  request,
}) => {
  const stuck = await givenStuckDay();
  const runId = await requestRun(request, stuck.day);
  try {
    await page.goto(`/runs/${runId}`);
    await expect(page.getByText(/attempt 1 of 6 failed/).first()).toBeVisible();
    await expect(page.getByRole('row', { name: /^Ingest/ }).getByText(/failed attempts?$/)).toBeVisible();
    await page.getByText('As a table').click();
    const attempts = page.getByRole('region', { name: 'Shard attempts' });
    await expect(attempts.getByRole('row', { name: /Ingest 0, attempt 2/ })).toBeVisible();
    await page.keyboard.press('c');
    const dialog = page.getByRole('dialog', { name: 'Cancel this run' });
    await expect(dialog.getByText(/does not change/)).toBeVisible();
    await dialog.getByRole('button', { name: 'Cancel run' }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByRole('img', { name: /^The run is cancelled: Ingest cancelled/ })).toBeVisible();
    await expect(page.getByText(/^cancelled by/).first()).toBeVisible();
    await expectAccessible(page);
  } finally {
    // Cancelled already, unless something failed before.
    await request.post(`/api/v1/runs/${runId}/cancel`);
    await stuck.clear();
  }
});

test('a re-run from predict says before what it takes and replaces, and then takes it', async ({ page }) => {
  await page.goto(`/runs?day=${days[0]}&state=succeeded`);
  await expect(page.getByRole('list', { name: 'Runs', exact: true }).getByText('Succeeded').first()).toBeVisible();
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Re-run' })).toBeVisible();
  const before = page.url();
  await page.keyboard.press('r');
  const dialog = page.getByRole('dialog', { name: 'Run a plant day' });
  await dialog.getByText('Predict', { exact: true }).click();
  await expect(dialog.getByText('Replaces the published result of this day')).toBeVisible();
  await expect(dialog.getByText(/Uses 4 shards of silver of run/)).toBeVisible();
  await dialog.getByLabel('Note').fill('judged again');
  await dialog.getByRole('button', { name: 'Start run' }).click();
  await expect(page).not.toHaveURL(before);
  await expect(page.getByRole('img', { name: /^The run is succeeded: Ingest skipped/ })).toBeVisible();
  await expect(page.getByText('4 shards of ingest reused from an earlier run.')).toBeVisible();
  await expect(page.getByText('judged again')).toBeVisible();
});

test('a range is back-filled after a preview of every day, and the history shows it by its filter', async ({
  page,
  request,
}) => {
  const expected = (await backfillsOf(request)) + 2;
  await page.goto('/runs');
  await page.getByRole('button', { name: 'Back-fill' }).click();
  const dialog = page.getByRole('dialog', { name: 'Back-fill a range of days' });
  await dialog.getByRole('textbox', { name: 'From', exact: true }).fill(shiftPlantDay(days.at(-1) ?? '', -1));
  await dialog.getByLabel('To (inclusive)').fill(days[0] ?? '');
  await expect(dialog.getByText('No day is run; no result is replaced')).toBeVisible();
  await expect(dialog.getByText('skipped: it has a result').first()).toBeVisible();
  await dialog.getByLabel('Failed and missing only').uncheck();
  await expect(dialog.getByText('2 of 3 days will be run; 2 results replaced')).toBeVisible();
  await expect(dialog.getByText(/^skipped: there are no readings/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Start 2 runs' }).click();
  await expect(dialog.getByText('2 runs queued')).toBeVisible();
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await page.getByLabel('Trigger').selectOption('backfill');
  await expect(page).toHaveURL(/trigger=backfill/);
  const rows = page.getByRole('list', { name: 'Runs', exact: true }).locator('> li');
  await expect(rows).toHaveCount(expected);
  await expect(rows.getByText('Succeeded')).toHaveCount(expected);
  await expect(rows.getByText(/p90/)).toHaveCount(expected);
  await expectAccessible(page);
  await page.goto('/runs?state=failed');
  await expect(page.getByText('No run matches this filter.')).toBeVisible();
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(page).toHaveURL(/\/runs$/);
});
