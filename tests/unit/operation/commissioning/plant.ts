import type { ArraySeries } from '#domain/channels.ts';
import { type Nameplate, nameplateOf } from '#domain/nameplate.ts';
import { SLOTS_PER_DAY, shiftPlantDay } from '#domain/plant-day.ts';
import { type DaySummary, summarizeDay } from '#models/operation/commissioning/day-summary.ts';
import { expectedOf, type MeasuredPlant } from '#models/operation/commissioning/survey.ts';
import { createRandom } from '#models/photovoltaic/random.ts';
import { gridOf } from '#models/series/grid-of.ts';

export interface Member {
  /** What stands there. */
  truth?: Nameplate;
  /** What is registered; default the truth. */
  registered?: Nameplate;
  /** Changes what it reports. */
  report?: (series: ArraySeries, day: number) => ArraySeries;
}

interface PlantOptions {
  arrays?: number;
  days?: number;
  /** By index, from 0. */
  members?: Record<number, Member>;
  samplingSeconds?: number;
  longitude?: number | null;
  /** Minutes after 12:00 at which the sun is highest on the plant's clock. */
  noonShift?: number;
  seed?: string;
}

const FIRST_DAY = '2026-06-12';
const NOON = SLOTS_PER_DAY / 2;

/** Ids of the arrays of `plantOf`. */
export const idOf = (index: number) => `ARRAY${String(index).padStart(5, '0')}`;

/** A plant under clear skies whose arrays are dirty by up to 5 %, with noisy sensors, and otherwise as their truth says. */
export function plantOf(options: PlantOptions = {}): MeasuredPlant {
  const {
    arrays = 16,
    days = 2,
    members = {},
    samplingSeconds = 20,
    longitude = null,
    noonShift = 0,
    seed = 'plant',
  } = options;
  const light = Float32Array.from({ length: SLOTS_PER_DAY }, (_, slot) => {
    const hour = ((slot - NOON) / SLOTS_PER_DAY) * 24 - noonShift / 60;
    return Math.max(0, 950 * Math.cos((hour * Math.PI) / 15));
  });
  const indices = Array.from({ length: arrays }, (_, index) => index);
  const truthOf = (index: number) => members[index]?.truth ?? nameplateOf(5, 3);
  const registeredOf = (index: number) => members[index]?.registered ?? truthOf(index);
  return {
    utcOffsetMinutes: 60,
    longitude,
    samplingSeconds,
    arrays: indices.map((index) => ({
      deviceId: idOf(index),
      row: 1 + Math.floor(index / 8),
      column: 1 + (index % 8),
      nameplate: registeredOf(index),
    })),
    days: Array.from({ length: days }, (_, day) => ({
      day: shiftPlantDay(FIRST_DAY, day),
      arrays: new Map(
        indices.map((index) => {
          const [truth, registered, report] = [truthOf(index), registeredOf(index), members[index]?.report];
          const make = () => {
            const healthy = seriesOf(truth, light, `${seed} ${index}`, day);
            const { series, counts } = gridOf(report?.(healthy, day) ?? healthy, registered);
            return summarizeDay(series, counts);
          };
          const key = JSON.stringify([seed, index, day, noonShift, truth, registered]);
          return [idOf(index), report ? make() : madeOnce(key, make)];
        }),
      ),
    })),
  };
}

/** Most arrays of most plants are the same healthy ones. */
const made = new Map<string, DaySummary>();

function madeOnce(key: string, make: () => DaySummary): DaySummary {
  const found = made.get(key) ?? make();
  made.set(key, found);
  return found;
}

function seriesOf(nameplate: Nameplate, light: Float32Array, seed: string, day: number): ArraySeries {
  const array = createRandom(seed);
  const clean = array.uniform(0.95, 1);
  const random = createRandom(`${seed} ${day}`);
  const heat = light.map((sun) => 14 + 0.028 * sun);
  const { voltage, current } = expectedOf(nameplate, light, heat);
  const noisy = (value: number, part: number, floor: number) =>
    value * (1 + part * random.normal()) + floor * random.normal();
  return {
    voltage: voltage.map((value) => noisy(Number.isNaN(value) ? 0 : value, 0.001, 0.05)),
    current: current.map((value) => noisy(Number.isNaN(value) ? 0 : value * clean, 0.002, 0.004)),
    temperature: heat.map((value) => noisy(value, 0, 0.2)),
    irradiance: light.map((value) => noisy(value, 0.003, 0.3) - 2),
  };
}
