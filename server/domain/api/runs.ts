import { z } from 'zod';
import { jsonAnswer, operation } from '#domain/api/operation.ts';
import { backfillPreviewSchema, backfillRequestSchema, backfillSchema } from '#domain/backfill.ts';
import { notificationListSchema } from '#domain/notification.ts';
import { rerunPreviewSchema } from '#domain/rerun-preview.ts';
import { runRequestSchema } from '#domain/run.ts';
import { EVENT_LEVELS, runEventPageSchema } from '#domain/run-events.ts';
import { runFilesSchema } from '#domain/run-files.ts';
import { runFilterSchema } from '#domain/run-history.ts';
import { runShardsSchema } from '#domain/run-shards.ts';
import { runDetailSchema, runListSchema, runViewSchema } from '#domain/views.ts';
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
  answers: { 200: jsonAnswer('A page of lines.', runEventPageSchema) },
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

export const previewRun = operation({
  id: 'previewRun',
  method: 'POST',
  path: '/api/v1/runs/preview',
  tag,
  action: 'runs.request',
  summary: 'Preview a run',
  description: 'What the same request would do and replace. Changes nothing.',
  body: runRequestSchema.strict(),
  answers: { 200: jsonAnswer('What it would do.', rerunPreviewSchema) },
  errors: ['no_data', 'not_found'],
});

export const cancelRun = operation({
  id: 'cancelRun',
  method: 'POST',
  path: '/api/v1/runs/{runId}/cancel',
  tag,
  action: 'runs.cancel',
  summary: 'Cancel a run',
  description: 'Its workers stop; what is published of the day stays as it is.',
  params,
  answers: { 200: jsonAnswer('The run.', runViewSchema) },
  errors: ['not_found'],
});

export const listRunFiles = operation({
  id: 'listRunFiles',
  method: 'GET',
  path: '/api/v1/runs/{runId}/files',
  tag,
  action: 'runs.read',
  summary: 'List the files that a run wrote',
  params,
  answers: { 200: jsonAnswer('The files, by its manifest.', runFilesSchema) },
  errors: ['not_found', 'storage'],
});

export const listRunShards = operation({
  id: 'listRunShards',
  method: 'GET',
  path: '/api/v1/runs/{runId}/shards',
  tag,
  action: 'runs.read',
  summary: 'List the shards of a run and their attempts',
  params,
  answers: { 200: jsonAnswer('The shards.', runShardsSchema) },
  errors: ['not_found'],
});

export const streamRun = operation({
  id: 'streamRun',
  method: 'GET',
  path: '/api/v1/runs/{runId}/stream',
  tag,
  action: 'runs.read',
  summary: 'Follow a run',
  description:
    'Server-sent events `run`, `shards` and `log`, each whenever it has changed, and `end` at the end. A broken stream goes on after `Last-Event-ID`.',
  params,
  query: z.object({
    after: z
      .string()
      .regex(/^\d{1,18}$/, 'not the id of a line')
      .optional()
      .meta({ description: 'Id of the last line of the log that is known.' }),
  }),
  answers: { 200: { description: 'The events.', content: { 'text/event-stream': null } } },
  errors: ['not_found', 'busy'],
});

export const requestBackfill = operation({
  id: 'requestBackfill',
  method: 'POST',
  path: '/api/v1/back-fills',
  tag,
  action: 'runs.request',
  summary: 'Request runs of a range of days',
  description: 'One after the other, oldest day first.',
  body: backfillRequestSchema,
  answers: { 201: jsonAnswer('The runs, and days that are not run.', backfillSchema) },
});

export const previewBackfill = operation({
  id: 'previewBackfill',
  method: 'POST',
  path: '/api/v1/back-fills/preview',
  tag,
  action: 'runs.request',
  summary: 'Preview a back-fill',
  description: 'What the same request would do with each day. Changes nothing.',
  body: backfillRequestSchema,
  answers: { 200: jsonAnswer('Day by day.', backfillPreviewSchema) },
});
