import { z } from 'zod';
import { jsonAnswer, operation } from '#domain/api/operation.ts';
import { arrayLiveViewSchema, liveChangePageSchema, liveViewSchema, liveWindowSchema } from '#domain/live.ts';
import { deviceIdParam, pageQuery } from './schemas.ts';

const tag = 'Live';
const PROVISIONAL = 'Provisional: the nightly run is the record.';

export const getLive = operation({
  id: 'getLive',
  method: 'GET',
  path: '/api/v1/live',
  tag,
  action: 'plant.read',
  summary: 'Read the day that is not over',
  description: `Its newest window, its alarms, and the newest readings of all arrays. ${PROVISIONAL}`,
  answers: { 200: jsonAnswer('The day so far.', liveViewSchema) },
});

export const getLiveWindow = operation({
  id: 'getLiveWindow',
  method: 'GET',
  path: '/api/v1/live/windows/{endAt}',
  tag,
  action: 'plant.read',
  summary: 'Read the plant as it stood at the end of a window',
  description: PROVISIONAL,
  params: z.object({
    endAt: z.iso
      .datetime('expected an instant like 2026-06-21T09:15:00.000Z')
      .meta({ description: 'End of a window.', example: '2026-06-21T09:15:00.000Z' }),
  }),
  answers: { 200: jsonAnswer('The window.', liveWindowSchema) },
  errors: ['not_found'],
});

export const listLiveChanges = operation({
  id: 'listLiveChanges',
  method: 'GET',
  path: '/api/v1/live/changes',
  tag,
  action: 'plant.read',
  summary: 'List what changed, window by window',
  description: 'Oldest first: provisional verdicts that became or ceased to be a fault, and what became of alarms.',
  query: z.object(pageQuery(1000, 200)),
  answers: { 200: jsonAnswer('A page of changes.', liveChangePageSchema) },
});

export const streamLive = operation({
  id: 'streamLive',
  method: 'GET',
  path: '/api/v1/live/stream',
  tag,
  action: 'plant.read',
  summary: 'Follow the day that is not over',
  description:
    'Server-sent events `changes` and `pulse`, each whenever there is something new. A broken stream goes on after `Last-Event-ID`, or after the change `after`, and misses none.',
  query: z.object({
    after: z
      .string()
      .regex(/^\d{1,18}$/, 'not the id of a change')
      .optional()
      .meta({ description: 'Id of the last change that is known; without one it begins with the newest.' }),
  }),
  answers: { 200: { description: 'The stream.', content: { 'text/event-stream': null } } },
  errors: ['busy'],
});

export const getArrayLive = operation({
  id: 'getArrayLive',
  method: 'GET',
  path: '/api/v1/arrays/{deviceId}/live',
  tag,
  action: 'plant.read',
  summary: 'Read an array on the day that is not over',
  description: PROVISIONAL,
  params: z.object({ deviceId: deviceIdParam }),
  answers: { 200: jsonAnswer('The array.', arrayLiveViewSchema) },
  errors: ['not_found'],
});
