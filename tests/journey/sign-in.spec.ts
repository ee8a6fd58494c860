import { spawn } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import AxeBuilder from '@axe-core/playwright';
import { type BrowserContext, expect, test } from '@playwright/test';
import { userListSchema } from '#domain/users.ts';
import { freePort } from '#jobs/process/ports.ts';
import { projectRoot } from '#jobs/process/project-root.ts';
import { childEnvironment } from '#server/env.ts';
import { signIn } from './sign-in.ts';

// Everybody's way in and out, at the development provider that `npm start` brings.
test.use({ storageState: { cookies: [], origins: [] } });

const SESSION = 'heliograph.session';

async function sessionCookieOf(context: BrowserContext) {
  return (await context.cookies()).find(({ name }) => name === SESSION);
}

for (const [role, mayRun, mayManage] of [
  ['viewer', false, false],
  ['operator', true, false],
  ['admin', true, true],
] as const) {
  test(`${role}: comes back to the page asked for, may what the table says, and nothing after sign-out`, async ({
    page,
    context,
    playwright,
    baseURL,
  }) => {
    const asked: URL[] = [];
    page.on('request', (request) => {
      const url = new URL(request.url());
      if (request.isNavigationRequest() && url.searchParams.has('code_challenge')) asked.push(url);
    });
    await signIn(page, `${role}@plant.test`, '/runs?day=2026-01-01');
    await expect(page).toHaveURL(`${baseURL}/runs?day=2026-01-01`);
    const query = asked[0]?.searchParams;
    expect(query?.get('code_challenge_method')).toBe('S256');
    for (const name of ['state', 'nonce']) expect(query?.get(name)?.length ?? 0).toBeGreaterThan(20);

    const cookie = await sessionCookieOf(context);
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax' });
    const who = await page.request.get('/api/v1/session');
    expect(await who.json()).toMatchObject({ name: `${role}@plant.test`, role });
    const run = await page.request.post('/api/v1/runs', { data: {} });
    expect(run.status()).toBe(mayRun ? 400 : 403);
    expect((await page.request.get('/api/v1/users')).status()).toBe(mayManage ? 200 : 403);
    const button = page.getByRole('button', { name: 'Run a day' });
    if (!mayRun) {
      await expect(button).toHaveAttribute('aria-disabled', 'true');
      await button.hover();
      await expect(page.getByRole('tooltip')).toHaveText('Requires the role operator; your role is viewer');
    } else await expect(button).not.toHaveAttribute('aria-disabled', 'true');
    const people = await page.goto('/users');
    expect(people?.status()).toBe(mayManage ? 200 : 403);
    const heading = mayManage ? 'Users' : `Your role is ${role}`;
    await expect(page.getByRole('heading', { name: heading })).toBeVisible();
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

    await page.getByRole('button', { name: /^Signed in as/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await expect(page.getByText('You are signed out')).toBeVisible();
    const replay = await playwright.request.newContext({
      baseURL: baseURL ?? '',
      extraHTTPHeaders: { cookie: `${SESSION}=${cookie?.value}` },
    });
    expect((await replay.get('/api/v1/session')).status()).toBe(401);
    expect((await replay.get('/', { maxRedirects: 0 })).status()).toBe(307);
    await replay.dispose();
    // The provider has forgotten as well: it asks again.
    await page.getByRole('button', { name: 'Continue' }).click();
    await expect(page.getByRole('heading', { name: 'Development sign-in' })).toBeVisible();
  });
}

test('an account in no known group is refused with whom to ask, and has no session', async ({ page, context }) => {
  await signIn(page, 'nobody@plant.test');
  await expect(page.getByRole('heading', { name: 'You have no access yet' })).toBeVisible();
  await expect(page.getByText('your Heliograph administrator')).toBeVisible();
  expect(await sessionCookieOf(context)).toBeUndefined();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.getByRole('link', { name: 'Use another account' }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
});

test('a disabled user is out with the next request, cannot come in again, and can once enabled', async ({
  page,
  browser,
}) => {
  const other = await browser.newContext();
  const viewer = await other.newPage();
  await signIn(viewer, 'viewer@plant.test');
  await expect(viewer.getByRole('button', { name: /^Signed in as/ })).toBeVisible();
  await signIn(page, 'admin@plant.test', '/users');
  // A first try that failed half way has left the account disabled.
  const account = page.getByRole('button', { name: /^(En|Dis)able Viewer$/ });
  if ((await account.textContent())?.includes('Enable')) await account.click();
  await page.getByRole('button', { name: 'Disable Viewer' }).click();
  await expect(page.getByRole('button', { name: 'Enable Viewer' })).toBeVisible();
  expect((await viewer.request.get('/api/v1/session')).status()).toBe(401);
  await other.clearCookies();
  await signIn(viewer, 'viewer@plant.test');
  await expect(viewer.getByRole('heading', { name: 'Your account is disabled' })).toBeVisible();
  await page.getByRole('button', { name: 'Enable Viewer' }).click();
  await expect(page.getByRole('button', { name: 'Disable Viewer' })).toBeVisible();
  await other.close();

  await expect(page.getByRole('button', { name: 'Disable Administrator' })).toBeDisabled();
  const { users } = userListSchema.parse(await (await page.request.get('/api/v1/users')).json());
  const self = users.find(({ email }) => email === 'admin@plant.test');
  const answer = await page.request.patch(`/api/v1/users/${self?.id}`, { data: { disabled: true } });
  expect(answer.status()).toBe(409);
});

test('what a client says of itself opens nothing: bypass headers, forged cookies, forged callbacks', async ({
  request,
  baseURL,
}) => {
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const claims = { sessionKey: 'A'.repeat(43), role: 'admin', exp: 4102444800 };
  const forged = [
    `${encode({ alg: 'none' })}.${encode(claims)}.`,
    `${encode({ alg: 'HS256' })}.${encode(claims)}.${'A'.repeat(43)}`,
    `${encode({ alg: 'dir', enc: 'A256GCM' })}..AAAAAAAAAAAAAAAA.AAAA.AAAAAAAAAAAAAAAAAAAAAA`,
  ];
  for (const value of forged) {
    const headers = { cookie: `${SESSION}=${value}` };
    expect((await request.get('/api/v1/session', { headers })).status()).toBe(401);
    const page = await request.get('/users', { headers, maxRedirects: 0 });
    expect(page.status()).toBe(307);
    expect(new URL(page.headers().location ?? '', baseURL).pathname).toBe('/sign-in');
  }
  const bypass = 'proxy:proxy:proxy:proxy:proxy';
  const skipped = await request.get('/users', { headers: { 'x-middleware-subrequest': bypass }, maxRedirects: 0 });
  expect(skipped.status()).toBe(307);
  expect((await request.get('/api/v1/users', { headers: { 'x-middleware-subrequest': bypass } })).status()).toBe(401);
  const callback = await request.get('/api/auth/callback/plant?code=x&state=y', { maxRedirects: 0 });
  expect(callback.headers().location).toMatch(/error=/);
  expect((await request.get('/api/auth/session')).status()).toBe(404);
});

test('sign-in leads to no other site, whatever the callback, the host or the forwarded headers say', async ({
  request,
  page,
  baseURL,
}) => {
  const spoofed = {
    'x-forwarded-host': 'evil.example',
    'x-forwarded-proto': 'https',
    'x-forwarded-for': '203.0.113.9',
  };
  const { csrfToken } = await (await request.get('/api/auth/csrf', { headers: spoofed })).json();
  for (const callbackUrl of ['https://evil.example/x', '//evil.example', '/\\evil.example', 'javascript:alert(1)']) {
    const form = { csrfToken, callbackUrl, json: 'true' };
    const answer = await request.post('/api/auth/signin/plant', { form, headers: spoofed });
    if (answer.ok()) {
      const { url } = await answer.json();
      const sentBack = new URL(url).searchParams.get('redirect_uri');
      if (sentBack !== null) expect(sentBack).toBe(`${baseURL}/api/auth/callback/plant`);
    }
    const { cookies } = await request.storageState();
    const kept = cookies.find(({ name }) => name === 'next-auth.callback-url')?.value ?? '';
    expect(new URL(decodeURIComponent(kept)).origin).toBe(baseURL);
  }
  await signIn(page, 'operator@plant.test', `/sign-in?callbackUrl=${encodeURIComponent('https://evil.example/x')}`);
  await expect(page.getByRole('button', { name: /^Signed in as/ })).toBeVisible();
  expect(new URL(page.url()).origin).toBe(baseURL);
});

test('the address of a session is that of its socket, not what x-forwarded-for claims', async ({ browser }) => {
  const context = await browser.newContext({ extraHTTPHeaders: { 'x-forwarded-for': '203.0.113.9' } });
  const page = await context.newPage();
  await signIn(page, 'admin@plant.test');
  await expect(page.getByRole('button', { name: /^Signed in as/ })).toBeVisible();
  const { users } = userListSchema.parse(await (await page.request.get('/api/v1/users')).json());
  const addresses = users.flatMap(({ sessions }) => sessions.map(({ address }) => address));
  expect(addresses.length).toBeGreaterThan(0);
  expect(addresses).not.toContain('203.0.113.9');
  await context.close();
});

test('with https every cookie is Secure', async ({ request }) => {
  const port = await freePort();
  const next = path.join(projectRoot, 'node_modules/next/dist/bin/next');
  const console = spawn(process.execPath, [next, 'start', '--hostname', '127.0.0.1', '--port', `${port}`], {
    cwd: projectRoot,
    stdio: 'ignore',
    env: childEnvironment({
      NODE_ENV: 'production',
      NEXTAUTH_URL: 'https://console.example',
      NEXTAUTH_SECRET: 's'.repeat(40),
      OIDC_ISSUER: 'https://login.example',
      OIDC_CLIENT_ID: 'console',
      OIDC_CLIENT_SECRET: 'secret',
    }),
  });
  try {
    const url = `http://127.0.0.1:${port}`;
    await expect
      .poll(() =>
        request.get(`${url}/api/health/live`).then(
          (answer) => answer.status(),
          () => 0,
        ),
      )
      .toBe(200);
    const answer = await request.get(`${url}/api/auth/csrf`);
    const cookies = answer.headersArray().filter(({ name }) => name.toLowerCase() === 'set-cookie');
    expect(cookies.length).toBeGreaterThan(1);
    for (const { value } of cookies) expect(value).toMatch(/; Secure/);
    for (const { value } of cookies) expect(value).toMatch(/^__(Host|Secure)-.*; HttpOnly; .*SameSite=Lax/i);
  } finally {
    console.kill('SIGTERM');
  }
});
