import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { expect, type Page, test } from '@playwright/test';
import { exportPreviewSchema } from '#domain/exports.ts';

/** Presses a button, and gives the bytes that the browser saved. */
async function saved(page: Page, name: RegExp): Promise<{ fileName: string; bytes: Buffer }> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name }).click();
  const file = await download;
  return { fileName: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

test('a range leaves as Parquet and CSV, and the SHA-256 on the page is that of the saved file', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('link', { name: 'Exports' }).click();
  await expect(page.getByRole('heading', { name: 'Exports' })).toBeVisible();
  const preview = exportPreviewSchema.parse(await (await page.request.get('/api/v1/exports')).json());
  await page.getByLabel('First day').fill(new Date(Date.parse(preview.to) - 2 * 86_400_000).toISOString().slice(0, 10));
  await expect(page.getByText('1 day will not be in the file')).toBeVisible();
  await expect(page).toHaveURL(/from=\d{4}-\d{2}-\d{2}&to=/);
  for (const [button, ending] of [
    [/^Parquet/, /^heliograph-demo-verdicts-[\d_-]+\.parquet$/],
    [/^CSV/, /^heliograph-demo-verdicts-[\d_-]+\.csv$/],
  ] as const) {
    const { fileName, bytes } = await saved(page, button);
    expect(fileName).toMatch(ending);
    const delivered = page.getByRole('status').filter({ hasText: 'Your file' });
    await expect(delivered).toContainText(createHash('sha256').update(bytes).digest('hex'));
    await expect(delivered).toContainText('Rows48');
  }
});

test('the filter is in the address, and what it narrows is told before the download', async ({ page }) => {
  await page.goto('/exports?verdicts=faults&arrays=DEMO00001*');
  await expect(page.getByRole('checkbox', { name: 'Arc fault' })).toBeChecked();
  await expect(page.getByRole('checkbox', { name: 'Normal' })).not.toBeChecked();
  await page.getByRole('button', { name: 'All verdicts' }).click();
  await expect(page.getByText('Rows').locator('..')).toContainText('10');
  await page.getByLabel('Minimum confidence').fill('7');
  await page.getByLabel('Minimum confidence').press('Enter');
  await expect(page.getByText(/minConfidence/)).toBeVisible();
});
