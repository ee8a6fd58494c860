import { type ArrayLife, type Life, type PlantLife, quietLife } from '#models/photovoltaic/plant-life.ts';
import type { PowerLimit } from '#models/photovoltaic/power-limit.ts';
import { type ArrayDayOptions, simulateArrayDay } from '#models/photovoltaic/simulate-array-day.ts';
import { createWeatherDay } from '#models/photovoltaic/weather.ts';

/** A bright summer day without clouds. */
export const CLEAR = createWeatherDay({
  seed: 'clear and bright',
  regime: 'clear',
  dayOfYear: 170,
  site: { latitude: 40, tilt: 25, noonShiftMinutes: 0 },
});

export const lifeOf = (plant: Partial<PlantLife>, array: Partial<ArrayLife> = {}): Life => {
  const quiet = quietLife(CLEAR);
  return { plant: { ...quiet.plant, ...plant }, array: { ...quiet.array, ...array } };
};

/** A limit of all day at a part of STC power; the other traits as a slow or hunting control needs them. */
export const limitOf = (control: PowerLimit['control'], part: number): PowerLimit => ({
  kind: 'whole_day',
  control,
  part,
  partAt: null,
  from: 0,
  to: 4320,
  recoveryMinutes: 2,
  huntingPart: 0.02,
  huntingMinutes: 3,
});

/** A day of the default array under that sky, of a seed whose array has no outage, limit, gap or bad sensor of its own. */
export function dayWith(life: Life | undefined, options: Partial<ArrayDayOptions> = {}) {
  return simulateArrayDay({
    seed: 'plain 0',
    condition: 'normal',
    weather: CLEAR,
    withLoss: false,
    ...(life && { life }),
    ...options,
  });
}

/** Slots with more than so much light, W/m². */
export const litAbove = (irradiance: number): number[] =>
  Array.from(CLEAR.poaIrradiance.entries()).flatMap(([slot, light]) => (light > irradiance ? [slot] : []));

/** Mean of the readings there are. */
export function meanOf(values: Float32Array, slots: readonly number[]): number {
  const there = slots.map((slot) => values[slot] ?? Number.NaN).filter((value) => !Number.isNaN(value));
  return there.reduce((sum, value) => sum + value, 0) / there.length;
}
