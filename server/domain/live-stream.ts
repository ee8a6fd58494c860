import { z } from 'zod';
import { liveChangeSchema, livePulseSchema } from '#domain/live.ts';

// What GET /api/v1/live/stream sends: server-sent events, each with the name of its schema here.

/** New changes, oldest first; the event's id is the last one's, from which a broken stream goes on. */
export const streamedChangesSchema = z.array(liveChangeSchema);
/** The newest readings, whenever there are newer ones. */
export const streamedPulseSchema = livePulseSchema;

export const LIVE_STREAM_EVENTS = ['changes', 'pulse'] as const;

export type LiveStreamEvent = (typeof LIVE_STREAM_EVENTS)[number];
