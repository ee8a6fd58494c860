import { SLOTS_PER_DAY } from '#domain/plant-day.ts';
import type { ArraySpec } from './array-spec.ts';
import type { ShadeState } from './array-state.ts';
import { drawStretch, type Stretch } from './failures.ts';
import { SLOTS_PER_MINUTE, within } from './faults.ts';
import { planeOf } from './plane.ts';
import type { Random } from './random.ts';
import { range } from './range.ts';
import { SUBSTRINGS_PER_MODULE } from './ranges.ts';
import type { WeatherDay } from './weather-day.ts';
import { LIFE } from './wide-ranges.ts';

/** What takes light from all arrays of a plant alike: snow, rows that shade each other, a horizon. */
export interface Cover extends Stretch {
  kind: 'snow_all' | 'snow_part' | 'snow_sliding' | 'rows' | 'horizon';
  /** Light that is left where it lies; of rows and a horizon the diffuse part is. */
  light: number;
  /** Part of each string that it covers, 0..1; snow that slides uncovers the rest during [from, to). */
  part: number;
  /** Whether the pyranometer lies under it too. */
  onPyranometer: boolean;
}

export function drawSnow(random: Random, dawn: number, dusk: number): Cover {
  const { kinds, light, part, slideMinutes, pyranometerChance } = LIFE.snow;
  const kind = random.pick(kinds);
  const slide = drawStretch(random, dawn, dusk, within(random, slideMinutes));
  return {
    kind: `snow_${kind}`,
    light: within(random, light),
    part: kind === 'part' ? within(random, part) : 1,
    onPyranometer: random.chance(pyranometerChance),
    ...(kind === 'sliding' ? slide : { from: 0, to: SLOTS_PER_DAY }),
  };
}

/** While the sun is low, in the morning or in the evening. */
export function drawLowSun(random: Random, dawn: number, dusk: number): Cover {
  const { minutes, horizonChance, part, pyranometerChance } = LIFE.lowSun;
  const slots = Math.round(Math.min(within(random, minutes) * SLOTS_PER_MINUTE, (dusk - dawn) / 3));
  const isHorizon = random.chance(horizonChance);
  const onPyranometer = random.chance(pyranometerChance);
  const stretch = random.chance(0.5) ? { from: dawn, to: dawn + slots } : { from: dusk - slots, to: dusk };
  const rows = within(random, part);
  return isHorizon
    ? { kind: 'horizon', light: 0, part: 1, onPyranometer, ...stretch }
    : { kind: 'rows', light: 0, part: rows, onPyranometer: false, ...stretch };
}

/** Part of the modules that a cover lies on in a slot, 0..1. */
export function coveredPart(cover: Cover, slot: number): number {
  const through = (slot - cover.from) / Math.max(cover.to - cover.from, 1);
  if (cover.kind === 'snow_sliding') return Math.min(Math.max(1 - through, 0), 1);
  if (through < 0 || through >= 1) return 0;
  if (cover.kind !== 'rows') return cover.part;
  // Rows: the shadow is longest at the day's edge.
  return cover.part * (cover.from < SLOTS_PER_DAY / 2 ? 1 - through : through);
}

/** Light that a cover leaves where it lies, as a part. */
export function lightUnder(cover: Cover, slot: number, weather: WeatherDay): number {
  const isSnow = cover.kind !== 'rows' && cover.kind !== 'horizon';
  return isSnow ? cover.light : (weather.diffusePart[slot] as number);
}

/** What a cover does to an array in a slot: a factor on all its light, or a shadow on the lower part of each string. */
export function createCover(
  cover: Cover,
  spec: ArraySpec,
  weather: WeatherDay,
): (slot: number) => { light: number; shade?: ShadeState } {
  const inString = spec.modulesInSeries * SUBSTRINGS_PER_MODULE;
  const cells = spec.module.cellsInSeries / SUBSTRINGS_PER_MODULE;
  const covered = new Uint8Array(inString);
  const shadows = range(0, spec.strings).map((string) => ({ string, covered }));
  return (slot) => {
    const part = coveredPart(cover, slot);
    const light = lightUnder(cover, slot, weather);
    if (part >= 1) return { light };
    if (part <= 0) return { light: 1 };
    for (let k = 0; k < inString; k++) {
      covered[k] = Math.round(cells * Math.min(Math.max(part * inString - k, 0), 1));
    }
    return { light: 1, shade: { kind: 'shade', remainder: light, shadows } };
  };
}

/** Some strings of each array that look another way. */
export interface Facing {
  /** Part of the strings. */
  part: number;
  azimuth: number;
  /** Their light against that of the others, a value a slot. */
  ratio: Float64Array;
}

const LEAST_LIGHT = 2;
const LARGEST_RATIO = 5;

export function drawFacing(random: Random, weather: WeatherDay): Facing {
  const turn = within(random, LIFE.facing.azimuth) * (random.chance(0.5) ? 1 : -1);
  const { site } = weather.view;
  const azimuth = (site.azimuth ?? 0) + turn;
  return { part: within(random, LIFE.facing.part), azimuth, ratio: planeRatio(weather, { azimuth, tracker: false }) };
}

/** Light on a plane that stands otherwise against that on the modules, a value a slot; 1 where it is dark. */
export function planeRatio(
  { view, dayOfYear }: WeatherDay,
  other: { tilt?: number; azimuth?: number; tracker?: boolean },
): Float64Array {
  const own = planeOf(view.site, dayOfYear, view.index, 0.2);
  return planeOf({ ...view.site, ...other }, dayOfYear, view.index, 0.2).map((light, slot) => {
    const here = own[slot] as number;
    return here < LEAST_LIGHT ? 1 : Math.min(light / here, LARGEST_RATIO);
  });
}
