import { expect, test } from '@playwright/test';
import { signIn } from './sign-in.ts';

// What the browser itself says of every page under the content security policy, and of text that wants to be code.
const NOTE = '<img src=x onerror="document.title=\'run\'"><script>document.title="run"</script>';

test('every page works under the policy without an error, and a note with HTML in it stays text', async ({
  page,
  request,
}) => {
  const complaints: string[] = [];
  page.on('console', (message) => {
    // How soon what was preloaded is used depends on the machine, not on the page.
    const isOfTime = message.text().includes('was preloaded using link preload but not used');
    if (['error', 'warning'].includes(message.type()) && !isOfTime)
      complaints.push(`${page.url()}: ${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`));
  const { days } = await (await request.get('/api/v1/plant-days?limit=1')).json();
  const asked = await request.post('/api/v1/runs', { data: { day: days[0].day, note: NOTE } });
  expect(asked.status()).toBe(201);
  const { id } = await asked.json();
  for (const address of [
    '/',
    '/?view=table',
    '/runs',
    `/runs/${id}`,
    '/arrays/DEMO000001',
    '/model',
    '/faults',
    '/exports',
  ]) {
    await page.goto(address);
    await expect(page.locator('#content h1, #content h2').first()).toBeVisible();
    await page.waitForLoadState('networkidle');
    expect(await page.title(), address).not.toBe('run');
  }
  await page.goto(`/runs/${id}`);
  await expect(page.getByText(NOTE).first()).toBeVisible();
  await page.goto('/');
  await page.getByRole('button', { name: 'Re-run' }).click();
  await expect(page.getByRole('dialog', { name: 'Run a plant day' })).toBeVisible();
  expect(complaints).toEqual([]);
});

test('the audit log keeps its filter in the address', async ({ browser }) => {
  const page = await (await browser.newContext({ storageState: { cookies: [], origins: [] } })).newPage();
  await signIn(page, 'admin@plant.test', '/audit');
  await page.getByLabel('Who').fill('nobody at all');
  await page.getByRole('button', { name: 'Filter' }).click();
  await expect(page).toHaveURL(/actor=nobody/);
  await expect(page.getByText('No changes match these filters.')).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('Who')).toHaveValue('nobody at all');
});
