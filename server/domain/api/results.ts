import { z } from 'zod';
import { jsonAnswer, operation } from '#domain/api/operation.ts';
import { CONDITIONS } from '#domain/conditions.ts';
import { networkImageViewSchema } from '#domain/network-image.ts';
import { NO_VERDICT_REASONS } from '#domain/no-verdict-reasons.ts';
import { predictionSchema, resultListSchema } from '#domain/results.ts';
import {
  arrayDayViewSchema,
  dayListSchema,
  plantDayViewSchema,
  scalogramViewSchema,
  seriesViewSchema,
} from '#domain/views.ts';
import { arrayDayParams, dayParam, deviceIdParam, pageQuery } from './schemas.ts';

const tag = 'Verdicts';

export const getResult = operation({
  id: 'getResult',
  method: 'GET',
  path: '/api/v1/results',
  tag,
  action: 'plant.read',
  summary: 'Read the verdict of an array on a day',
  description: `The prediction of the day's published run. \`probabilities\` are of ${CONDITIONS.join(', ')}, in this order.`,
  query: z.object({ deviceId: deviceIdParam, day: dayParam }),
  answers: { 200: jsonAnswer('The verdict.', predictionSchema) },
  errors: ['not_found'],
});

export const listResults = operation({
  id: 'listResults',
  method: 'GET',
  path: '/api/v1/plant-days/{day}/results',
  tag,
  action: 'plant.read',
  summary: 'List the verdicts of a day',
  description:
    'In the order of the arrays’ ids. Pages belong together as long as their `runId` is the same: a day may be published anew.',
  params: z.object({ day: dayParam }),
  query: z.object({
    ...pageQuery(1000, 200),
    condition: z.enum(CONDITIONS).optional().meta({ description: 'Only verdicts of this condition.' }),
    reason: z
      .enum(NO_VERDICT_REASONS)
      .optional()
      .meta({ description: 'Only arrays without a verdict, for this reason.' }),
    minConfidence: z.coerce
      .number<number | string>()
      .min(0)
      .max(1)
      .optional()
      .meta({ description: 'Only with at least this confidence.' }),
  }),
  answers: { 200: jsonAnswer('A page of verdicts.', resultListSchema) },
  errors: ['not_found'],
});

export const listPlantDays = operation({
  id: 'listPlantDays',
  method: 'GET',
  path: '/api/v1/plant-days',
  tag,
  action: 'plant.read',
  summary: 'List days that have runs',
  description: 'Newest first, with the number of faulty arrays of each published day.',
  query: z.object({ limit: pageQuery(400, 90).limit }),
  answers: { 200: jsonAnswer('The days.', dayListSchema) },
});

export const getPlantDay = operation({
  id: 'getPlantDay',
  method: 'GET',
  path: '/api/v1/plant-days/{day}',
  tag,
  action: 'plant.read',
  summary: 'Show the whole plant on a day',
  description: 'Every registered array in its place, with its condition in the published result.',
  params: z.object({ day: dayParam }),
  answers: { 200: jsonAnswer('The day.', plantDayViewSchema) },
  errors: ['not_found', 'conflict'],
});

export const getGold = operation({
  id: 'getGold',
  method: 'GET',
  path: '/api/v1/plant-days/{day}/gold',
  tag,
  action: 'exports.read',
  summary: 'Download the verdicts of a day as Parquet',
  params: z.object({ day: dayParam }),
  answers: { 200: { description: 'The file.', content: { 'application/vnd.apache.parquet': null } } },
  errors: ['not_found', 'storage'],
});

export const getArrayDay = operation({
  id: 'getArrayDay',
  method: 'GET',
  path: '/api/v1/arrays/{deviceId}/days/{day}',
  tag,
  action: 'plant.read',
  summary: 'Show an array on a day',
  description: 'Its verdict, the quality of its data, its nameplate, and the days next to it.',
  params: arrayDayParams,
  answers: { 200: jsonAnswer('The array-day.', arrayDayViewSchema) },
  errors: ['not_found', 'storage'],
});

const startHeader = z.object({
  'heliograph-start': z.iso.datetime().meta({ description: 'Of bytes: the instant at which the plant day begins.' }),
});

const imageHeaders = startHeader.extend({
  'heliograph-channels': z.string().meta({ description: 'Of bytes: the names of the channels, commas between.' }),
});

function jsonOrBytes<S extends z.ZodType>(description: string, schema: S, headers: z.ZodObject = startHeader) {
  const content = { 'application/json': schema, 'application/octet-stream': null };
  return { description, content, headers: headers.partial() };
}

export const getSeries = operation({
  id: 'getSeries',
  method: 'GET',
  path: '/api/v1/arrays/{deviceId}/days/{day}/series',
  tag,
  action: 'plant.read',
  summary: 'Read the four series of an array-day',
  description:
    'As JSON, where null is a gap, or with `Accept: application/octet-stream` as 69,120 bytes: float32 little-endian, 4,320 slots of 20 s of voltage (V), then of current (A), module temperature (°C) and irradiance (W/m²); NaN is a gap.',
  params: arrayDayParams,
  answers: { 200: jsonOrBytes('The series as they were received.', seriesViewSchema) },
  errors: ['not_found', 'no_data', 'not_acceptable', 'storage'],
});

export const getScalogram = operation({
  id: 'getScalogram',
  method: 'GET',
  path: '/api/v1/arrays/{deviceId}/days/{day}/scalogram',
  tag,
  action: 'plant.read',
  summary: 'Read the scalograms of an array-day',
  description:
    'Of the readings as measured, gaps filled. As JSON with what turns pixels back into units, or with `Accept: application/octet-stream` as 16,384 bytes: uint8, 64 scales × 64 time bins × 4 channels (voltage, current, temperature, irradiance), the channel varying fastest.',
  params: arrayDayParams,
  answers: { 200: jsonOrBytes('The scalograms.', scalogramViewSchema) },
  errors: ['not_found', 'no_data', 'not_acceptable', 'storage'],
});

export const getNetworkImage = operation({
  id: 'getNetworkImage',
  method: 'GET',
  path: '/api/v1/arrays/{deviceId}/days/{day}/network-image',
  tag,
  action: 'plant.read',
  summary: 'Read the image of an array-day as the network saw it',
  description:
    'Four channels, which the model names. As JSON with what turns pixels back into values, or with `Accept: application/octet-stream` as 16,384 bytes: uint8, 64 rows × 64 time bins × 4 channels, the channel varying fastest.',
  params: arrayDayParams,
  answers: { 200: jsonOrBytes('The image.', networkImageViewSchema, imageHeaders) },
  errors: ['not_found', 'no_data', 'not_acceptable', 'storage'],
});
