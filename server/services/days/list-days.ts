import { z } from 'zod';
import { faultsOf } from '#domain/trend.ts';
import type { DayList } from '#domain/views.ts';
import { requireAction } from '#server/auth/principal.ts';
import type { ServiceContext } from '#server/services/context.ts';
import { parseInput } from '#server/services/parse-input.ts';
import { plantViewOf } from '#server/services/plants/plant-view.ts';
import { listDayRows } from '#server/stores/plant-days.ts';
import { listTallies } from '#server/stores/verdict-tallies.ts';

const inputSchema = z.object({ limit: z.coerce.number().int().min(1).max(400).default(90) });

/** Days that have runs, newest first, each with the number of faulty arrays its published result holds. */
export async function listDays(context: ServiceContext, input: z.input<typeof inputSchema> = {}): Promise<DayList> {
  requireAction(context.principal, 'plant.read');
  const { limit } = parseInput(inputSchema, input);
  const { db, plant } = context;
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
  return { plant: plantViewOf(plant), days };
}
