import { beforeAll, expect, it } from 'vitest';
import { installQueue } from '#server/gateways/queue/job-queue.ts';
import { openSystem } from '#server/services/context.ts';
import { checkReady } from '#server/services/health/check-ready.ts';
import { registerDemoPlant } from '#server/services/plants/register-demo-plant.ts';
import { givenFreshPlant } from './setup/fresh-plant.ts';

const plant = givenFreshPlant();

beforeAll(async () => {
  await registerDemoPlant(openSystem(), { arrays: 1 });
  await installQueue(plant.url);
});

it('readiness is asked of the parts once for all who want to know at the same time', async () => {
  const asked = await Promise.all(Array.from({ length: 200 }, () => checkReady(openSystem, 'demo')));
  expect(asked[0]).toMatchObject({ status: 'ready' });
  // One and the same answer, not two hundred that are alike.
  expect(new Set(asked).size).toBe(1);
});
