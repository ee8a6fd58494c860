import { SLOTS_PER_DAY } from '#domain/plant-day.ts';
import { HeliographError } from '#server/errors.ts';
import { type ClearSky, clearSky, type Site } from './clear-sky.ts';
import { randomWalk } from './clouds.ts';
import { createRandom, type Random } from './random.ts';
import { type Range, WEATHER } from './ranges.ts';
import { diffusePartOf, drawRegime, skyIndex } from './sky-index.ts';
import { SKY_REGIMES, type SkyRegime, type WeatherDay } from './weather-day.ts';
import { createWideWeather } from './wide-weather.ts';

export interface WeatherOptions {
  seed: number | string;
  /** Default: drawn, each of the five with its chance. */
  regime?: SkyRegime;
  /** Default: drawn. */
  dayOfYear?: number;
  /** Default: drawn. Give the plant's own, so that its days belong together. */
  site?: Site;
  /** `wide`: latitudes, mountings, climates and clouds as wide as the field; default `usual`. */
  variety?: 'usual' | 'wide';
}

/** Draws the weather of a day. Throws a HeliographError that names a bad option. */
export function createWeatherDay(options: WeatherOptions): WeatherDay {
  const random = createRandom(options.seed).fork('weather');
  const regime = options.regime ?? drawRegime(random.fork('regime'));
  if (!SKY_REGIMES.includes(regime)) {
    throw new HeliographError('invalid_input', `regime must be one of ${SKY_REGIMES.join(', ')}, not ${regime}`);
  }
  const calendar = random.fork('calendar');
  const dayOfYear = options.dayOfYear ?? calendar.integer(1, 365);
  if (!(Number.isInteger(dayOfYear) && dayOfYear >= 1 && dayOfYear <= 366)) {
    throw new HeliographError('invalid_input', `dayOfYear must be an integer from 1 to 366, not ${dayOfYear}`);
  }
  if (options.variety === 'wide') return createWideWeather(options, regime, random);
  const site = options.site ?? drawSite(calendar);
  const sky = random.fork('sky');
  const clear = clearSky(site, dayOfYear, uniform(sky, WEATHER.clearDiffuse));
  const clarity = uniform(sky, WEATHER.clarity);
  const index = skyIndex(regime, sky).map((part) => Math.min(Math.max(part, 0.03), WEATHER.enhancementLimit));
  const poaIrradiance = clear.poa.map((light, slot) => light * clarity * (index[slot] as number));
  return {
    seed: String(options.seed),
    regime,
    dayOfYear,
    poaIrradiance,
    diffusePart: index.map((part) => diffusePartOf(0.75 * part)),
    view: { site, index },
    ...airOf(random.fork('air'), site, dayOfYear, clear, index),
  };
}

/** A place that a seed determines: give it to all days of a plant. */
export function siteOf(seed: number | string): Site {
  return drawSite(createRandom(seed).fork('site'));
}

function drawSite(random: Random): Site {
  return {
    latitude: uniform(random, WEATHER.latitude),
    tilt: uniform(random, WEATHER.tilt),
    noonShiftMinutes: uniform(random, WEATHER.noonShift),
  };
}

/** Air temperature and wind: season, time of day and clouds, with a wandering part (all figures *). */
function airOf(random: Random, site: Site, dayOfYear: number, clear: ClearSky, index: Float64Array) {
  const summer = Math.cos((2 * Math.PI * (dayOfYear - 200)) / 365) * (site.latitude < 0 ? -1 : 1);
  const latitude = Math.abs(site.latitude);
  const mean = 30 - 0.45 * latitude + (2 + 0.2 * latitude) * summer + 4 * random.normal();
  const openness = index.reduce((sum, part) => sum + part, 0) / index.length;
  const swing = random.uniform(3, 5) + 4 * Math.min(openness, 1);
  const meanWind = uniform(random, WEATHER.meanWind);
  const drift = randomWalk(random, 0.998);
  const gusts = randomWalk(random, 0.97);
  const airTemperature = clear.poa.map((_, slot) => {
    const fromPeak = (slot / SLOTS_PER_DAY - 14.5 / 24) * 2 * Math.PI;
    return mean + swing * Math.cos(fromPeak) + 0.5 * drift();
  });
  const windSpeed = clear.cosZenith.map((height) => {
    return Math.max(0.1, meanWind * (0.6 + 0.6 * height) * (1 + 0.4 * gusts()));
  });
  return { airTemperature, windSpeed };
}

function uniform(random: Random, range: Range): number {
  return random.uniform(range.lo, range.hi);
}
