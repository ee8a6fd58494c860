import { z } from 'zod';
import { IMAGE_CHANNELS } from '#domain/channels.ts';
import { CONDITIONS } from '#domain/conditions.ts';
import { NO_VERDICT_REASONS } from '#domain/no-verdict-reasons.ts';
import { plantDaySchema } from '#domain/plant-day.ts';

// Contracts of what the array page shows beside the verdict, the series and the scalograms.

const watts = z.array(z.number().nullable());

/**
 * Expected and measured power in W, value i of the slot that begins `startMs + i * slotSeconds * 1000`; null where the slot has
 * no good data. The band is of the arrays around this one, each scaled to this one's nameplate, in bins of `binSeconds`.
 */
export const powerViewSchema = z.object({
  startMs: z.number(),
  slotSeconds: z.number(),
  expected: watts,
  measured: watts,
  band: z
    .object({
      deviceIds: z.array(z.string()),
      binSeconds: z.number(),
      lower: watts,
      median: watts,
      upper: watts,
    })
    .nullable(),
});

const NOTE_LIMIT = 1000;

export const newNoteSchema = z.strictObject({
  text: z
    .string()
    .trim()
    .min(1, 'a note needs some text')
    .max(NOTE_LIMIT, `a note has at most ${NOTE_LIMIT} characters`)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: PostgreSQL takes no text with a NUL in it
    .refine((text) => !/\u0000/.test(text), 'a note must not hold a NUL character'),
});

export const noteViewSchema = z.object({
  id: z.string(),
  text: z.string(),
  by: z.string(),
  at: z.iso.datetime(),
});

/** The array on one of its last days. `condition` and `reason` both null: nothing is published of it on that day. */
export const historyDaySchema = z.object({
  day: plantDaySchema,
  condition: z.enum(CONDITIONS).nullable(),
  reason: z.enum(NO_VERDICT_REASONS).nullable(),
  confidence: z.number().nullable(),
  coverage: z.number().nullable(),
  lossKwh: z.number().nullable(),
  /** The array's own scale of voltage and current as the day's verdict knew it, as ratios; null without a past. */
  scaleVoltage: z.number().nullable(),
  scaleCurrent: z.number().nullable(),
  modelVersion: z.string().nullable(),
  notes: z.array(noteViewSchema),
});

/** The days up to the one that was asked for, oldest first, without gaps. */
export const arrayHistorySchema = z.object({ deviceId: z.string(), days: z.array(historyDaySchema) });

/** Where the evidence is strongest: a rectangle of one channel of the image. */
export const evidenceSchema = z.object({
  channel: z.enum(IMAGE_CHANNELS),
  fromMsOfDay: z.number(),
  toMsOfDay: z.number(),
  /** Null where it is the channel's level that speaks: that has no period. */
  periods: z.object({ fromSeconds: z.number(), toSeconds: z.number() }).nullable(),
  /** By how much the log-odds of the condition fall when this part looks as at the neighbours. */
  strength: z.number(),
});

/** For what condition each part of the network's image speaks, channel by channel in the image's order. */
export const explanationViewSchema = z.object({
  condition: z.enum(CONDITIONS),
  /** The arrays whose median image each part was replaced by in turn. */
  deviceIds: z.array(z.string()),
  rows: z.number().int(),
  columns: z.number().int(),
  /** Fall of the log-odds that byte 255 stands for. */
  largest: z.number(),
  /** `levels` is base64 of bytes 0..255, row-major; 128 for nothing. */
  channels: z.array(z.object({ name: z.enum(IMAGE_CHANNELS), levels: z.string() })).length(4),
  strongest: evidenceSchema.nullable(),
});

export type PowerView = z.infer<typeof powerViewSchema>;
export type NoteView = z.infer<typeof noteViewSchema>;
export type HistoryDay = z.infer<typeof historyDaySchema>;
export type ArrayHistory = z.infer<typeof arrayHistorySchema>;
export type Evidence = z.infer<typeof evidenceSchema>;
export type ExplanationView = z.infer<typeof explanationViewSchema>;
