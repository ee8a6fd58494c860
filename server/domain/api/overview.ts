import { z } from 'zod';
import { jsonAnswer, operation } from '#domain/api/operation.ts';
import { plantGridViewSchema, plantLayoutViewSchema } from '#domain/plant-grid.ts';
import { trendViewSchema } from '#domain/trend.ts';
import { dayParam } from './schemas.ts';

const tag = 'Overview in columns';
const params = z.object({ day: dayParam });

export const getPlantLayout = operation({
  id: 'getPlantLayout',
  method: 'GET',
  path: '/api/v1/plant-layout',
  tag,
  action: 'plant.read',
  summary: 'Read where every array stands, in columns',
  description: 'Its ETag is its version; the columns of a grid are in its order.',
  answers: { 200: jsonAnswer('The layout.', plantLayoutViewSchema) },
});

export const getPlantGrid = operation({
  id: 'getPlantGrid',
  method: 'GET',
  path: '/api/v1/plant-days/{day}/grid',
  tag,
  action: 'plant.read',
  summary: 'Read the outcomes of a day in columns',
  description: 'The whole plant in a few bytes an array, for plants of thousands.',
  params,
  answers: { 200: jsonAnswer('The columns.', plantGridViewSchema) },
  errors: ['not_found'],
});

export const getTrend = operation({
  id: 'getTrend',
  method: 'GET',
  path: '/api/v1/plant-days/{day}/trend',
  tag,
  action: 'plant.read',
  summary: 'Count the outcomes of a day and those before it',
  params,
  query: z.object({
    days: z.coerce
      .number<number | string>()
      .int()
      .min(1)
      .max(366)
      .default(30)
      .meta({ description: 'How many days, with the last.' }),
  }),
  answers: { 200: jsonAnswer('The counts, oldest day first.', trendViewSchema) },
  errors: ['not_found'],
});
