import { z } from 'zod';
import { jsonAnswer, operation } from '#domain/api/operation.ts';
import { plantOverviewListSchema } from '#domain/plant-overview.ts';
import { plantSettingsChangeSchema, plantSettingsSchema } from '#domain/plant-settings.ts';
import { LARGE_BODY_BYTES, registrationPreviewSchema, registrationRequestSchema } from '#domain/registration.ts';
import { arrayListSchema, arrayViewSchema, plantListSchema } from '#domain/results.ts';
import { plantViewSchema } from '#domain/views.ts';
import { plantParam } from './plant-path.ts';
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
  description: 'Those that whoever asks has a role in.',
  query: z.object(pageQuery(100, 100)),
  answers: { 200: jsonAnswer('The plants.', plantListSchema) },
});

export const getPlantOverviews = operation({
  id: 'getPlantOverviews',
  method: 'GET',
  path: '/api/v1/overview',
  tag,
  action: 'plant.read',
  of: 'installation',
  summary: 'Show how all plants stand',
  description:
    'Faults, energy lost, the newest result and how old it is, of each plant that whoever asks has a role in.',
  answers: { 200: jsonAnswer('The plants.', plantOverviewListSchema) },
});

export const getPlant = operation({
  id: 'getPlant',
  method: 'GET',
  path: '/api/v1/plants/{plantId}',
  tag,
  action: 'plant.read',
  of: 'installation',
  summary: 'Show a plant',
  params: plantParam,
  answers: { 200: jsonAnswer('The plant.', plantViewSchema) },
  errors: ['not_found'],
});

export const getPlantSettings = operation({
  id: 'getPlantSettings',
  method: 'GET',
  path: '/api/v1/plants/{plantId}/settings',
  tag,
  action: 'plant.read',
  summary: 'Show a plant’s own settings',
  description: 'What it has in the place of the installation’s settings; what is absent is the installation’s.',
  params: plantParam,
  answers: { 200: jsonAnswer('The settings.', plantSettingsSchema) },
  errors: ['not_found'],
});

export const changePlantSettings = operation({
  id: 'changePlantSettings',
  method: 'PATCH',
  path: '/api/v1/plants/{plantId}/settings',
  tag,
  action: 'plant.register',
  summary: 'Change a plant’s own settings',
  description: 'What is null is the installation’s again, what is left out stays.',
  params: plantParam,
  body: plantSettingsChangeSchema,
  answers: { 200: jsonAnswer('The settings as they are now.', plantSettingsSchema) },
  errors: ['not_found'],
});

const registration = {
  method: 'POST',
  tag,
  action: 'plant.register',
  // The first registration makes the plant.
  of: 'installation',
  params: plantParam,
  body: registrationRequestSchema,
  bodyLimitBytes: LARGE_BODY_BYTES,
  errors: ['not_found', 'conflict', 'busy'],
} as const;

export const exportPlant = operation({
  id: 'exportPlant',
  method: 'GET',
  path: '/api/v1/plants/{plantId}/registration',
  tag,
  action: 'plant.read',
  summary: 'Download what is registered',
  description: 'Every array, those out of service too, as a CSV file that would register it again.',
  params: plantParam,
  answers: { 200: { description: 'The file.', content: { 'text/csv': null } } },
  errors: ['not_found'],
});

export const previewRegistration = operation({
  ...registration,
  id: 'previewRegistration',
  path: '/api/v1/plants/{plantId}/registration/preview',
  summary: 'Preview a registration',
  description:
    'What registering a file of arrays would add, change, take out of service and leave as it is, row by row, and every problem with its line and column. Nothing is changed.',
  answers: { 200: jsonAnswer('What would change.', registrationPreviewSchema) },
});

export const applyRegistration = operation({
  ...registration,
  id: 'applyRegistration',
  path: '/api/v1/plants/{plantId}/registration',
  summary: 'Register a plant’s arrays',
  description:
    'All of the file, or with a problem nothing. Refused while a run of the plant is queued or under way. Bodies of up to 8 MiB, a few at a time; the command line takes larger files.',
  answers: { 200: jsonAnswer('What was changed.', registrationPreviewSchema) },
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
