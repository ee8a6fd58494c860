import type { PlantView } from '#domain/views.ts';
import type { PlantRow } from '#server/stores/plants.ts';

/** A plant as the console shows it. */
export function plantViewOf({ id, name, utcOffsetMinutes, arrayCount }: PlantRow): PlantView {
  return { id, name, utcOffsetMinutes, arrays: arrayCount };
}
