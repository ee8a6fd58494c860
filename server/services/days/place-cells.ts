import { decodePlantDay, type PlantGridView } from '#domain/plant-grid.ts';
import type { PlantDayView } from '#domain/views.ts';
import { HeliographError } from '#server/errors.ts';
import type { ServiceContext } from '#server/services/context.ts';
import { layoutOf } from '#server/services/days/get-plant-layout.ts';

/** The plant on one day, every registered array in its place, out of the day's columns. */
export async function placeCells(context: ServiceContext, grid: PlantGridView): Promise<PlantDayView> {
  const layout = await layoutOf(context, grid.layout);
  if (layout.version === grid.layout) return decodePlantDay(grid, layout);
  throw new HeliographError('conflict', 'the registry of arrays was changed meanwhile: ask again');
}
