import { z } from 'zod';
import { CONDITIONS } from '#domain/conditions.ts';
import { FAULT_KINDS } from '#domain/fault-kinds.ts';
import { NO_VERDICT_REASONS } from '#domain/no-verdict-reasons.ts';
import { plantDaySchema } from '#domain/plant-day.ts';
import { probabilitiesSchema } from '#domain/verdict-columns.ts';
import { plantViewSchema } from '#domain/views.ts';

// Contracts of what is known of the day that is not over. Instants are ISO 8601 in UTC. All of it is provisional: the nightly
// run is the record.

const instant = z.iso.datetime();

/** Without a reading for so long an array is stale, and then silent; seconds. */
export const STALE_AFTER_SECONDS = 300;
export const SILENT_AFTER_SECONDS = 3600;

export const READING_AGES = ['fresh', 'stale', 'silent', 'never'] as const;

export type ReadingAge = (typeof READING_AGES)[number];

/** How old a newest reading is, as a word. @param ageSeconds null where there was none on the day */
export function readingAgeOf(ageSeconds: number | null): ReadingAge {
  if (ageSeconds === null) return 'never';
  if (ageSeconds <= STALE_AFTER_SECONDS) return 'fresh';
  return ageSeconds <= SILENT_AFTER_SECONDS ? 'stale' : 'silent';
}

/** When a fault began, as far as the readings tell: by so many minutes it may have been sooner or later. */
export const onsetSchema = z.object({ at: instant, uncertaintyMinutes: z.number().nonnegative() });

/** The verdict on the day so far at the end of a window. Exactly one of `condition` and `reason` is set. */
export const provisionalVerdictSchema = z.object({
  deviceId: z.string(),
  day: plantDaySchema,
  /** End of the window; nothing later is in it. */
  endAt: instant,
  condition: z.enum(CONDITIONS).nullable(),
  reason: z.enum(NO_VERDICT_REASONS).nullable(),
  detail: z.string().nullable(),
  confidence: z.number().nullable(),
  /** In the order of the conditions; null where the network was not asked. */
  probabilities: probabilitiesSchema.nullable(),
  coverage: z.number(),
  /** Expected less measured energy of the day so far, kWh. */
  lossKwh: z.number().nullable(),
  lossUncertaintyKwh: z.number().nullable(),
  /** Windows one after the other with this outcome, and the end of the first of them. */
  windows: z.number().int().positive(),
  sinceAt: instant,
  onset: onsetSchema.nullable(),
});

/**
 * `standing` until it is `withdrawn`, since later windows did not agree, or the nightly run has judged the day: then it is
 * `confirmed` or `unconfirmed`.
 */
export const ALARM_STATES = ['standing', 'withdrawn', 'confirmed', 'unconfirmed'] as const;

export const alarmSchema = z.object({
  id: z.string(),
  deviceId: z.string(),
  day: plantDaySchema,
  condition: z.enum(FAULT_KINDS),
  state: z.enum(ALARM_STATES),
  /** End of the window that raised it. */
  raisedAt: instant,
  /** End of the newest window that agreed, and how many did. */
  lastAgreedAt: instant,
  windows: z.number().int().positive(),
  confidence: z.number().nullable(),
  /** Of the day so far, kWh. */
  lossKwh: z.number().nullable(),
  onset: onsetSchema.nullable(),
  endedAt: instant.nullable(),
  /** Why it was withdrawn. */
  detail: z.string().nullable(),
  /** The fault that it is a part of, where it can be triaged. */
  faultId: z.string().nullable(),
});

const windowShape = {
  endAt: instant,
  day: plantDaySchema,
  windowMinutes: z.number().int().positive(),
  publishedAt: instant,
  /** With a provisional verdict, and those of them that name a fault. */
  arrays: z.number().int(),
  faults: z.number().int(),
};

/** A window in a list: a mark on the slider. */
export const liveWindowEntrySchema = z.object(windowShape);

