import { z } from 'zod';
import { plantDaySchema } from '#server/domain/plant-day.ts';
import type { RunList } from '#server/domain/views.ts';
import { parseInput } from '#server/services/parse-input.ts';
import { currentPlant } from '#server/services/plants/current-plant.ts';
import { runViewOf } from '#server/services/runs/run-view.ts';
import { database } from '#server/stores/database.ts';
import { listRunRows } from '#server/stores/runs.ts';

const inputSchema = z.object({
  cursor: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  day: plantDaySchema.optional(),
});

/** Runs of the plant, newest request first. */
export async function listRuns(input: z.input<typeof inputSchema> = {}): Promise<RunList> {
  const { cursor, limit, day } = parseInput(inputSchema, input);
  const plant = await currentPlant();
  const rows = await listRunRows(database(), plant.id, {
    limit: limit + 1,
    ...(cursor === undefined ? {} : { before: cursor }),
    ...(day === undefined ? {} : { day }),
  });
  const page = rows.slice(0, limit);
  return { plant, runs: page.map(runViewOf), nextCursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
}
