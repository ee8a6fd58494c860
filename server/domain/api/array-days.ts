import { z } from 'zod';
import { jsonAnswer, operation } from '#domain/api/operation.ts';
import {
  arrayHistorySchema,
  explanationViewSchema,
  newNoteSchema,
  noteViewSchema,
  powerViewSchema,
} from '#domain/array-insight.ts';
import { operationViewSchema } from '#domain/operation-view.ts';
import { plantDaySchema } from '#domain/plant-day.ts';
import { arrayDayParams, deviceIdParam } from './schemas.ts';

const tag = 'Array-days';

export const getPower = operation({
  id: 'getPower',
  method: 'GET',
  path: '/api/v1/arrays/{deviceId}/days/{day}/power',
  tag,
  action: 'plant.read',
  summary: 'Read expected and measured power of an array-day',
  description: 'In W, beside the band of the arrays around it.',
  params: arrayDayParams,
  answers: { 200: jsonAnswer('The power.', powerViewSchema) },
  errors: ['not_found', 'no_data', 'storage'],
});

export const getOperation = operation({
  id: 'getOperation',
  method: 'GET',
  path: '/api/v1/arrays/{deviceId}/days/{day}/operation',
  tag,
  action: 'plant.read',
  summary: 'Read how an array operated on a day',
  description:
    'Its voltage and current over what its nameplate lets expect, beside the median of its neighbours, and when its converter limited the power, was off, or swept the curve.',
  params: arrayDayParams,
  answers: { 200: jsonAnswer('The ratios and the operating states.', operationViewSchema) },
  errors: ['not_found', 'no_data', 'storage'],
});

export const getExplanation = operation({
  id: 'getExplanation',
  method: 'GET',
  path: '/api/v1/arrays/{deviceId}/days/{day}/explanation',
  tag,
  action: 'plant.read',
  summary: 'Read why the network judged an array-day so',
  description:
    'Which parts of the network’s image speak for the condition, measured by putting the neighbours’ in their place.',
  params: arrayDayParams,
  answers: { 200: jsonAnswer('The evidence.', explanationViewSchema) },
  errors: ['not_found', 'no_data', 'storage', 'model', 'busy'],
});

export const getHistory = operation({
  id: 'getHistory',
  method: 'GET',
  path: '/api/v1/arrays/{deviceId}/days/{day}/history',
  tag,
  action: 'plant.read',
  summary: 'Read the days of an array up to one',
  description: 'Oldest first, without gaps, each with its notes.',
  params: arrayDayParams,
  answers: { 200: jsonAnswer('The days.', arrayHistorySchema) },
  errors: ['not_found'],
});

export const downloadReadings = operation({
  id: 'downloadReadings',
  method: 'GET',
  path: '/api/v1/arrays/{deviceId}/days/{day}/readings.csv',
  tag,
  action: 'exports.read',
  summary: 'Download the readings of an array-day as CSV',
  params: arrayDayParams,
  answers: { 200: { description: 'The file, a line for each slot of 20 s.', content: { 'text/csv': null } } },
  errors: ['not_found', 'no_data', 'storage'],
});

export const addNote = operation({
  id: 'addNote',
  method: 'POST',
  path: '/api/v1/arrays/{deviceId}/days/{day}/notes',
  tag,
  action: 'notes.write',
  summary: 'Write a note on an array-day',
  description: 'Notes are only added: who wrote what stays.',
  params: z.object({ deviceId: deviceIdParam, day: plantDaySchema.meta({ description: 'A plant day.' }) }),
  body: newNoteSchema,
  answers: { 201: jsonAnswer('The note.', noteViewSchema) },
  errors: ['not_found'],
});
