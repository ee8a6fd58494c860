import { z } from 'zod';
import type { Condition } from '#domain/conditions.ts';
import type { FaultKind } from '#domain/fault-kinds.ts';
import { plantDaySchema } from '#domain/plant-day.ts';
import type { StageName } from '#domain/run.ts';
import type { RunState } from '#domain/state-machine.ts';

export const NOTIFICATION_KINDS = ['succeeded', 'failed', 'did_not_run', 'caught_up', 'alarms'] as const;
export const NOTIFICATION_CHANNELS = ['log', 'webhook', 'email', 'sns'] as const;
export const NOTIFICATION_OUTCOMES = ['delivered', 'failed', 'given_up'] as const;

export type NotificationKind = (typeof NOTIFICATION_KINDS)[number];
export type NotificationChannel = (typeof NOTIFICATION_CHANNELS)[number];
export type NotificationOutcome = (typeof NOTIFICATION_OUTCOMES)[number];

interface About {
  plant: { id: string; name: string; utcOffsetMinutes: number };
  /** Where the console shows more; null when its address is not set. */
  link: string | null;
}

/** A fault that an array did not have the day before. */
export interface NewFault {
  deviceId: string;
  condition: FaultKind;
}

/** Arrays by their verdict. Those that were off alone are faults, and not among the ones without a verdict. */
export type VerdictCounts = Record<Condition | FaultKind | 'no_verdict', number>;

/** A run's result is on show. */
export interface RunSucceeded extends About {
  kind: 'succeeded';
  day: string;
  runId: string;
  durationMs: number;
  verdicts: VerdictCounts;
  /** Null when the day before has no result to compare with. */
  newFaults: readonly NewFault[] | null;
}

/** A run ended without a result; what operators saw of the day before stays. */
export interface RunFailed extends About {
  kind: 'failed';
  day: string;
  runId: string;
  durationMs: number | null;
  /** Where it failed; null when it failed before its first stage began. */
  stage: StageName | null;
  cause: string;
}

/** A day that ought to have a result by now has none. */
export interface DayDidNotRun extends About {
  kind: 'did_not_run';
  day: string;
  deadlineMs: number;
  /** State of the day's newest run; null when there was none. */
  newestRun: RunState | null;
}

/** Days missed while nothing was running have been run. */
export interface DaysCaughtUp extends About {
  kind: 'caught_up';
  /** Oldest first. */
  days: readonly { day: string; succeeded: boolean }[];
  /** Missed days that are too long ago to be caught up. */
  leftOut: readonly string[];
}

/** An alarm as it is told. */
export interface ToldAlarm {
  id: string;
  deviceId: string;
  condition: FaultKind;
  /** End of the window that raised it, and when the fault began as far as the readings tell; ISO 8601. */
  raisedAt: string;
  onsetAt: string | null;
  confidence: number | null;
  /** Of the day so far. */
  lossKwh: number | null;
}

/** What the windows of the day that is not over raised and withdrew. */
export interface AlarmsChanged extends About {
  kind: 'alarms';
  day: string;
  raised: readonly ToldAlarm[];
  /** Told before, and wrong. */
  withdrawn: readonly ToldAlarm[];
}

/** Something to tell. */
export type NotificationEvent = RunSucceeded | RunFailed | DayDidNotRun | DaysCaughtUp | AlarmsChanged;

/** One attempt at a channel, as the console shows it. */
export const notificationViewSchema = z.object({
  id: z.string(),
  runId: z.string().nullable(),
  day: plantDaySchema,
  kind: z.enum(NOTIFICATION_KINDS),
  channel: z.enum(NOTIFICATION_CHANNELS),
  attempt: z.number().int().positive(),
  at: z.iso.datetime(),
  outcome: z.enum(NOTIFICATION_OUTCOMES),
  detail: z.string(),
});

export const notificationListSchema = z.object({ notifications: z.array(notificationViewSchema) });

export type NotificationView = z.infer<typeof notificationViewSchema>;
export type NotificationList = z.infer<typeof notificationListSchema>;

/** The plant day a notification belongs to: of several days the newest. */
export function dayOfEvent(event: NotificationEvent): string {
  if (event.kind !== 'caught_up') return event.day;
  return [...event.days.map(({ day }) => day), ...event.leftOut].sort().at(-1) ?? '1970-01-01';
}

/** The run a notification belongs to; null for those about days. */
export function runOfEvent(event: NotificationEvent): string | null {
  return 'runId' in event ? event.runId : null;
}
