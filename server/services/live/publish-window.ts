import type { AlarmRule } from '#domain/alarm-rule.ts';
import { plantDayStartMs } from '#domain/plant-day.ts';
import { encodeOutcomes } from '#domain/plant-grid.ts';
import type { SystemContext } from '#server/services/context.ts';
import { type ArrayStep, stepOf, type WindowOutcome } from '#server/services/live/window-outcomes.ts';
import { type Database, inTransaction } from '#server/stores/database.ts';
import { lockFaults } from '#server/stores/fault-days.ts';
import {
  insertAlarm,
  insertChanges,
  insertWindow,
  listKnownArrays,
  listStandingAlarms,
  type NewChange,
  openAlarmedFault,
  updateAlarm,
  upsertLiveArrays,
  withdrawAlarmedFault,
} from '#server/stores/live-publishing.ts';
import { findWindow } from '#server/stores/live-windows.ts';
import { readLayoutColumns } from '#server/stores/plant-grid.ts';
import { getPlantRow } from '#server/stores/plants.ts';

/**
 * How many windows an alarm takes; an arc can burn, and is told at once. `npm run delay` draws the curve: of 100 fault days and 200
 * healthy array-days no healthy one was alarmed by one window already, each further window took 15 min more, and with the second one
 * alarms of another fault than the true one became fewer. 200 are too few to be sure of less than 15 in 1,000, so it takes two.
 */
export const ALARM_RULE: AlarmRule = { raiseAfter: 2, raiseArcAfter: 1, withdrawAfter: 3 };

export interface JudgedWindow {
  plantId: string;
  day: string;
  endAt: Date;
  windowMinutes: number;
  modelVersion: string;
  outcomes: readonly WindowOutcome[];
}

/**
 * Makes a window's provisional verdicts what operators see of the day so far, with the alarms that they raise or withdraw, in one
 * transaction. False, and nothing changed, when the window was published before: none counts twice.
 */
export async function publishWindow({ db }: SystemContext, window: JudgedWindow): Promise<boolean> {
  return inTransaction(db, async (transaction) => {
    // Holds back other windows, the nightly publish and operators; and so ids of changes are committed in their order.
    await lockFaults(transaction, window.plantId);
    if (await findWindow(transaction, window.plantId, window.endAt)) return false;
    const plant = await getPlantRow(transaction, window.plantId);
    const dayStartMs = plantDayStartMs(window.day, plant.utcOffsetMinutes);
    const known = new Map((await listKnownArrays(transaction, plant.id)).map((array) => [array.deviceId, array]));
    const steps = window.outcomes.map((outcome) =>
      stepOf(known.get(outcome.deviceId), outcome, { ...window, dayStartMs }, ALARM_RULE),
    );
    await showWindow(transaction, window, steps, plant.layoutVersion);
    const alarms = await changeAlarms(transaction, window, steps);
    const changes = steps.flatMap(({ before, outcome: { deviceId, condition, reason } }): NewChange[] =>
      before === undefined
        ? []
        : [{ kind: 'verdict_changed', deviceId, before, after: condition ?? reason, alarmId: null }],
    );
    const whole = { kind: 'window_published', deviceId: null, before: null, after: null, alarmId: null };
    await insertChanges(transaction, plant.id, window.endAt, [...changes, ...alarms, whole]);
    return true;
  });
}

async function showWindow(
  db: Database,
  { plantId, day, endAt, windowMinutes, modelVersion }: JudgedWindow,
  steps: readonly ArrayStep[],
  layout: string,
): Promise<void> {
  const stepOfDevice = new Map(steps.map((step) => [step.outcome.deviceId, step]));
  const { deviceIds } = await readLayoutColumns(db, plantId);
  const columns = encodeOutcomes(
    deviceIds.map((deviceId) => {
      const outcome = stepOfDevice.get(deviceId)?.outcome;
      return {
        outcome: outcome ? (outcome.condition ?? outcome.reason) : null,
        confidence: outcome?.confidence ?? null,
        coverage: outcome?.coverage ?? null,
        lossKwh: outcome?.energy?.lossKwh ?? null,
        lossUncertaintyKwh: outcome?.energy?.uncertaintyKwh ?? null,
      };
    }),
  );
  const faults = steps.filter(({ fault }) => fault !== null).length;
  const about = { plantId, endAt, day, windowMinutes, modelVersion, arrays: steps.length, faults, layout };
  await insertWindow(db, { ...about, ...columns });
  await upsertLiveArrays(
    db,
    { plantId, day, endAt },
    steps.map(({ outcome, windows, sinceAt, onsetAt, onsetMinutes, course }) => ({
      deviceId: outcome.deviceId,
      condition: outcome.condition,
      reason: outcome.reason,
      detail: outcome.detail,
      confidence: outcome.confidence,
      probabilities: outcome.probabilities ?? [],
      coverage: outcome.coverage,
      lossKwh: outcome.energy?.lossKwh ?? null,
      lossUncertaintyKwh: outcome.energy?.uncertaintyKwh ?? null,
      windows,
      sinceAt: sinceAt.toISOString(),
      onsetAt: onsetAt?.toISOString() ?? null,
      onsetMinutes,
      course,
    })),
  );
}

/** Raises, confirms and withdraws alarms. An alarm joins the fault of its array and kind: there is one case, not two. */
async function changeAlarms(db: Database, window: JudgedWindow, steps: readonly ArrayStep[]): Promise<NewChange[]> {
  const { plantId, day, endAt } = window;
  const standing = new Map(
    (await listStandingAlarms(db, plantId, day)).map((alarm) => [`${alarm.condition} ${alarm.deviceId}`, alarm]),
  );
  const changes: NewChange[] = [];
  for (const { outcome, fault, course, raised, withdrawn, onsetAt, onsetMinutes } of steps) {
    const { deviceId, confidence, energy } = outcome;
    const figures = { confidence, lossKwh: energy?.lossKwh ?? null, onsetAt, onsetMinutes };
    const over = withdrawn === null ? undefined : standing.get(`${withdrawn} ${deviceId}`);
    if (over) {
      const detail = outcome.condition ?? outcome.reason;
      await updateAlarm(db, over.id, { state: 'withdrawn', endedAt: endAt, detail });
      if (over.faultId) await withdrawAlarmedFault(db, over.faultId, day);
      changes.push({ kind: 'alarm_withdrawn', deviceId, before: withdrawn, after: detail, alarmId: over.id });
    }
    if (raised !== null) {
      const faultId = await openAlarmedFault(db, { plantId, deviceId, condition: raised, day });
      const about = { plantId, deviceId, day, condition: raised, faultId, windows: course.windows };
      const id = await insertAlarm(db, { ...about, ...figures, raisedAt: endAt, lastAgreedAt: endAt });
      changes.push({ kind: 'alarm_raised', deviceId, before: null, after: raised, alarmId: id });
    } else if (fault !== null && fault === course.standing) {
      const alarm = standing.get(`${fault} ${deviceId}`);
      if (alarm)
        await updateAlarm(db, alarm.id, { ...figures, windows: alarm.windows + 1, disagreed: 0, lastAgreedAt: endAt });
    } else if (course.standing !== null) {
      const alarm = standing.get(`${course.standing} ${deviceId}`);
      if (alarm) await updateAlarm(db, alarm.id, { disagreed: course.disagreed });
    }
  }
  return changes;
}
