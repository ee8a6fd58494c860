import { expect, type Page } from '@playwright/test';

/** Signs in at the development provider; an account that its page does not offer is put into the form of one it does. */
export async function signIn(page: Page, email: string, path = '/'): Promise<void> {
  await page.goto(path);
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('heading', { name: 'Development sign-in' })).toBeVisible();
  const offered = page.getByRole('button', { name: email });
  if ((await offered.count()) === 1) return offered.click();
  const first = page.getByRole('button').first();
  await first.evaluate((button: HTMLButtonElement, value) => {
    button.value = value;
  }, email);
  await first.click();
}
