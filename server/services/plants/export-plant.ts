import { csvLine } from '#domain/csv.ts';
import { formatUtcOffset } from '#domain/plant-day.ts';
import { ARRAY_COLUMNS } from '#domain/registration.ts';
import { requireAction } from '#server/auth/principal.ts';
import type { ServiceContext } from '#server/services/context.ts';
import { arrayCells, cellsInOrder } from '#server/services/plants/array-cells.ts';
import { listRegisteredArrays } from '#server/stores/registered-arrays.ts';

/** The whole registry of the plant as a file that would register it again: CSV, or JSON with what the plant itself is. */
export async function exportPlant(
  { plant, principal, db }: ServiceContext,
  { format }: { format: 'csv' | 'json' },
): Promise<{ text: string; arrays: number }> {
  requireAction(principal, 'plant.read');
  const arrays = await listRegisteredArrays(db, plant.id);
  if (format === 'csv') {
    const text = [csvLine(ARRAY_COLUMNS), ...arrays.map((array) => csvLine(cellsInOrder(array)))].join('');
    return { text, arrays: arrays.length };
  }
  const { id, name, utcOffsetMinutes } = plant;
  const said = arrays.map((array) => ({
    ...Object.fromEntries(Object.entries(arrayCells(array)).filter(([, value]) => value !== null)),
    blockingDiodes: array.blockingDiodes,
  }));
  const content = { plant: { id, name, utcOffset: formatUtcOffset(utcOffsetMinutes).slice(3) }, arrays: said };
  return { text: `${JSON.stringify(content, null, 1)}\n`, arrays: arrays.length };
}
