import { z } from 'zod';
import { runShardsSchema } from '#domain/run-shards.ts';
import { runEventViewSchema, runViewSchema } from '#domain/views.ts';

// What GET /api/v1/runs/{runId}/stream sends: server-sent events, each with the name of its schema here.

/** The whole run, whenever something of it has changed. */
export const streamedRunSchema = runViewSchema;
/** All shards and attempts, whenever one of them has changed. */
export const streamedShardsSchema = runShardsSchema;
/** New lines of the log, oldest first; the event's id is the last one's, from which a broken stream goes on. */
export const streamedLogSchema = z.array(runEventViewSchema);

/** The names of the events: `end` is the last one, after the run has ended and all of it was sent. */
export const STREAM_EVENTS = ['run', 'shards', 'log', 'end'] as const;

export type StreamEvent = (typeof STREAM_EVENTS)[number];
