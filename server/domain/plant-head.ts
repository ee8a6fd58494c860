import type { OutcomeCounts } from '#domain/trend.ts';
import type { PlantDayView } from '#domain/views.ts';

/** A plant day without its arrays: what the page says of it before they are there. `counts` null: nothing is published. */
export interface PlantHead extends Omit<PlantDayView, 'cells'> {
  counts: OutcomeCounts | null;
}

/** A plant day as far as it is known: with all its arrays, or their numbers alone. */
export type PartialPlantDay = PlantDayView | PlantHead;
