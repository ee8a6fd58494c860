import { SLOTS_PER_DAY } from '#domain/plant-day.ts';
import { closedSky, openSky, passingClouds, ramp } from './clouds.ts';
import { within } from './faults.ts';
import type { Random } from './random.ts';
import { CLOUDS } from './ranges.ts';
import type { SkyRegime } from './weather-day.ts';

/** Draws one of the five skies, each with its chance. */
export function drawRegime(random: Random): SkyRegime {
  return random.pick(['clear', 'clear', 'scattered', 'scattered', 'broken', 'broken', 'overcast', 'changing'] as const);
}

/** Part of the clear-sky irradiance that the clouds leave, a value a slot. */
export function skyIndex(regime: SkyRegime, random: Random): Float64Array {
  switch (regime) {
    case 'clear':
      return openSky(random);
    case 'scattered':
      return passingClouds(CLOUDS.scattered, random);
    case 'broken':
      return passingClouds(CLOUDS.broken, random);
    case 'overcast':
      return closedSky(within(random, CLOUDS.overcast), random);
    case 'changing':
      return changingSky(random);
  }
}

/** Two or three skies one after the other, each change taking 10 to 30 minutes. */
function changingSky(random: Random): Float64Array {
  const steady = ['clear', 'scattered', 'broken', 'overcast'] as const;
  const first = random.pick(steady);
  let sky = skyIndex(first, random.fork('sky 0'));
  let last: SkyRegime = first;
  const changes = random.integer(1, 2);
  for (let change = 1; change <= changes; change++) {
    const next = random.pick(steady.filter((regime) => regime !== last));
    const nextSky = skyIndex(next, random.fork(`sky ${change}`));
    const from = SLOTS_PER_DAY * (0.2 + (0.6 * (change - random.uniform(0.1, 0.9))) / changes);
    const slots = 3 * random.uniform(10, 30);
    sky = sky.map((part, slot) => part + ramp((slot - from) / slots) * ((nextSky[slot] as number) - part));
    last = next;
  }
  return sky;
}

/** Diffuse part of the light at a clearness index: Erbs, Klein and Duffie (1982). */
export function diffusePartOf(clearness: number): number {
  if (clearness <= 0.22) return 1 - 0.09 * clearness;
  if (clearness > 0.8) return 0.165;
  return 0.9511 - 0.1604 * clearness + 4.388 * clearness ** 2 - 16.638 * clearness ** 3 + 12.336 * clearness ** 4;
}
