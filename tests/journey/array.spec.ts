import { expect, test } from '@playwright/test';
import { plantDayViewSchema } from '#server/domain/views.ts';

test('an array page says what was lost and by what formula, and its charts zoom in time by drag and by key', async ({
  page,
  request,
}) => {
  const plantDay = plantDayViewSchema.parse(await (await request.get('/api/v1/plant-days/latest')).json());
  const faulty = plantDay.cells.find(({ condition }) => condition !== null && condition !== 'normal');
  const deviceId = faulty?.deviceId ?? '';
  expect(faulty?.lossKwh).not.toBeNull();
  await page.goto(`/arrays/${deviceId}`);
  await expect(page.getByRole('heading', { name: deviceId })).toBeVisible();

  const energy = page.getByRole('region', { name: 'Energy' });
  await expect(energy).toContainText(`${faulty?.lossKwh?.toFixed(2)} kWh ±`);
  await energy.getByText('How this is computed').click();
  await expect(energy).toContainText('two standard deviations');

  const charts = page.getByRole('application', { name: /Four series and their scalograms/ });
  const power = charts.getByRole('region', { name: 'Power' });
  await expect(power.getByText(/neighbours, middle half and median/)).toBeVisible();

  // What is still loading above and below would move the chart away under the pointer.
  await expect(page.getByRole('listbox').getByRole('option')).toHaveCount(90);
  await expect(charts).toHaveAttribute('aria-busy', 'false');
  await expect(charts.locator('canvas')).toHaveCount(9);
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
});
