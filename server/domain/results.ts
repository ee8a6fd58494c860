import { z } from 'zod';
import { nameplateSchema } from '#domain/nameplate.ts';
import { plantDaySchema } from '#domain/plant-day.ts';
import { apiShapeOf, RESULT_PARTS } from '#domain/verdict-shapes.ts';
import { plantViewSchema } from '#domain/views.ts';

// Contracts of /api/v1 that the console itself does not need. `nextCursor` asks for the following page; null at the end.

/** What the published result of a day says of one array. Exactly one of `condition` and `reason` is set. */
export const resultViewSchema = z.object({
  deviceId: z.string(),
  day: plantDaySchema,
  runId: z.string(),
  ...apiShapeOf(RESULT_PARTS),
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
