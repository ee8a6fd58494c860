import { z } from 'zod';
import { CONDITIONS } from '#domain/conditions.ts';
import { energySchema } from '#domain/energy.ts';
import { nameplateSchema } from '#domain/nameplate.ts';
import { NO_VERDICT_REASONS } from '#domain/no-verdict-reasons.ts';
import { plantDaySchema, utcOffsetMinutesSchema } from '#domain/plant-day.ts';
import { readingCountsSchema, shardCountsSchema } from '#domain/reading-counts.ts';
import { FIRST_STAGES, RUN_TRIGGERS, STAGES } from '#domain/run.ts';
import { usualDurationSchema } from '#domain/run-history.ts';
import { RUN_STATES, STAGE_STATES } from '#domain/state-machine.ts';
import { verdictEvidenceSchema } from '#domain/verdict-evidence.ts';
import { apiShapeOf } from '#domain/verdict-shapes.ts';
import { ERROR_CODES } from '#server/errors.ts';

// Contracts of what /api/v1 answers and the console shows. Instants are ISO 8601 in UTC.

const instant = z.iso.datetime();

export const plantViewSchema = z.object({
  id: z.string(),
  name: z.string(),
  utcOffsetMinutes: utcOffsetMinutesSchema,
  arrays: z.number().int(),
});

export const stageViewSchema = z.object({
  name: z.enum(STAGES),
  state: z.enum(STAGE_STATES),
  done: z.number().int(),
  total: z.number().int(),
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
  error: z.string().nullable(),
});

export const runViewSchema = z.object({
  id: z.string(),
  day: plantDaySchema,
  trigger: z.enum(RUN_TRIGGERS),
  requestedBy: z.string(),
  note: z.string().nullable(),
  state: z.enum(RUN_STATES),
  /** True when operators see this run's result for its day. */
  current: z.boolean(),
  fromStage: z.enum(FIRST_STAGES),
  modelVersion: z.string().nullable(),
  arrays: z.number().int().nullable(),
  readingsReceived: z.number().int().nullable(),
  readingsExpected: z.number().int().nullable(),
  error: z.string().nullable(),
  errorCode: z.enum(ERROR_CODES).nullable(),
  requestedAt: instant,
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
  stages: z.array(stageViewSchema),
});

export const runEventViewSchema = z.object({
  id: z.string(),
  at: instant,
  level: z.enum(['info', 'warning', 'error']),
  stage: z.enum(STAGES).nullable(),
  message: z.string(),
});

export const runDetailSchema = runViewSchema.extend({
  events: z.array(runEventViewSchema),
  counts: shardCountsSchema.nullable(),
});

/** A run of the history; `faults` is null for one that has published nothing. */
export const runListEntrySchema = runViewSchema.extend({ faults: z.number().int().nullable() });

/** `nextCursor` asks for the following page; null at the end. */
export const runListSchema = z.object({
  plant: plantViewSchema,
  runs: z.array(runListEntrySchema),
  /** By the stage that runs begin with; one is absent until a run of its kind has succeeded. */
  usual: z.array(usualDurationSchema),
  nextCursor: z.string().nullable(),
});

/** One cell of the plant grid. `condition` null means no verdict, `reason` says why; both null: not in this run. */
export const gridCellSchema = z.object({
  deviceId: z.string(),
  row: z.number().int(),
  column: z.number().int(),
  condition: z.enum(CONDITIONS).nullable(),
  reason: z.enum(NO_VERDICT_REASONS).nullable(),
  confidence: z.number().nullable(),
  coverage: z.number().nullable(),
  /** Expected less measured energy, kWh; null where it is not known. */
  lossKwh: z.number().nullable(),
  /** The loss cannot be told apart from a healthy array’s by its energy alone. */
  withinUncertainty: z.boolean(),
});

export const dayEntrySchema = z.object({
  day: plantDaySchema,
  published: z.boolean(),
  /** State of the newest run of the day. */
  state: z.enum(RUN_STATES),
  faults: z.number().int(),
});

