import { z } from 'zod';
import { notificationListSchema } from '#server/domain/notification.ts';
import { runEventListSchema } from '#server/domain/results.ts';
import { runRequestSchema } from '#server/domain/run.ts';
import { EVENT_LEVELS } from '#server/domain/run-events.ts';
import { runFilterSchema } from '#server/domain/run-history.ts';
import { runDetailSchema, runListSchema, runViewSchema } from '#server/domain/views.ts';
import { jsonAnswer, operation } from '#server/http/operation.ts';
import { pageQuery, runIdParam } from './schemas.ts';

const tag = 'Runs';
const params = z.object({ runId: runIdParam });

export const listRuns = operation({
  id: 'listRuns',
  method: 'GET',
  path: '/api/v1/runs',
  tag,
  action: 'runs.read',
  summary: 'List runs',
  description: 'Newest request first.',
  query: runFilterSchema.extend(pageQuery(200, 50)),
  answers: { 200: jsonAnswer('A page of runs.', runListSchema) },
});

export const requestRun = operation({
  id: 'requestRun',
  method: 'POST',
  path: '/api/v1/runs',
  tag,
  action: 'runs.request',
  summary: 'Request a run of a plant day',
  description:
    'The run is queued; follow it until its `state` is succeeded, failed or cancelled. What operators see of the day changes when it is published.',
  body: runRequestSchema.strict(),
  answers: { 201: jsonAnswer('The queued run; `Location` is where to follow it.', runViewSchema) },
  errors: ['conflict'],
});

export const getRun = operation({
  id: 'getRun',
  method: 'GET',
  path: '/api/v1/runs/{runId}',
  tag,
  action: 'runs.read',
  summary: 'Show a run',
  description: 'With the state of its stages, what it counted, and the beginning of its log.',
  params,
  answers: { 200: jsonAnswer('The run.', runDetailSchema) },
  errors: ['not_found'],
});

export const listRunEvents = operation({
  id: 'listRunEvents',
  method: 'GET',
  path: '/api/v1/runs/{runId}/events',
  tag,
  action: 'runs.read',
  summary: 'Read the log of a run',
  description: 'Oldest line first.',
  params,
  query: z.object({
    ...pageQuery(1000, 200),
    level: z.enum(EVENT_LEVELS).default('info').meta({ description: 'The least level of a line.' }),
  }),
  answers: { 200: jsonAnswer('A page of lines.', runEventListSchema) },
  errors: ['not_found'],
});

export const listRunNotifications = operation({
  id: 'listRunNotifications',
  method: 'GET',
  path: '/api/v1/runs/{runId}/notifications',
  tag,
  action: 'runs.read',
  summary: 'List what was told of a run',
  description: 'Every attempt at every channel, in the order they were made.',
  params,
  answers: { 200: jsonAnswer('The attempts.', notificationListSchema) },
  errors: ['not_found'],
});
