import type { PlantDayView } from '#domain/views.ts';
import { getPlantGrid } from '#server/services/days/get-plant-grid.ts';
import { placeCells } from '#server/services/days/place-cells.ts';
import { contextOf } from '#tests/context.ts';

/** The plant on a day as `GET /api/v1/plant-days/{day}` answers it. */
export async function readPlantDay(input: { day: string }): Promise<PlantDayView> {
  const context = await contextOf();
  return placeCells(context, await getPlantGrid(context, input));
}
