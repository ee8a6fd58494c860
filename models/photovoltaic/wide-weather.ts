import { SLOTS_PER_DAY } from '#domain/plant-day.ts';
import type { Site } from './clear-sky.ts';
import { drawTexture, textureIndex } from './cloud-textures.ts';
import { randomWalk } from './clouds.ts';
import { pickByWeight } from './draws.ts';
import { SLOTS_PER_MINUTE, within } from './faults.ts';
import { planeOf } from './plane.ts';
import { createRandom, type Random } from './random.ts';
import { WEATHER } from './ranges.ts';
import { diffusePartOf, skyIndex } from './sky-index.ts';
import type { SkyRegime, WeatherDay } from './weather-day.ts';
import { WIDE_WEATHER } from './wide-ranges.ts';

const MOST_DRAWS = 40;
const BRIGHTEST = 1450;

/** A place of wide weather that a seed determines: give it to all days of a plant. */
export function wideSiteOf(seed: number | string): Site {
  return drawWideSite(createRandom(seed).fork('wide site'));
}

/**
 * A day of a plant anywhere: 0..65° of latitude, modules from east to west or on a tracker, solar noon within 2 h of
 * 12:00, air of -25..45 °C, clouds of any kind.
 * @param options what is given is kept; what is not is drawn, until the day has a few hours of light
 */
export function createWideWeather(
  options: { seed: number | string; dayOfYear?: number; site?: Site },
  regime: SkyRegime,
  random: Random,
): WeatherDay {
  const { site, dayOfYear } = drawPlace(options, random);
  const sky = random.fork('wide sky');
  const texture = drawTexture(sky);
  const dim = sky.chance(WIDE_WEATHER.dim.chance) ? within(sky, WIDE_WEATHER.dim.factor) : 1;
  const clarity = within(sky, WIDE_WEATHER.clarity) * dim;
  const albedo = within(sky, WIDE_WEATHER.albedo);
  const clouds = texture ? textureIndex(texture, sky.fork(texture)) : skyIndex(regime, sky.fork('regime'));
  const index = clouds.map((part) => clarity * Math.min(Math.max(part, 0.03), WEATHER.enhancementLimit));
  return {
    seed: String(options.seed),
    regime,
    texture,
    dayOfYear,
    poaIrradiance: planeOf(site, dayOfYear, index, albedo).map((light) => Math.min(light, BRIGHTEST)),
    diffusePart: index.map((part) => diffusePartOf(0.75 * part)),
    view: { site, index },
    ...wideAir(random.fork('wide air'), site, dayOfYear),
  };
}

function drawPlace(options: { dayOfYear?: number; site?: Site }, random: Random): { site: Site; dayOfYear: number } {
  for (let draw = 0; ; draw++) {
    const own = random.fork(`place ${draw}`);
    const site = options.site ?? drawWideSite(own);
    const dayOfYear = options.dayOfYear ?? own.integer(1, 365);
    const given = options.site !== undefined && options.dayOfYear !== undefined;
    if (given || draw === MOST_DRAWS || hasLight(site, dayOfYear)) return { site, dayOfYear };
  }
}

function hasLight(site: Site, dayOfYear: number): boolean {
  const clear = planeOf(site, dayOfYear, new Float64Array(SLOTS_PER_DAY).fill(1), 0.2);
  return clear.filter((light) => light > 150).length >= WIDE_WEATHER.leastHours * 60 * SLOTS_PER_MINUTE;
}

function drawWideSite(random: Random): Site {
  const { nearEquatorward } = WIDE_WEATHER;
  const south = random.chance(WIDE_WEATHER.southChance) ? -1 : 1;
  const latitude = south * within(random, WIDE_WEATHER.latitude);
  const near = random.chance(nearEquatorward.chance);
  const small = random.uniform(-nearEquatorward.degrees, nearEquatorward.degrees);
  const wide = within(random, WIDE_WEATHER.azimuth);
  return {
    latitude,
    tilt: within(random, WIDE_WEATHER.tilt),
    noonShiftMinutes: within(random, WIDE_WEATHER.noonShift),
    azimuth: near ? small : wide,
    tracker: random.chance(WIDE_WEATHER.tracker.chance),
  };
}

/** Air and wind of a climate that is drawn: the latitude's own, a desert or frost. */
function wideAir(random: Random, site: Site, dayOfYear: number) {
  const climate = drawClimate(random);
  const summer = Math.cos((2 * Math.PI * (dayOfYear - 200)) / 365) * (site.latitude < 0 ? -1 : 1);
  const latitude = Math.abs(site.latitude);
  const usual = 30 - 0.45 * latitude + (2 + 0.2 * latitude) * summer;
  const mean = climate.mean ? within(random, climate.mean) : usual + within(random, climate.shift);
  const swing = within(random, climate.swing);
  const meanWind = within(random, WIDE_WEATHER.meanWind);
  const drift = randomWalk(random, 0.998);
  const gusts = randomWalk(random, 0.97);
  const { lo, hi } = WIDE_WEATHER.air;
  const airTemperature = new Float64Array(SLOTS_PER_DAY).map((_, slot) => {
    const minutes = slot / SLOTS_PER_MINUTE - 14.5 * 60 - site.noonShiftMinutes;
    const air = mean + swing * Math.cos((minutes / 1440) * 2 * Math.PI) + 0.7 * drift();
    return Math.min(Math.max(air, lo), hi);
  });
  const windSpeed = airTemperature.map(() => Math.max(0.1, meanWind * (1 + 0.4 * gusts())));
  return { airTemperature, windSpeed };
}

function drawClimate(random: Random) {
  const { climates } = WIDE_WEATHER;
  return pickByWeight(climates, ({ weight }) => weight, random) ?? climates[0];
}
