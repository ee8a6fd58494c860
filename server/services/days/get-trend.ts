import { z } from 'zod';
import { shiftPlantDay } from '#domain/plant-day.ts';
import { countsOf, type TrendView } from '#domain/trend.ts';
import { requireAction } from '#server/auth/principal.ts';
import type { ServiceContext } from '#server/services/context.ts';
import { resolveDay } from '#server/services/days/resolve-day.ts';
import { parseInput } from '#server/services/parse-input.ts';
import { plantViewOf } from '#server/services/plants/plant-view.ts';
import { listCurrentRunIds } from '#server/stores/plant-days.ts';
import { listTallies } from '#server/stores/verdict-tallies.ts';

const inputSchema = z.object({
  day: z.string(),
  days: z.coerce.number().int('days: expected a whole number').min(1).max(366).default(30),
});

/** The published outcomes, counted, of `day` and the days before it. A day without a result has no counts. */
export async function getTrend(context: ServiceContext, input: z.input<typeof inputSchema>): Promise<TrendView> {
  requireAction(context.principal, 'plant.read');
  const { day, days } = parseInput(inputSchema, input);
  const { db, plant } = context;
  const last = await resolveDay(context, day);
  const range = Array.from({ length: days }, (_, index) => shiftPlantDay(last, index + 1 - days));
  const runIds = await listCurrentRunIds(db, plant.id, { from: shiftPlantDay(last, 1 - days), to: last });
  const tallies = await listTallies(db, [...runIds.values()]);
  return {
    plant: plantViewOf(plant),
    days: range.map((date) => {
      const runId = runIds.get(date);
      return { day: date, counts: runId === undefined ? null : countsOf(tallies.get(runId) ?? new Map()) };
    }),
  };
}
