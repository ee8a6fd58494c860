import { z } from 'zod';
import { EVENT_LEVELS, type RunEventPage } from '#domain/run-events.ts';
import { requireAction } from '#server/auth/principal.ts';
import type { ServiceContext } from '#server/services/context.ts';
import { parseInput } from '#server/services/parse-input.ts';
import { getOwnRun } from '#server/services/runs/get-own-run.ts';
import { runEventViewOf } from '#server/services/runs/run-view.ts';
import { listEventsOfLevels } from '#server/stores/run-events.ts';

const inputSchema = z.object({
  runId: z.uuid('not the id of a run'),
  /** Id of the last line of the page before. */
  cursor: z
    .string()
    .regex(/^\d{1,18}$/, 'not the id of a line')
    .optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(200),
  /** The least level: `warning` leaves out what is mere information. */
  level: z.enum(EVENT_LEVELS).default('info'),
});

/** The log of a run page by page, oldest first. */
export async function listRunEvents(
  context: ServiceContext,
  input: z.input<typeof inputSchema>,
): Promise<RunEventPage> {
  requireAction(context.principal, 'runs.read');
  const { runId, cursor, limit, level } = parseInput(inputSchema, input);
  const { id } = await getOwnRun(context, runId);
  const levels = EVENT_LEVELS.slice(EVENT_LEVELS.indexOf(level));
  const rows = await listEventsOfLevels(context.db, id, { levels, after: BigInt(cursor ?? 0), limit: limit + 1 });
  const events = rows.slice(0, limit).map(runEventViewOf);
  return { events, nextCursor: rows.length > limit ? (events.at(-1)?.id ?? null) : null };
}