/** Days that have runs, newest first. */
export const dayListSchema = z.object({ plant: plantViewSchema, days: z.array(dayEntrySchema) });

export const plantDayViewSchema = z.object({
  plant: plantViewSchema,
  day: plantDaySchema,
  /** The run whose result is shown; null when the day has no published result. */
  run: runViewSchema.nullable(),
  /** The newest run of the day, when it is another one than `run`. */
  newerRun: runViewSchema.nullable(),
  cells: z.array(gridCellSchema),
});

export const arrayDayViewSchema = z.object({
  plant: plantViewSchema,
  deviceId: z.string(),
  row: z.number().int(),
  column: z.number().int(),
  nameplate: nameplateSchema,
  day: plantDaySchema,
  /** Null when the day has no published result with this array. */
  verdict: z
    .object({
      runId: z.string(),
      modelVersion: z.string().nullable(),
      ...apiShapeOf(['verdict', 'probabilities']),
      /** What it rests on; null in results of releases that did not keep it. */
      evidence: verdictEvidenceSchema.nullable(),
    })
    .nullable(),
  /** Null when no slot has good data, or the day was published by a release that did not compute it. */
  energy: energySchema.nullable(),
  counts: readingCountsSchema.nullable(),
  /** False once housekeeping has taken the day's series, scalograms and counts; the verdict stays. */
  seriesKept: z.boolean(),
  previousDay: plantDaySchema.nullable(),
  nextDay: plantDaySchema.nullable(),
});

const channelValues = z.array(z.number().nullable());

/** The four series on the grid: value i is of the slot that begins `startMs + i * slotSeconds * 1000`; null is a gap. */
export const seriesViewSchema = z.object({
  startMs: z.number(),
  slotSeconds: z.number(),
  voltage: channelValues,
  current: channelValues,
  temperature: channelValues,
  irradiance: channelValues,
});

/** One channel's scalogram: pixel p (0..255, row a scale, column a bin) is (10^(lo + p/255 (hi-lo)) - eps) unitScale, in `unit`. */
export const scalogramChannelSchema = z.object({
  unit: z.string(),
  /** What a normalised value of 1 is in the channel's unit. */
  unitScale: z.number(),
  eps: z.number(),
  lo: z.number(),
  hi: z.number(),
  pixelsBase64: z.string(),
});

export const scalogramViewSchema = z.object({
  startMs: z.number(),
  scales: z.number().int(),
  bins: z.number().int(),
  binSeconds: z.number(),
  periodsSeconds: z.array(z.number()),
  voltage: scalogramChannelSchema,
  current: scalogramChannelSchema,
  temperature: scalogramChannelSchema,
  irradiance: scalogramChannelSchema,
});

/** Body of every error answer (RFC 9457), with a stable `code`. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string(),
});

export type PlantView = z.infer<typeof plantViewSchema>;
export type StageView = z.infer<typeof stageViewSchema>;
export type RunView = z.infer<typeof runViewSchema>;
export type RunEventView = z.infer<typeof runEventViewSchema>;
export type RunDetail = z.infer<typeof runDetailSchema>;
export type RunListEntry = z.infer<typeof runListEntrySchema>;
export type RunList = z.infer<typeof runListSchema>;
export type GridCell = z.infer<typeof gridCellSchema>;
export type DayEntry = z.infer<typeof dayEntrySchema>;
export type DayList = z.infer<typeof dayListSchema>;
export type PlantDayView = z.infer<typeof plantDayViewSchema>;
export type ArrayDayView = z.infer<typeof arrayDayViewSchema>;
export type SeriesView = z.infer<typeof seriesViewSchema>;
export type ScalogramChannel = z.infer<typeof scalogramChannelSchema>;
export type ScalogramView = z.infer<typeof scalogramViewSchema>;
export type Problem = z.infer<typeof problemSchema>;
