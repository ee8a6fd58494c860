import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { call } from '#components/data/call.ts';
import { getPlantGrid, getPlantLayout } from '#domain/api/overview.ts';
import { decodePlantDay } from '#domain/plant-grid.ts';
import type { PlantDayView } from '#domain/views.ts';

const plantLayoutQuery = () =>
  queryOptions({
    queryKey: ['plant-layout'],
    queryFn: ({ signal }) => call(getPlantLayout, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
  });

/** A day of the plant from its two parts: where the arrays stand, asked for once, and the day's columns. */
export async function loadPlantDay(day: string, client: QueryClient, signal: AbortSignal): Promise<PlantDayView> {
  const [grid, known] = await Promise.all([
    call(getPlantGrid, { params: { day }, signal }),
    client.ensureQueryData(plantLayoutQuery()),
  ]);
  performance.mark('plant-day-arrived');
  if (known.version === grid.layout) return decodePlantDay(grid, known);
  // The plant was rebuilt since the layout was asked for.
  const newer = await client.fetchQuery({ ...plantLayoutQuery(), staleTime: 0 });
  return decodePlantDay(grid, newer);
}
