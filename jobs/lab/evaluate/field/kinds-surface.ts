import { daylightOf } from './covers.ts';
import { SLOTS } from './day-grid.ts';
import { underSky } from './draw-plan.ts';
import type { FieldKind } from './kind.ts';
import type { Plan, Snow } from './plan.ts';
import type { FieldRandom } from './random.ts';

function snowy(plan: Plan, snow: Snow, random: FieldRandom): Plan {
  const air = { meanC: random.between(-8, 1), swingK: random.between(1, 4), windMs: random.between(0.5, 3) };
  return { ...plan, snow, air, site: { ...plan.site, albedo: 0.6 } };
}

function offDuringDay(plan: Plan, random: FieldRandom): number {
  const { fromSlot, toSlot } = daylightOf(plan.site.latitudeDeg, plan.site.dayOfYear, plan.site.noonShiftH);
  return Math.round(fromSlot + (toSlot - fromSlot) * random.between(0.15, 0.7));
}

function loss(name: 'soiling' | 'degradation', low: number, high: number): FieldKind {
  return {
    name: `${name}_${high * 100}`,
    meaning: `${low * 100} to ${high * 100} % less light from ${name === 'soiling' ? 'dirt' : 'age'} on all modules`,
    reach: 'plant',
    change: (plan, random) => ({ ...plan, array: { ...plan.array, [name]: random.between(low, high) } }),
  };
}

export const SURFACE_KINDS: readonly FieldKind[] = [
  {
    name: 'snow_all',
    meaning:
      'snow on every module all day; 2 to 20 % of the light comes through; the pyranometer is free in two of three',
    reach: 'plant',
    change: (plan, random) =>
      snowy(
        plan,
        { covers: 'all', through: random.logBetween(0.02, 0.2), offSlot: SLOTS, onSensor: random.chance(0.33) },
        random,
      ),
  },
  {
    name: 'snow_part',
    meaning: 'snow on one or two of the three substrings of every module of the plant, all day',
    reach: 'plant',
    change: (plan, random) =>
      snowy(
        plan,
        { covers: random.pick(1, 2), through: random.logBetween(0.02, 0.3), offSlot: SLOTS, onSensor: false },
        random,
      ),
  },
  {
    name: 'snow_sliding',
    meaning: 'snow on all or part that slides off during the day, everywhere at once',
    reach: 'plant',
    change: (plan, random) => {
      const covers = random.pick<Snow['covers']>('all', 1, 2);
      return snowy(
        plan,
        {
          covers,
          through: random.logBetween(0.02, 0.2),
          offSlot: offDuringDay(plan, random),
          onSensor: random.chance(0.3),
        },
        random,
      );
    },
  },
  loss('soiling', 0, 0.1),
  loss('soiling', 0.1, 0.25),
  loss('degradation', 0, 0.1),
  loss('degradation', 0.1, 0.25),
  {
    name: 'row_shade',
    meaning: 'rows that stand close shade each other morning and evening, all arrays alike',
    reach: 'plant',
    change: (plan, random) => ({
      ...underSky(plan, random.pick('clear', 'scattered', 'changing'), random),
      mounts: [
        { kind: 'fixed', tiltDeg: random.between(15, 35), azimuthDeg: random.pick(0, -70, 70) + random.normal(8) },
      ],
      rowGroundCover: random.between(0.5, 0.75),
    }),
  },
];
