import { daylightOf } from './covers.ts';
import { underSky } from './draw-plan.ts';
import type { FieldKind } from './kind.ts';
import type { Plan } from './plan.ts';
import type { Mount } from './plane.ts';
import type { FieldRandom } from './random.ts';

function withSite(plan: Plan, change: Partial<Plan['site']>, random: FieldRandom): Plan {
  return underSky({ ...plan, site: { ...plan.site, ...change } }, plan.skyClass, random);
}

function withMounts(plan: Plan, ...mounts: [Mount] | [Mount, Mount]): Plan {
  return { ...plan, mounts };
}

/** A day of the year with at least that many hours of sun. */
function dayWithSun(latitudeDeg: number, hours: number, random: FieldRandom): number {
  for (let draw = 0; draw < 50; draw++) {
    const day = random.integer(1, 365);
    const { fromSlot, toSlot } = daylightOf(latitudeDeg, day, 0);
    if ((toSlot - fromSlot) / 180 >= hours) return day;
  }
  return latitudeDeg > 0 ? 172 : 355;
}

function latitude(name: string, low: number, high: number, hemisphere: 1 | -1): FieldKind {
  return {
    name,
    meaning: `latitude ${low} to ${high} degrees ${hemisphere > 0 ? 'north' : 'south'}, any day with six hours of sun`,
    reach: 'plant',
    change: (plan, random) => {
      const degrees = random.between(low, high);
      const site = { latitudeDeg: hemisphere * degrees, dayOfYear: dayWithSun(hemisphere * degrees, 6, random) };
      const tiltDeg = Math.max(5, degrees * random.between(0.5, 1));
      return withMounts(withSite(plan, site, random), { kind: 'fixed', tiltDeg, azimuthDeg: random.normal(12) });
    },
  };
}

function facing(
  name: string,
  meaning: string,
  tilt: readonly [number, number],
  azimuths: readonly number[],
): FieldKind {
  return {
    name,
    meaning,
    reach: 'plant',
    change: (plan, random) => {
      const tiltDeg = random.between(...tilt);
      const [first = 0, second] = azimuths.map((azimuth) => azimuth + random.normal(5));
      const mount = (azimuthDeg: number): Mount => ({ kind: 'fixed', tiltDeg, azimuthDeg });
      if (second === undefined) return withMounts(plan, mount(first));
      return withMounts(plan, mount(first), mount(second));
    },
  };
}

export const SITE_KINDS: readonly FieldKind[] = [
  facing(
    'east_west',
    'half of the strings look east, half west; the pyranometer stands in the first plane',
    [8, 25],
    [-90, 90],
  ),
  facing('facing_east', 'all modules look east', [10, 45], [-90]),
  facing('facing_west', 'all modules look west', [10, 45], [90]),
  facing('steep', '60 to 90 degrees of tilt', [60, 90], [0]),
  facing('flat', '0 to 5 degrees of tilt', [0, 5], [0]),
  {
    name: 'tracker',
    meaning: 'one axis north to south, backtracking, to 60 degrees',
    reach: 'plant',
    change: (plan, random) =>
      withMounts(plan, { kind: 'tracker', groundCover: random.between(0.3, 0.5), backtracking: true }),
  },
  latitude('tropics_north', 0, 20, 1),
  latitude('tropics_south', 0, 20, -1),
  latitude('temperate_north', 20, 50, 1),
  latitude('temperate_south', 20, 50, -1),
  latitude('far_north', 50, 65, 1),
  latitude('far_south', 50, 65, -1),
  {
    name: 'clock_wrong',
    meaning: 'solar noon up to two hours from 12:00 by the clock, at least one',
    reach: 'plant',
    change: (plan, random) => withSite(plan, { noonShiftH: random.sign() * random.between(1, 2) }, random),
  },
  {
    name: 'hot_desert',
    meaning: '32 to 42 degC in the mean of a clear day, little wind, bright ground',
    reach: 'plant',
    change: (plan, random) => {
      const latitudeDeg = random.sign() * random.between(18, 32);
      const site = {
        latitudeDeg,
        dayOfYear: latitudeDeg > 0 ? random.integer(120, 240) : random.integer(1, 60),
        albedo: 0.35,
      };
      const air = { meanC: random.between(32, 42), swingK: random.between(6, 10), windMs: random.between(0.3, 2) };
      return { ...underSky(withSite(plan, site, random), 'clear', random), air };
    },
  },
  {
    name: 'cold',
    meaning: '-25 to -5 degC in the mean, snow on the ground about the array',
    reach: 'plant',
    change: (plan, random) => ({
      ...withSite(plan, { albedo: 0.6 }, random),
      air: { meanC: random.between(-25, -5), swingK: random.between(2, 7), windMs: random.between(0.5, 5) },
    }),
  },
  {
    name: 'horizon',
    meaning: 'hills of 8 to 25 degrees cut the beam off in the morning, the evening or both',
    reach: 'plant',
    change: (plan, random) => {
      const height = () => (random.chance(0.7) ? random.between(8, 25) : 1);
      return withSite(plan, { horizonDeg: { east: height(), west: random.between(8, 25) } }, random);
    },
  },
];
