import { z } from 'zod';
import { jsonAnswer, operation } from '#domain/api/operation.ts';
import { arrayListSchema, arrayViewSchema, plantListSchema } from '#domain/results.ts';
import { plantViewSchema } from '#domain/views.ts';
import { deviceIdParam, pageQuery } from './schemas.ts';

const tag = 'Plants and arrays';

export const listPlants = operation({
  id: 'listPlants',
  method: 'GET',
  path: '/api/v1/plants',
  tag,
  action: 'plant.read',
  of: 'installation',
  summary: 'List plants',
  description: 'One installation serves one plant.',
  query: z.object(pageQuery(100, 100)),
  answers: { 200: jsonAnswer('The plants.', plantListSchema) },
});

export const getPlant = operation({
  id: 'getPlant',
  method: 'GET',
  path: '/api/v1/plants/{plantId}',
  tag,
  action: 'plant.read',
  of: 'installation',
  summary: 'Show a plant',
  params: z.object({ plantId: z.string().max(40).meta({ description: 'A plant.', example: 'demo' }) }),
  answers: { 200: jsonAnswer('The plant.', plantViewSchema) },
  errors: ['not_found'],
});

export const listArrays = operation({
  id: 'listArrays',
  method: 'GET',
  path: '/api/v1/arrays',
  tag,
  action: 'plant.read',
  summary: 'List arrays',
  description: 'Where every array stands, and its nameplate at standard test conditions; in the order of their ids.',
  query: z.object(pageQuery(1000, 200)),
  answers: { 200: jsonAnswer('A page of arrays.', arrayListSchema) },
});

export const getArray = operation({
  id: 'getArray',
  method: 'GET',
  path: '/api/v1/arrays/{deviceId}',
  tag,
  action: 'plant.read',
  summary: 'Show an array',
  params: z.object({ deviceId: deviceIdParam }),
  answers: { 200: jsonAnswer('The array.', arrayViewSchema) },
  errors: ['not_found'],
});
