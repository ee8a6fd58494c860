import { z } from 'zod';
import { runEventViewSchema } from '#domain/views.ts';

/** From least to most. */
export const EVENT_LEVELS = ['info', 'warning', 'error'] as const;

export type EventLevel = (typeof EVENT_LEVELS)[number];

/** Lines of a run's log, oldest first; `nextCursor` asks for those that follow. */
export const runEventPageSchema = z.object({
  events: z.array(runEventViewSchema),
  nextCursor: z.string().nullable(),
});

export type RunEventPage = z.infer<typeof runEventPageSchema>;
