import { SLOTS_PER_DAY } from '#server/domain/plant-day.ts';

/** Slots [first, end) between dawn and dusk. */
export interface DaylightWindow {
  first: number;
  end: number;
}

/** Plane-of-array irradiance that counts as daylight, W/m²: above any night offset, below which an array gives nothing. */
export const DAYLIGHT_IRRADIANCE = 20;

const NOON_SLOT = SLOTS_PER_DAY / 2;

/**
 * The daylight of a plant day as its arrays' pyranometers saw it together: from the first to the last slot in which
 * the median of the readings present is above 20 W/m². Where no array has a reading beside an edge, dawn or dusk
 * itself is missing: the edge then moves outwards to the mirror image of the other one about 12:00, as far as readings
 * are missing, so that lost hours count as lost and are not taken for night.
 * @param irradiances one series of 4,320 values an array, W/m², NaN where missing
 * @returns null when no slot is lit
 */
export function daylightWindow(irradiances: readonly Float32Array[]): DaylightWindow | null {
  const lit = new Uint8Array(SLOTS_PER_DAY);
  const seen = new Uint8Array(SLOTS_PER_DAY);
  for (let slot = 0; slot < SLOTS_PER_DAY; slot++) {
    const values = irradiances.map((series) => series[slot] ?? Number.NaN).filter((value) => !Number.isNaN(value));
    if (values.length === 0) continue;
    seen[slot] = 1;
    const above = values.filter((value) => value > DAYLIGHT_IRRADIANCE).length;
    lit[slot] = above * 2 > values.length ? 1 : 0;
  }
  const litFirst = lit.indexOf(1);
  if (litFirst < 0) return null;
  const litEnd = lit.lastIndexOf(1) + 1;
  const mirroredFirst = 2 * NOON_SLOT - litEnd;
  const mirroredEnd = 2 * NOON_SLOT - litFirst;
  let first = litFirst;
  while (first > Math.max(0, mirroredFirst) && !seen[first - 1]) first--;
  let end = litEnd;
  while (end < Math.min(SLOTS_PER_DAY, mirroredEnd) && !seen[end]) end++;
  return { first, end };
}

/**
 * Part of the daylight slots with a usable reading, 0..1; 0 when there is no daylight.
 * @param usable one entry a slot, 1 where all four channels hold a value
 */
export function coverageOf(usable: Uint8Array, daylight: DaylightWindow | null): number {
  if (!daylight) return 0;
  let present = 0;
  for (let slot = daylight.first; slot < daylight.end; slot++) present += usable[slot] ?? 0;
  return present / (daylight.end - daylight.first);
}
