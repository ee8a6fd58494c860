import { expect, test } from '@playwright/test';
import { faultListSchema } from '#domain/faults.ts';

// Triage without a mouse, on cases that the pipeline made of what `npm start` simulated.
test('from home to resolved with the keyboard alone', async ({ page, request }) => {
  const list = faultListSchema.parse(await (await request.get('/api/v1/faults?state=open')).json());
  const [first] = list.faults;
  if (!first) throw new Error('the pipeline found no fault: the simulated plant should hold some');
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Demo plant' })).toBeVisible();
  await expect(page.getByRole('link', { name: new RegExp(`^Faults.*\\b${list.total} pending`) })).toBeVisible();
  for (let step = 0; step < 8; step++) {
    await page.keyboard.press('Tab');
    if (await page.evaluate(() => document.activeElement?.textContent?.startsWith('Faults'))) break;
  }
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Faults', exact: true })).toBeVisible();

  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox')).toBeFocused();
  await page.keyboard.type(first.deviceId);
  await expect(page).toHaveURL(new RegExp(`text=${first.deviceId}`));
  await expect(page.getByRole('status').filter({ hasText: '1 fault' })).toBeVisible();
  await page.keyboard.press('Escape');

  await page.keyboard.press('j');
  await expect(page.getByRole('link', { name: new RegExp(first.deviceId) })).toBeFocused();
  await page.keyboard.press('a');
  await expect(page.getByText('1 fault acknowledged')).toBeVisible();
  await page.keyboard.press('n');
  const note = page.getByRole('dialog', { name: /Add note/ });
  await expect(note.getByLabel('Note')).toBeFocused();
  await page.keyboard.type('fuse checked');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(`Note added to ${first.deviceId}`)).toBeVisible();

  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/faults\/[0-9a-f-]{36}$/);
  await expect(page.getByText('fuse checked')).toBeVisible();
  await page.keyboard.press('e');
  await expect(page.getByRole('dialog', { name: /Resolve/ }).getByLabel('Cause')).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByText('1 fault resolved')).toBeVisible();
  await expect(page.getByText('Resolved: repaired')).toBeVisible();
});

test('who was too late is told who was first', async ({ page, request }) => {
  const list = faultListSchema.parse(await (await request.get('/api/v1/faults?state=open')).json());
  const [fault] = list.faults;
  if (!fault) throw new Error('no open fault is left');
  await page.goto(`/faults?text=${fault.deviceId}`);
  await expect(page.getByRole('link', { name: new RegExp(fault.deviceId) }).first()).toBeVisible();
  const answer = await request.post(`/api/v1/faults/${fault.id}/assign`, {
    data: { version: fault.version, assignee: 'night shift' },
  });
  expect(answer.status()).toBe(200);
  await page.keyboard.press('a');
  await expect(page.getByText(`${fault.deviceId} was not acknowledged`)).toContainText('assigned it at');
});

test('empty lists differ: no case of a filter is not a healthy plant', async ({ page }) => {
  await page.goto('/faults?text=NOSUCHARRAY');
  await expect(page.getByText('No fault matches these filters')).toBeVisible();
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(page.getByRole('table')).toBeVisible();
});
