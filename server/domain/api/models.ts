import { z } from 'zod';
import { jsonAnswer, operation } from '#domain/api/operation.ts';
import { MODEL_VERSION_PATTERN } from '#domain/model-manifest.ts';
import { modelListSchema } from '#domain/model-summary.ts';
import { modelVersionsSchema } from '#domain/model-versions.ts';
import { modelViewSchema } from '#domain/model-view.ts';
import { modelInUseSchema } from '#domain/results.ts';

const tag = 'Models';

export const getModel = operation({
  id: 'getModel',
  method: 'GET',
  path: '/api/v1/model',
  tag,
  action: 'model.read',
  of: 'installation',
  summary: 'Show the model in use',
  description: 'With what was measured about it on simulated array-days it had never seen.',
  answers: { 200: jsonAnswer('The model.', modelViewSchema) },
  errors: ['model'],
});

export const listModelVersions = operation({
  id: 'listModelVersions',
  method: 'GET',
  path: '/api/v1/model/versions',
  tag,
  action: 'model.read',
  summary: 'List versions, and the days that each judged',
  answers: { 200: jsonAnswer('The versions.', modelVersionsSchema) },
});

export const listModels = operation({
  id: 'listModels',
  method: 'GET',
  path: '/api/v1/models',
  tag,
  action: 'model.read',
  of: 'installation',
  summary: 'List models',
  description: 'The bundled one first. One that cannot be read is listed with the reason.',
  answers: { 200: jsonAnswer('The models.', modelListSchema) },
});

export const useModel = operation({
  id: 'useModel',
  method: 'POST',
  path: '/api/v1/models/{version}/use',
  tag,
  action: 'model.use',
  of: 'installation',
  summary: 'Take a model into use',
  description: 'Coming runs take it, once it has judged its probe images as it should.',
  params: z.object({
    version: z
      .string()
      .regex(MODEL_VERSION_PATTERN, 'not a version')
      .meta({ description: 'A model.', example: 'lenet5-0123456789ab' }),
  }),
  answers: { 200: jsonAnswer('What is in use now.', modelInUseSchema) },
  errors: ['not_found', 'model'],
});
