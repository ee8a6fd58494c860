import { expect, type Locator, type Page, test } from '@playwright/test';
import { addressOf } from './pages.ts';

interface Control {
  name: string;
  path: string;
  of: (page: Page) => Locator;
}

/** Every kind of control whose state is in the address. */
const CONTROLS: readonly Control[] = [
  { name: 'why an array is judged so', path: '/arrays/{faulty}', of: (page) => page.getByRole('switch') },
  {
    name: 'a kind in the legend',
    path: '/',
    of: (page) => page.getByRole('group', { name: 'Show only' }).getByRole('button', { name: /^Normal/ }),
  },
  { name: 'the colours of the map', path: '/', of: (page) => page.getByRole('radio', { name: 'Daylight data' }) },
  {
    name: 'the plant as a table',
    path: '/',
    of: (page) => page.getByRole('radiogroup', { name: 'Show plant as' }).getByRole('radio').last(),
  },
  {
    name: 'the state of faults',
    path: '/faults',
    of: (page) => page.getByRole('radiogroup', { name: 'State' }).getByRole('radio').last(),
  },
  { name: 'the condition of faults', path: '/faults', of: (page) => page.getByRole('combobox', { name: 'Condition' }) },
  { name: 'the state of runs', path: '/runs', of: (page) => page.getByRole('checkbox', { name: 'Failed' }) },
  { name: 'the trigger of runs', path: '/runs', of: (page) => page.getByRole('combobox', { name: 'Trigger' }) },
  {
    name: "the level of a run's lines",
    path: '/runs/{run}',
    of: (page) =>
      page
        .getByRole('radiogroup', { name: /^Minimum level/ })
        .getByRole('radio')
        .last(),
  },
  { name: 'a verdict of an export', path: '/exports', of: (page) => page.getByRole('checkbox', { name: 'Arc fault' }) },
];

for (const { name, path, of } of CONTROLS) {
  test(`shows its new state before the browser does anything else: ${name}`, async ({ page, request }) => {
    await page.goto(await addressOf(path, request));
    await expect.poll(() => of(page).evaluate(isHydrated)).toBe(true);
    const before = await of(page).evaluate(look, false);
    const after = await of(page).evaluate(look, true);
    expect(after).not.toBe(before);
    await expect(page).toHaveURL(/\?\w+=/);
    expect(await of(page).evaluate(look, false)).toBe(after);
  });
}

test('the zoom that goes on while the address is written is in the address when it ends', async ({ page }) => {
  await page.goto('/');
  const map = page.getByRole('application', { name: /^Map of/ });
  await map.focus();
  await map.evaluate((element) => {
    const write = window.history.replaceState.bind(window.history);
    window.history.replaceState = (...words) => {
      write(...words);
      if (!String(words[2]).includes('at=')) return;
      window.history.replaceState = write;
      element.dispatchEvent(new KeyboardEvent('keydown', { key: '+', bubbles: true }));
    };
  });
  await page.keyboard.press('+');
  await expect(page.getByText('2.0×')).toBeVisible();
  await expect(page).toHaveURL(/at=2,/);
});

/** In the page: whether React has taken over the server's markup. A press before that is replayed, not answered at once. */
function isHydrated(element: HTMLElement | SVGElement): boolean {
  return Object.keys(element).some((key) => key.startsWith('__reactProps$'));
}

/** In the page: what a control shows, once pressed with nothing between but what React itself does at once. */
async function look(element: HTMLElement | SVGElement, press: boolean): Promise<string | boolean | null> {
  if (press && element instanceof HTMLSelectElement) {
    element.selectedIndex = element.options.length - 1;
    element.dispatchEvent(new Event('change', { bubbles: true }));
  } else if (press && element instanceof HTMLElement) element.click();
  await Promise.resolve();
  if (element instanceof HTMLSelectElement) return element.value;
  return element instanceof HTMLInputElement ? element.checked : element.getAttribute('aria-pressed');
}
