import { z } from 'zod';
import { plantDaySchema } from '#domain/plant-day.ts';
import { plantViewSchema } from '#domain/views.ts';

const count = z.number().int().nonnegative();

/** How a plant stands: what an operator of several looks at first. */
export const plantOverviewSchema = z.object({
  plant: plantViewSchema,
  /** Readings are made up, as the demo plant's. */
  simulated: z.boolean(),
  /** Faults that somebody has to see to: open or back again. */
  openFaults: count,
  /** Arrays that have one. */
  faultyArrays: count,
  /** What all faults that are not resolved take on an average day, kWh; null while no loss is known. */
  lossPerDayKwh: z.number().nullable(),
  /** The newest day with a result; null before the first. */
  newest: z
    .object({
      day: plantDaySchema,
      publishedAt: z.iso.datetime(),
      /** Full plant days since it ended: 0 is yesterday's. */
      daysBehind: count,
      arrays: count,
      normal: count,
      noVerdict: count,
    })
    .nullable(),
  /** The state of the newest run; null before the first. */
  newestRun: z.object({ id: z.string(), day: plantDaySchema, state: z.string() }).nullable(),
});

export const plantOverviewListSchema = z.object({ plants: z.array(plantOverviewSchema) });

export type PlantOverview = z.infer<typeof plantOverviewSchema>;
