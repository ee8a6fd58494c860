import { createHash } from 'node:crypto';
import { beforeAll, vi } from 'vitest';
import { isLive } from '#domain/run.ts';
import type { RunDetail } from '#domain/views.ts';
import { runDay } from '#jobs/pipeline/run-day.ts';
import { ensureSimulatedDay } from '#jobs/simulator/simulate-day.ts';
import { systemPrincipal } from '#server/auth/principal.ts';
import { openSystem } from '#server/services/context.ts';
import { openGold } from '#server/services/days/open-gold.ts';
import { registerDemoPlant } from '#server/services/plants/register-demo-plant.ts';
import { getRun } from '#server/services/runs/get-run.ts';
import { requestRun } from '#server/services/runs/request-run.ts';
import { contextOf } from '#tests/context.ts';
import { WAIT_MS } from '#tests/limits.ts';

export const DAY = '2026-06-21';

/** Simulates a day of so many arrays and runs it undisturbed; its gold is what every later run must give. */
export function givenDay(arrays: number): { gold: string } {
  const day = { gold: '' };
  beforeAll(async () => {
    await registerDemoPlant(openSystem(), { arrays });
    await ensureSimulatedDay({ plantId: 'demo', day: DAY, onProgress: () => undefined });
    await runDay({ plantId: 'demo', day: DAY, trigger: 'command', requestedBy: 'test' });
    day.gold = await goldDigest();
  });
  return day;
}

export async function goldDigest(): Promise<string> {
  return createHash('sha256')
    .update((await openGold(await contextOf(), { day: DAY })).bytes)
    .digest('hex');
}

export async function requestDay(): Promise<string> {
  return (await requestRun(await contextOf(systemPrincipal('test')), { day: DAY })).id;
}

export function untilEnded(runId: string): Promise<RunDetail> {
  return vi.waitUntil(
    async () => {
      const run = await getRun(await contextOf(), { runId });
      return isLive(run.state) ? null : run;
    },
    { timeout: WAIT_MS, interval: 100 },
  );
}
