import { expect, it, vi } from 'vitest';
import { shiftPlantDay } from '#domain/plant-day.ts';
import { runDay } from '#jobs/pipeline/run-day.ts';
import { checkRegistrations } from '#jobs/pipeline/worker/check-registrations.ts';
import { ensureSimulatedDay } from '#jobs/simulator/simulate-day.ts';
import { openSystem } from '#server/services/context.ts';
import { registerDemoPlant } from '#server/services/plants/register-demo-plant.ts';
import { claimDueCheck, findCheck, saveCheck } from '#server/stores/commissioning.ts';
import { database } from '#server/stores/database.ts';
import { givenFreshPlant } from '#tests/integration/setup/fresh-plant.ts';
import { WAIT_MS } from '#tests/limits.ts';

const DAY = '2026-06-20';
const RULE = { firstAfterDays: 3, everyDays: 30, leaseSeconds: 600 };
const claim = () => claimDueCheck(database(), RULE);
const forgetClaim = () => database().plant.updateMany({ data: { checkClaimedAt: null } });

givenFreshPlant();

it('a worker checks what is registered once three days are published and again after 30 days, each time one worker', async () => {
  await registerDemoPlant(openSystem(), { arrays: 4 });
  for (const later of [0, 1, 2]) {
    const day = shiftPlantDay(DAY, later);
    await ensureSimulatedDay({
      plantId: 'demo',
      day,
      conditions: Array(4).fill('normal'),
      onProgress: () => undefined,
    });
    await runDay({ plantId: 'demo', day, trigger: 'command', requestedBy: 'test' });
    if (later === 1) {
      await database().plant.update({ where: { id: 'demo' }, data: { simulated: false } });
      expect(await claim(), 'two days are too few').toBeNull();
    }
  }

  const checks = checkRegistrations(openSystem());
  await vi.waitFor(async () => expect(await findCheck(database(), 'demo')).not.toBeNull(), { timeout: WAIT_MS });
  await checks.stop();
  expect(await findCheck(database(), 'demo')).toMatchObject({
    arrays: 4,
    days: [0, 1, 2].map((later) => shiftPlantDay(DAY, later)),
  });

  await forgetClaim();
  expect(await claim(), 'it was checked just now').toBeNull();
  const longAgo = new Date(Date.now() - 31 * 86_400_000);
  await saveCheck(database(), 'demo', { at: longAgo, days: [DAY], arrays: 4 });
  const claims = await Promise.all([claim(), claim(), claim()]);
  expect(claims.filter((plantId) => plantId !== null)).toEqual(['demo']);
  await forgetClaim();
  await database().plant.update({ where: { id: 'demo' }, data: { simulated: true } });
  expect(await claim(), 'a simulated plant is what it says').toBeNull();
});
