import { shiftPlantDay } from '#domain/plant-day.ts';
import { dueAtMs, dueDays, parseCron } from '#domain/schedule.ts';
import { requireAction } from '#server/auth/principal.ts';
import { HeliographError, messageOf } from '#server/errors.ts';
import type { ServiceContext } from '#server/services/context.ts';
import { createRun } from '#server/services/runs/create-run.ts';
import { insertCatchUp } from '#server/stores/catch-ups.ts';
import { databaseNowMs, inTransaction } from '#server/stores/database.ts';
import { type DayState, dayStates, findAskedDayBefore } from '#server/stores/plant-days.ts';

export interface Scheduled {
  plantId: string;
  /** Days whose run was queued now, oldest first. */
  queued: string[];
  /** Days that are due and could not be queued, and why; they are tried again. */
  held: { day: string; reason: string }[];
  /** Days that have no result although their deadline has passed. */
  overdue: { day: string; deadline: Date }[];
}

const HOUR_MS = 3_600_000;
const MAX_LEFT_OUT = 366;

/**
 * Queues the runs that are due and that nobody has asked for yet, and finds the days that should have a result by now.
 * `atMs` is now, if not by the database's clock.
 */
export async function scheduleDays(context: ServiceContext, atMs?: number): Promise<Scheduled> {
  requireAction(context.principal, 'runs.request');
  const { db, plant, settings } = context;
  const plantId = plant.id;
  const result: Scheduled = { plantId, queued: [], held: [], overdue: [] };
  const fires = plant.settings.schedule ?? settings.HELIOGRAPH_SCHEDULE;
  if (fires === 'off') return result;
  const nowMs = atMs ?? (await databaseNowMs(db));
  const { utcOffsetMinutes, createdAt } = plant;
  const catchUpDays = settings.HELIOGRAPH_CATCH_UP_DAYS;
  // Of Kafka a day is whole only when what comes late has come; its files are there or are not.
  const latenessMs = settings.KAFKA_SERVERS ? settings.HELIOGRAPH_LATENESS_MINUTES * 60_000 : 0;
  const cron = parseCron(fires, utcOffsetMinutes);
  const schedule = { cron, utcOffsetMinutes, latenessMs, catchUpDays };
  const due = dueDays(schedule, nowMs, createdAt.getTime());
  const [from, to] = [due[0], due.at(-1)];
  if (from === undefined || to === undefined) return result;
  const states = await dayStates(db, plantId, { from, to });
  const runIds: string[] = [];
  for (const day of due) {
    const state = states.get(day);
    const deadlineMs = (dueAtMs(day, schedule) ?? nowMs) + settings.HELIOGRAPH_DEADLINE_HOURS * HOUR_MS;
    if (!state?.published && deadlineMs <= nowMs) result.overdue.push({ day, deadline: new Date(deadlineMs) });
    if (!wasAsked(state)) runIds.push(...(await queueDay(context, day, result)));
  }
  if (runIds.length > 1) {
    const leftOut = await daysLeftOut(context, from);
    await inTransaction(db, (within) => insertCatchUp(within, { plantId, runIds, leftOut }));
  }
  return result;
}

function wasAsked(state: DayState | undefined): boolean {
  return state !== undefined && (state.newest !== null || state.published);
}

/** Days between the last one that anybody asked for and the first one that is caught up. */
async function daysLeftOut({ db, plant }: ServiceContext, from: string): Promise<string[]> {
  const asked = await findAskedDayBefore(db, plant.id, from);
  if (asked === null) return [];
  const days: string[] = [];
  for (let day = shiftPlantDay(asked, 1); day < from && days.length < MAX_LEFT_OUT; day = shiftPlantDay(day, 1)) {
    days.push(day);
  }
  return days;
}

/** Gives the id of the run, if there is one now. */
async function queueDay(context: ServiceContext, day: string, result: Scheduled): Promise<string[]> {
  try {
    const { id } = await createRun(context, { day }, { trigger: 'schedule' });
    result.queued.push(day);
    return [id];
  } catch (error) {
    if (!(error instanceof HeliographError)) throw error;
    // Another scheduler, or an operator, was first.
    if (error.code !== 'conflict') result.held.push({ day, reason: messageOf(error) });
    return [];
  }
}
