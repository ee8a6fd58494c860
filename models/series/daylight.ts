import { SLOTS_PER_DAY } from '#domain/plant-day.ts';

/** Slots [first, end) between dawn and dusk. */
export interface DaylightWindow {
  first: number;
  end: number;
}

/** Plane-of-array irradiance that counts as daylight, W/m²: above any night offset, below which an array gives nothing. */
export const DAYLIGHT_IRRADIANCE = 20;

const NOON_SLOT = SLOTS_PER_DAY / 2;

/** How many arrays have a reading in each slot, and how many of these see light: shards count, their sum decides. */
export interface DaylightVotes {
  seen: Uint32Array;
  lit: Uint32Array;
}

/**
 * The votes of some of a plant's arrays.
 * @param irradiances one series of 4,320 values an array, W/m², NaN where missing
 */
export function countDaylight(irradiances: readonly Float32Array[]): DaylightVotes {
  const votes = { seen: new Uint32Array(SLOTS_PER_DAY), lit: new Uint32Array(SLOTS_PER_DAY) };
  for (const series of irradiances) {
    for (let slot = 0; slot < SLOTS_PER_DAY; slot++) {
      const value = series[slot] as number;
      if (Number.isNaN(value)) continue;
      (votes.seen[slot] as number)++;
      if (value > DAYLIGHT_IRRADIANCE) (votes.lit[slot] as number)++;
    }
  }
  return votes;
}

/** The votes of several shards together. */
export function sumDaylight(shards: readonly DaylightVotes[]): DaylightVotes {
  const total = { seen: new Uint32Array(SLOTS_PER_DAY), lit: new Uint32Array(SLOTS_PER_DAY) };
  for (const { seen, lit } of shards) {
    for (let slot = 0; slot < SLOTS_PER_DAY; slot++) {
      (total.seen[slot] as number) += seen[slot] as number;
      (total.lit[slot] as number) += lit[slot] as number;
    }
  }
  return total;
}

/**
 * The daylight of a plant day as its arrays' pyranometers saw it together: from the first to the last slot in which
 * the median of the readings present is above 20 W/m². Where no array has a reading beside an edge, dawn or dusk
 * itself is missing: the edge then moves outwards to the mirror image of the other one about 12:00, as far as readings
 * are missing, so that lost hours count as lost and are not taken for night.
 * @returns null when no slot is lit
 */
export function daylightOf({ seen, lit: above }: DaylightVotes): DaylightWindow | null {
  const lit = above.map((count, slot) => (count * 2 > (seen[slot] as number) ? 1 : 0));
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

/** Of a day that is not over, only the light so far can be asked for; null before dawn. `until` is a slot, null for a whole day. */
export function lightUntil(daylight: DaylightWindow | null, until: number | null): DaylightWindow | null {
  if (!daylight || until === null) return daylight;
  return until > daylight.first ? { first: daylight.first, end: Math.min(daylight.end, until) } : null;
}

/** As `daylightOf`, of series at hand. */
export function daylightWindow(irradiances: readonly Float32Array[]): DaylightWindow | null {
  return daylightOf(countDaylight(irradiances));
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
