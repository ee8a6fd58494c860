import { type ConsoleMessage, expect, test } from '@playwright/test';
import { signIn } from './sign-in.ts';

test.use({ storageState: { cookies: [], origins: [] }, locale: 'de-DE' });

test('speaks the language of the browser, or the one that a person chooses, before and after sign-in', async ({
  page,
  context,
}) => {
  const errors: string[] = [];
  page.on('console', (message: ConsoleMessage) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  await page.goto('/sign-in');
  await expect(page.getByRole('heading', { name: 'Bei Heliograph anmelden' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in to Heliograph' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await signIn(page, 'operator@plant.test');
  await expect(page.getByRole('application', { name: /^Map of 24 arrays/ })).toBeVisible();

  await page.getByRole('button', { name: /^Signed in as/ }).click();
  await page.getByRole('menuitem', { name: 'Deutsch' }).click();
  await expect(page.getByRole('application', { name: /^Plan mit 24 Teilgeneratoren/ })).toBeVisible();
  await expect(page).toHaveTitle('Anlage · Heliograph');
  await page.getByRole('link', { name: 'Läufe' }).click();
  await expect(page.getByRole('heading', { name: 'Läufe' })).toBeVisible();
  expect((await context.cookies()).find(({ name }) => name === 'heliograph.language')?.value).toBe('de');
  // The policy of the pages allows no code that is made from text: messages are interpreted.
  expect(errors).toEqual([]);
});
