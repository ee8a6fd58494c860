import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import process from 'node:process';
import { expect, test } from '@playwright/test';
import { parquetReadObjects } from 'hyparquet';
import createClient from 'openapi-fetch';
import { childEnvironment } from '#server/env.ts';
import { READ_COMPRESSORS } from '#server/gateways/parquet/codec.ts';
import type { paths } from '../generated/api.ts';

// A program's day: everything by a client generated from the API's own description, with a token.
const SCOPES = ['plant.read', 'runs.read', 'runs.request', 'exports.read', 'model.read'];

/** A token made on the machine itself, as the first one of an installation is. */
function makeToken(dataFolder: unknown): string {
  const words = ['jobs/commands/token/main.ts', 'create', '--name', 'journey', '--days', '1'];
  const { stdout, stderr } = spawnSync(process.execPath, [...words, ...SCOPES.flatMap((scope) => ['--scope', scope])], {
    env: childEnvironment({ HELIOGRAPH_DATA: String(dataFolder) }),
    encoding: 'utf8',
  });
  const token = stdout.split('\n')[0] ?? '';
  if (!token.startsWith('hg_')) throw new Error(stderr);
  return token;
}

test('a generated client requests a run, follows it, reads a verdict and downloads the Parquet', async ({ baseURL }, {
  config,
}) => {
  const headers = { authorization: `Bearer ${makeToken(config.metadata.dataFolder)}` };
  const api = createClient<paths>({ baseUrl: baseURL ?? '', headers });

  const { data: days } = await api.GET('/api/v1/plant-days', { params: { query: { limit: 1 } } });
  const day = days?.days[0]?.day ?? '';
  const ask = { params: { header: { 'Idempotency-Key': randomUUID() } }, body: { day, note: 'by the API' } };
  const { data: run, response } = await api.POST('/api/v1/runs', ask);
  expect(response.status).toBe(201);
  const runId = run?.id ?? '';
  expect((await api.POST('/api/v1/runs', ask)).data?.id).toBe(runId);

  const path = { runId };
  const state = async () => (await api.GET('/api/v1/runs/{runId}', { params: { path } })).data?.state;
  await expect.poll(state).toBe('succeeded');
  const { data: log } = await api.GET('/api/v1/runs/{runId}/events', { params: { path, query: { limit: 1000 } } });
  expect(log?.events.map(({ message }) => message)).toContain('published 24 verdicts');

  const { data: page } = await api.GET('/api/v1/plant-days/{day}/results', {
    params: { path: { day }, query: { limit: 5 } },
  });
  expect(page).toMatchObject({ runId, nextCursor: expect.any(String) });
  const deviceId = page?.results[0]?.deviceId ?? '';
  const { data: verdict } = await api.GET('/api/v1/results', { params: { query: { deviceId, day } } });
  expect(verdict).toMatchObject({ deviceId, day, runId });
  expect((verdict?.condition === null) !== (verdict?.reason === null)).toBe(true);

  const { data: gold } = await api.GET('/api/v1/plant-days/{day}/gold', {
    params: { path: { day } },
    parseAs: 'arrayBuffer',
  });
  const rows = await parquetReadObjects({ file: gold ?? new ArrayBuffer(), compressors: READ_COMPRESSORS });
  expect(rows).toHaveLength(24);

  const series = `${baseURL}/api/v1/arrays/${deviceId}/days/${day}/series`;
  const bytes = await fetch(series, { headers: { ...headers, accept: 'application/octet-stream' } });
  const volts = new DataView(await bytes.arrayBuffer());
  const { data: same } = await api.GET('/api/v1/arrays/{deviceId}/days/{day}/series', {
    params: { path: { deviceId, day } },
  });
  expect(volts.byteLength).toBe(4 * 4320 * 4);
  const noon = 2160;
  expect(volts.getFloat32(noon * 4, true)).toBeCloseTo(
    (typeof same === 'object' && same.voltage[noon]) || Number.NaN,
    2,
  );
  const etag = bytes.headers.get('etag') ?? '';
  const known = { ...headers, accept: 'application/octet-stream', 'if-none-match': etag };
  expect((await fetch(series, { headers: known })).status).toBe(304);

  const { error, response: refused } = await api.GET('/api/v1/settings');
  expect([refused.status, error?.code]).toEqual([403, 'forbidden']);
  const nowhere = await fetch(`${baseURL}/api/v1/nowhere`, { headers });
  expect([nowhere.status, nowhere.headers.get('content-type')]).toEqual([404, 'application/problem+json']);
  const wrong = await fetch(`${baseURL}/api/v1/plants`, { method: 'PUT', headers });
  expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS']);
});

test('a token is made on its page, shown once, used, and revoked', async ({ page, baseURL, context }, { retry }) => {
  const name = `nightly report ${retry + 1}`;
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/tokens');
  await page.getByRole('button', { name: 'New token' }).click();
  const dialog = page.getByRole('dialog', { name: 'New token' });
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByLabel(/Read the plant/).check();
  await dialog.getByRole('button', { name: 'Create token' }).click();
  const token = (await dialog.getByLabel(`Token ${name}`).textContent()) ?? '';
  await dialog.getByRole('button', { name: 'Copy' }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(token);
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText(token)).toHaveCount(0);
  const ask = () => fetch(`${baseURL}/api/v1/plants`, { headers: { authorization: `Bearer ${token}` } });
  expect((await ask()).status).toBe(200);
  await page.getByRole('button', { name: `Revoke ${name}` }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  const row = page.getByRole('listitem').filter({ hasText: name });
  await expect(row.getByText('Revoked', { exact: true })).toBeVisible();
  expect((await ask()).status).toBe(401);
});