/** The plant as it stood at the end of a window. The columns are those of a day's grid (server/domain/plant-grid.ts). */
export const liveWindowSchema = z.object({
  ...windowShape,
  modelVersion: z.string(),
  /** Version of the layout whose order the columns follow. */
  layout: z.string(),
  codes: z.base64(),
  confidence: z.base64(),
  coverage: z.base64(),
  loss: z.base64(),
});

/** Newest readings of all arrays in the order of the plant's layout. */
export const livePulseSchema = z.object({
  /** By what ages are counted: now, or for a simulated plant its newest reading. */
  asOf: instant,
  layout: z.string(),
  /** Base64 of little-endian float64: epoch milliseconds of an array's newest reading; NaN without one on the day. */
  lastMs: z.base64(),
  /** Base64 of little-endian float32, W: at the newest reading, and what a healthy array would give at its light and heat. */
  powerW: z.base64(),
  expectedW: z.base64(),
  fresh: z.number().int(),
  stale: z.number().int(),
  silent: z.number().int(),
  /** Arrays without a reading on the day. */
  never: z.number().int(),
  /** Over the fresh arrays, kW. */
  powerKw: z.number(),
  expectedKw: z.number(),
});

export const LIVE_CHANGE_KINDS = [
  'window_published',
  'verdict_changed',
  'alarm_raised',
  'alarm_withdrawn',
  'alarm_confirmed',
  'alarm_unconfirmed',
] as const;

/** What changed with a window: a line of the ticker. */
export const liveChangeSchema = z.object({
  /** Ascending; a broken stream goes on after it. */
  id: z.string(),
  /** End of the window it came with. */
  at: instant,
  kind: z.enum(LIVE_CHANGE_KINDS),
  /** Null for what is of the whole plant. */
  deviceId: z.string().nullable(),
  /** Outcome before and after: a condition, a reason for having none, or null. */
  before: z.string().nullable(),
  after: z.string().nullable(),
  alarmId: z.string().nullable(),
});

/** The day that is not over, of a plant. */
export const liveViewSchema = z.object({
  plant: plantViewSchema,
  /** Minutes of a window by the settings; null where live windows are off. */
  windowMinutes: z.number().int().nullable(),
  /** The day of the newest window; null before the first. */
  day: plantDaySchema.nullable(),
  /** Of the day, oldest first. */
  windows: z.array(liveWindowEntrySchema),
  /** The newest of them. */
  window: liveWindowSchema.nullable(),
  /** Of the day, newest first; withdrawn ones too. */
  alarms: z.array(alarmSchema),
  pulse: livePulseSchema,
  /** Id of the newest change: a stream that begins after it misses nothing. */
  lastChangeId: z.string(),
});

export const liveChangePageSchema = z.object({
  /** Oldest first. */
  changes: z.array(liveChangeSchema),
  nextCursor: z.string().nullable(),
});

/** One array on the day that is not over. */
export const arrayLiveViewSchema = z.object({
  plant: plantViewSchema,
  deviceId: z.string(),
  day: plantDaySchema.nullable(),
  verdict: provisionalVerdictSchema.nullable(),
  /** Its outcome window by window, oldest first; both null: not in it. */
  windows: z.array(
    z.object({
      endAt: instant,
      condition: z.enum(CONDITIONS).nullable(),
      reason: z.enum(NO_VERDICT_REASONS).nullable(),
      confidence: z.number().nullable(),
    }),
  ),
  /** Newest first. */
  alarms: z.array(alarmSchema),
  lastReadingAt: instant.nullable(),
  readingAge: z.enum(READING_AGES),
  powerW: z.number().nullable(),
  expectedW: z.number().nullable(),
  /** By what the age is counted. */
  asOf: instant,
});

export type ProvisionalVerdict = z.infer<typeof provisionalVerdictSchema>;
export type AlarmView = z.infer<typeof alarmSchema>;
export type LiveWindowEntry = z.infer<typeof liveWindowEntrySchema>;
export type LiveWindowView = z.infer<typeof liveWindowSchema>;
export type LivePulseView = z.infer<typeof livePulseSchema>;
export type LiveChangeView = z.infer<typeof liveChangeSchema>;
export type LiveView = z.infer<typeof liveViewSchema>;
export type ArrayLiveView = z.infer<typeof arrayLiveViewSchema>;
