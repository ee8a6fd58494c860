import { SLOTS_PER_DAY } from '#domain/plant-day.ts';
import { randomWalk } from './clouds.ts';
import { drawStretch, type Stretch } from './failures.ts';
import { SLOTS_PER_MINUTE, within } from './faults.ts';
import { type Cover, coveredPart, lightUnder, planeRatio } from './light-on-arrays.ts';
import type { Random } from './random.ts';
import type { WeatherDay } from './weather-day.ts';
import { LIFE } from './wide-ranges.ts';

/** How what stands for the arrays' light differs from it, all arrays of a plant alike. */
export interface Pyranometer {
  /** Plane it lies in, degrees; null: the modules'. */
  plane: { tilt: number; azimuth: number } | null;
  gain: number;
  shade: (Stretch & { left: number }) | null;
  /** Minutes by which clouds pass it later than the arrays; negative: earlier. */
  delayMinutes: number;
  /** Mean of so many minutes, as satellites give; null: measured on the ground. */
  satelliteMinutes: number | null;
  /** All of it as a factor on the modules' light, a value a slot. */
  factor: Float64Array;
}

/** Draws it; null when nothing is amiss. A cover may lie on the pyranometer too. */
export function drawPyranometer(
  random: Random,
  weather: WeatherDay,
  [dawn, dusk]: readonly [number, number],
  covers: readonly Cover[],
): Pyranometer | null {
  const { plane, gain, shade, distance, satellite } = LIFE.pyranometer;
  const { site } = weather.view;
  const isHorizontal = random.chance(plane.horizontalChance);
  const other = isHorizontal
    ? { tilt: 0, azimuth: 0 }
    : {
        tilt: Math.min(Math.max(site.tilt + within(random, plane.tilt), 0), 90),
        azimuth: (site.azimuth ?? 0) + within(random, plane.azimuth),
      };
  const error = Math.min(Math.max(gain.sd * random.normal(), -gain.most), gain.most);
  const shadow = {
    ...drawStretch(random, dawn, dusk, within(random, shade.minutes)),
    left: within(random, shade.left),
  };
  const delay = within(random, distance.minutes) * (random.chance(0.5) ? 1 : -1);
  const minutes = random.pick(satellite.minutes);
  const drawn = {
    plane: random.chance(plane.chance) ? other : null,
    gain: random.chance(gain.chance) ? 1 + error : 1,
    shade: random.chance(shade.chance) ? shadow : null,
    delayMinutes: random.chance(distance.chance) ? delay : 0,
    satelliteMinutes: random.chance(satellite.chance) ? minutes : null,
  };
  const under = covers.filter(({ onPyranometer }) => onPyranometer);
  const isPlain = !drawn.plane && drawn.gain === 1 && !drawn.shade && !drawn.delayMinutes && !drawn.satelliteMinutes;
  if (isPlain && under.length === 0) return null;
  return { ...drawn, factor: factorOf(drawn, weather, under, random.fork('satellite')) };
}

function factorOf(
  { plane, gain, shade, delayMinutes, satelliteMinutes }: Omit<Pyranometer, 'factor'>,
  weather: WeatherDay,
  covers: readonly Cover[],
  random: Random,
): Float64Array {
  const { poaIrradiance, view } = weather;
  const ratio = plane && planeRatio(weather, { ...plane, tracker: false });
  const late = Math.round(delayMinutes * SLOTS_PER_MINUTE);
  const seen = poaIrradiance.map((light, slot) => {
    const then = view.index[Math.min(Math.max(slot - late, 0), SLOTS_PER_DAY - 1)] as number;
    const clouds = Math.min(then / (view.index[slot] as number), 20);
    const inShade = shade !== null && slot >= shade.from && slot < shade.to;
    let left = inShade ? Math.max(shade.left, weather.diffusePart[slot] as number) : 1;
    for (const cover of covers) if (coveredPart(cover, slot) > 0.5) left *= lightUnder(cover, slot, weather);
    return light * (ratio ? (ratio[slot] as number) : 1) * gain * clouds * left;
  });
  const reported = satelliteMinutes === null ? seen : bySatellite(seen, satelliteMinutes, random);
  return reported.map((light, slot) => {
    const here = poaIrradiance[slot] as number;
    return here > 0 ? light / here : 1;
  });
}

/** Means of whole blocks with the error of a satellite's estimate, joined by straight lines. */
function bySatellite(seen: Float64Array, minutes: number, random: Random): Float64Array {
  const slots = minutes * SLOTS_PER_MINUTE;
  const walk = randomWalk(random, 0.6);
  const means = Array.from({ length: SLOTS_PER_DAY / slots }, (_, block) => {
    const mean = seen.subarray(block * slots, (block + 1) * slots).reduce((sum, light) => sum + light, 0) / slots;
    return mean * Math.max(0.3, 1 + LIFE.pyranometer.satellite.error * walk());
  });
  return seen.map((_, slot) => {
    const at = Math.min(Math.max((slot + 0.5) / slots - 0.5, 0), means.length - 1);
    const below = Math.min(Math.floor(at), means.length - 2);
    const [left, right] = [means[below] as number, means[below + 1] as number];
    return left + (at - below) * (right - left);
  });
}
