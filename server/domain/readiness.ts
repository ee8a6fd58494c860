import { z } from 'zod';
import { RUN_STATES } from './state-machine.ts';

const partSchema = z.object({ state: z.enum(['up', 'down']), latencyMs: z.number() });

export const readinessSchema = z.object({
  status: z.enum(['ready', 'not_ready']),
  /** What the console cannot do its work without. */
  parts: z.object({ database: partSchema, objectStore: partSchema, queue: partSchema }),
  /** The newest run that has ended; null when there is none, or no database to ask. A failed one makes nothing unready. */
  lastRun: z.object({ state: z.enum(RUN_STATES), endedAt: z.iso.datetime() }).nullable(),
});

export type Readiness = z.infer<typeof readinessSchema>;
