import { z } from 'zod';
import { faultsOf } from '#domain/trend.ts';
import type { DayList } from '#domain/views.ts';
import { parseInput } from '#server/services/parse-input.ts';
import { currentPlant } from '#server/services/plants/current-plant.ts';
import { database } from '#server/stores/database.ts';
import { listDayRows } from '#server/stores/plant-days.ts';
import { listTallies } from '#server/stores/verdict-tallies.ts';

const inputSchema = z.object({ limit: z.coerce.number().int().min(1).max(400).default(90) });

/** Days that have runs, newest first, each with the number of faulty arrays its published result holds. */
export async function listDays(input: z.input<typeof inputSchema> = {}): Promise<DayList> {
  const { limit } = parseInput(inputSchema, input);
  const db = database();
  const plant = await currentPlant();
  const rows = await listDayRows(db, plant.id, limit);
  const tallies = await listTallies(
    db,
    rows.flatMap(({ currentRunId }) => currentRunId ?? []),
  );
  const days = rows.map(({ day, state, currentRunId }) => ({
    day,
    state,
    published: currentRunId !== null,
    faults: currentRunId === null ? 0 : faultsOf(tallies.get(currentRunId)),
  }));
  return { plant, days };
}
