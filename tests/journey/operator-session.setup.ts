import { expect, test } from '@playwright/test';
import { signIn } from './sign-in.ts';

test('two clicks and the operator sees the plant', async ({ page }, { project }) => {
  await signIn(page, 'operator@plant.test');
  await expect(page.getByRole('heading', { name: 'Demo plant' })).toBeVisible();
  await page.context().storageState({ path: String(project.metadata.operatorSession) });
});
