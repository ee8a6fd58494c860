import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { powerViewSchema } from '#domain/array-insight.ts';
import { plantDayViewSchema } from '#domain/views.ts';

test('an array page says what was lost, why the network says so, what was noted, and gives its numbers away', async ({
  page,
  request,
}, { retry }) => {
  // A second try meets the note of the first.
  const note = `<b>cleaned</b> connector of string ${retry + 2}`;
  const plantDay = plantDayViewSchema.parse(await (await request.get('/api/v1/plant-days/latest')).json());
  const faulty = plantDay.cells.find(({ condition }) => condition !== null && condition !== 'normal');
  const deviceId = faulty?.deviceId ?? '';
  expect(faulty?.lossKwh).not.toBeNull();
  await page.goto(`/arrays/${deviceId}`);
  await expect(page.getByRole('heading', { name: deviceId })).toBeVisible();

  const energy = page.getByRole('region', { name: 'Energy' });
  await expect(energy).toContainText(`${faulty?.lossKwh?.toFixed(2)} kWh ±`);
  await energy.getByText('How this is calculated').click();
  await expect(energy).toContainText('two standard deviations');

  const charts = page.getByRole('application', { name: /Series, ratios and scalograms/ });
  const power = charts.getByRole('region', { name: 'Power' });
  await expect(power.getByText(/neighbours, middle half and median/)).toBeVisible();

  // What is still loading above and below would move the chart away under the pointer.
  await expect(page.getByRole('listbox').getByRole('option')).toHaveCount(90);
  await expect(charts).toHaveAttribute('aria-busy', 'false');
  await expect(charts.locator('canvas')).toHaveCount(10);
  await charts.getByRole('heading', { name: 'Power' }).scrollIntoViewIfNeeded();
  await power.locator('canvas').hover();
  const box = await power.locator('canvas').boundingBox();
  if (!box) throw new Error('the power chart has no box');
  await page.mouse.move(box.x + box.width * 0.4, box.y + 40);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.6, box.y + 40, { steps: 4 });
  await page.mouse.up();
  await expect(page).toHaveURL(/at=\d{4}-\d{4}/);
  await expect(page.getByRole('button', { name: 'Whole day' })).toBeVisible();
  await power.locator('canvas').dblclick();
  await expect(page).not.toHaveURL(/at=/);
  await charts.focus();
  await page.keyboard.press('+');
  await expect(page).toHaveURL(/at=0600-1800/);
  await expect(page.getByText('06:00 to 18:00')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page).not.toHaveURL(/at=/);

  await page.getByRole('switch', { name: 'Show explanation' }).check();
  await expect(page).toHaveURL(/why=1/);
  // What speaks for the verdict is shown on what the network was given.
  const shownAs = page.getByRole('radiogroup', { name: 'Show scalograms as' });
  await expect(shownAs.getByRole('radio', { name: 'Network input' })).toBeChecked();
  await expect(page.getByText(/Strongest evidence for|No single part/)).toBeVisible();

  await shownAs.getByText('Measured', { exact: true }).click();
  await expect(page).not.toHaveURL(/why=1|seen=/);
  await expect(page.getByRole('switch', { name: 'Show explanation' })).not.toBeChecked();
  await expect(charts.getByRole('region', { name: 'Scalogram of module temperature' })).toBeVisible();
  await shownAs.getByText('Network input').click();
  await expect(page).toHaveURL(/seen=network/);
  await expect(charts.locator('canvas')).toHaveCount(10);
  await expect(charts.getByRole('region', { name: 'Measured / expected' })).toBeVisible();
  const verdict = page.getByRole('region', { name: 'Verdict', exact: true });
  await expect(verdict.getByRole('region', { name: 'Basis of the verdict' })).toContainText('Compared with');
  await expect(page.getByRole('region', { name: 'Drift' })).toBeVisible();

  const notes = page.getByRole('region', { name: 'Notes on this day' });
  await notes.getByLabel('New note').fill(note);
  await notes.getByRole('button', { name: 'Add note' }).click();
  await expect(notes.getByText(note)).toBeVisible();
  const ribbon = page.getByRole('listbox', { name: /last 90 days/i });
  await expect(ribbon.getByRole('option', { selected: true })).toHaveAccessibleName(/[1-9] notes?$/);

  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Readings as CSV' }).click();
  const file = await download;
  // The byte order mark tells a spreadsheet that the file is UTF-8.
  const lines = (await readFile(await file.path(), 'utf8')).trim().split(/\r?\n/);
  expect(lines[0]?.replace(/^\ufeff/, '')).toBe('deviceId,timestamp,voltage_v,current_a,temperature_c,irradiance_w_m2');
  expect(lines).toHaveLength(4321);
  const view = powerViewSchema.parse(
    await (await request.get(`/api/v1/arrays/${deviceId}/days/${plantDay.day}/power`)).json(),
  );
  const noon = view.measured.findIndex((watts, slot) => slot > 2160 && watts !== null);
  const [, , volts = '', amperes = ''] = lines[noon + 1]?.split(',') ?? [];
  expect(Math.abs(Number(volts) * Number(amperes) - (view.measured[noon] ?? 0))).toBeLessThan(1);

  await ribbon.focus();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/day=\d{4}-\d{2}-\d{2}/);
  await expect(page).not.toHaveURL(new RegExp(`day=${plantDay.day}`));
});
