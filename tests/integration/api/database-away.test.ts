import { afterAll, beforeAll, expect, it } from 'vitest';
import { freePort } from '#jobs/process/ports.ts';
import { adoptSetting } from '#server/env.ts';
import { log } from '#server/log.ts';
import { closeDatabase } from '#server/stores/database.ts';
import { askApi } from '#tests/integration/setup/api-client.ts';

beforeAll(async () => {
  log.level = 'silent';
  adoptSetting('DATABASE_URL', `postgresql://heliograph:hidden@127.0.0.1:${await freePort()}/heliograph`);
});
afterAll(closeDatabase);

const token = `hg_${'A'.repeat(43)}`;

it.each([
  ['GET', '/api/v1/plants', {}],
  ['GET', '/api/v1/plant-days/latest', {}],
  ['POST', '/api/v1/runs', { body: { day: '2026-05-01' } }],
  ['POST', '/api/v1/runs', { body: { day: '2026-05-01' }, headers: { 'idempotency-key': 'away' } }],
])('%s %s says that the database cannot be reached, and when to come again', async (method, url, request) => {
  const response = await askApi(method, url, { token, ...request });
  expect(response.status).toBe(503);
  expect(response.headers.get('retry-after')).toMatch(/^\d+$/);
  const text = await response.text();
  expect(JSON.parse(text)).toMatchObject({ code: 'database' });
  expect(text).not.toMatch(/127\.0\.0\.1|hidden|ECONN/);
});
