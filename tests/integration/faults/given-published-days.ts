import type { Condition } from '#domain/conditions.ts';
import type { Principal } from '#server/auth/principal.ts';
import { openSystem } from '#server/services/context.ts';
import { updateFaults } from '#server/services/faults/update-faults.ts';
import { database, dateOfDay } from '#server/stores/database.ts';
import { setCurrentRun } from '#server/stores/plant-days.ts';
import { ensurePlant } from '#server/stores/plants.ts';
import { insertRegistered } from '#server/stores/registered-arrays.ts';
import { WAIT_MS } from '../../limits.ts';
import { plainArray } from '../setup/plain-array.ts';

export const PLANT = 'demo';

export const operator = (name: string): Principal => ({
  kind: 'user',
  id: name,
  name,
  role: 'operator',
  scopes: null,
  credential: null,
  personId: null,
  address: null,
});

export const VIEWER: Principal = { ...operator('viewer'), role: 'viewer' };

/** What a run says of an array: a condition, or null for no verdict, as it is off where `ranWhileOffPart` is said. */
export interface Said {
  deviceId: string;
  condition: Condition | null;
  /** Of the others, the part that ran meanwhile, 0..1. */
  ranWhileOffPart?: number | null;
  confidence?: number;
  lossKwh?: number | null;
  lossUncertaintyKwh?: number | null;
}

export async function registerArrays(deviceIds: readonly string[], plantId = PLANT): Promise<void> {
  const db = database();
  await ensurePlant(db, { id: plantId, name: 'Test plant', utcOffsetMinutes: 60 });
  const arrays = deviceIds.map((id, index) => plainArray(id, 1 + Math.floor(index / 100), 1 + (index % 100)));
  await insertRegistered(db, plantId, arrays);
}

/** Publishes verdicts as the result of a day, and brings the cases up in the same transaction; returns the run's id. */
export async function publishDay(day: string, said: readonly Said[], plantId = PLANT): Promise<string> {
  return database().$transaction(
    async (db) => {
      const { id: runId } = await db.run.create({
        data: { plantId, day: dateOfDay(day), trigger: 'command', requestedBy: 'test', state: 'succeeded' },
      });
      await db.verdict.createMany({ data: said.map((one) => ({ runId, ...verdictOf(one) })) });
      await setCurrentRun(db, plantId, day, runId);
      await updateFaults({ ...openSystem(), db }, { plantId, day, runId });
      return runId;
    },
    { timeout: WAIT_MS },
  );
}

function verdictOf(said: Said) {
  const { deviceId, condition, ranWhileOffPart, confidence = 0.9, lossKwh = null, lossUncertaintyKwh = null } = said;
  if (ranWhileOffPart !== undefined) {
    return { deviceId, reason: 'off' as const, coverage: 1, lossKwh, evidence: { ranWhileOffPart } };
  }
  if (condition === null) return { deviceId, reason: 'insufficient_data' as const, coverage: 0 };
  return {
    deviceId,
    condition,
    confidence,
    lossKwh,
    lossUncertaintyKwh,
    coverage: 1,
    probabilities: [1, 0, 0, 0, 0, 0],
  };
}
