import { z } from 'zod';
import { nameplateSchema } from '#server/domain/nameplate.ts';
import { plantDaySchema } from '#server/domain/plant-day.ts';
import { plantViewSchema, verdictViewSchema } from '#server/domain/views.ts';

// Contracts of /api/v1 that the console itself does not need. `nextCursor` asks for the following page; null at the end.

const energy = z.number().nullable();

/** What the published result of a day says of one array. */
export const resultViewSchema = verdictViewSchema.extend({
  deviceId: z.string(),
  day: plantDaySchema,
  expectedKwh: energy,
  measuredKwh: energy,
  lossKwh: energy,
});

export const predictionSchema = resultViewSchema.extend({ modelVersion: z.string().nullable() });

export const resultListSchema = z.object({
  day: plantDaySchema,
  runId: z.string(),
  modelVersion: z.string().nullable(),
  results: z.array(resultViewSchema),
  nextCursor: z.string().nullable(),
});

export const plantListSchema = z.object({ plants: z.array(plantViewSchema), nextCursor: z.string().nullable() });

export const arrayViewSchema = z.object({
  deviceId: z.string(),
  row: z.number().int(),
  column: z.number().int(),
  nameplate: nameplateSchema,
});

export const arrayListSchema = z.object({ arrays: z.array(arrayViewSchema), nextCursor: z.string().nullable() });

export const settingListSchema = z.object({
  settings: z.array(z.object({ name: z.string(), value: z.string().nullable(), origin: z.string() })),
});

export const modelInUseSchema = z.object({
  version: z.string(),
  changedAt: z.iso.datetime(),
  previous: z.string().nullable(),
});

export type ResultView = z.infer<typeof resultViewSchema>;
export type Prediction = z.infer<typeof predictionSchema>;
export type ResultList = z.infer<typeof resultListSchema>;
export type ArrayView = z.infer<typeof arrayViewSchema>;
export type ArrayList = z.infer<typeof arrayListSchema>;
