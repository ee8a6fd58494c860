import { daylightOf } from './covers.ts';
import { SLOTS } from './day-grid.ts';
import type { FieldKind } from './kind.ts';
import type { Plan, Pyranometer, Sensors, Span, Thermometer } from './plan.ts';
import type { FieldRandom } from './random.ts';

type Change<T> = (random: FieldRandom, plan: Plan) => Partial<T>;

function sensors(name: string, meaning: string, change: Change<Sensors>): FieldKind {
  return {
    name,
    meaning,
    reach: 'array',
    change: (plan, random) => ({ ...plan, sensors: { ...plan.sensors, ...change(random, plan) } }),
  };
}

function pyranometer(name: string, meaning: string, change: Change<Pyranometer>): FieldKind {
  return sensors(`pyranometer_${name}`, `pyranometer: ${meaning}`, (random, plan) => ({
    pyranometer: { ...plan.sensors.pyranometer, ...change(random, plan) },
  }));
}

function thermometer(name: string, meaning: string, change: Change<Thermometer>): FieldKind {
  return sensors(`thermometer_${name}`, `thermometer: ${meaning}`, (random, plan) => ({
    thermometer: { ...plan.sensors.thermometer, ...change(random, plan) },
  }));
}

function daylight(plan: Plan): Span {
  return daylightOf(plan.site.latitudeDeg, plan.site.dayOfYear, plan.site.noonShiftH);
}

function units(name: string, meaning: string, change: Partial<Sensors['units']>): FieldKind {
  return sensors(`units_${name}`, meaning, (_, plan) => ({ units: { ...plan.sensors.units, ...change } }));
}

function gaps(plan: Plan, random: FieldRandom): Span[] {
  const { fromSlot, toSlot } = daylight(plan);
  return Array.from({ length: random.integer(1, 6) }, () => {
    const at = random.integer(fromSlot, toSlot);
    return { fromSlot: at, toSlot: Math.min(SLOTS, at + Math.round(random.logBetween(3, 300))) };
  });
}

const SAMPLING = [5, 30, 60, 120, 300, 600, 900].flatMap((seconds) =>
  // Of readings closer than a slot the last one of the slot is kept: there is no mean.
  (seconds < 20 ? (['pick'] as const) : (['mean', 'pick'] as const)).map(
    (as): FieldKind => ({
      name: `sampled_${seconds}s_${as}`,
      meaning: `a reading every ${seconds} s, ${as === 'mean' ? 'the mean over the time that begins at its stamp' : 'the value at its stamp'}; every other slot is NaN`,
      reach: 'plant',
      change: (plan) => ({ ...plan, sampling: { seconds, as } }),
    }),
  ),
);

export const SENSOR_KINDS: readonly FieldKind[] = [
  ...[5, 10, 20].map((percent) =>
    pyranometer(`gain_${percent}`, `reads ${percent} % too much or too little`, (random) => ({
      gain: 1 + (random.sign() * percent) / 100,
    })),
  ),
  pyranometer('horizontal', 'lies flat while the modules are tilted', () => ({ plane: 'horizontal' })),
  pyranometer('shaded', 'loses 30 to 90 % of its beam for an hour or so', (random, plan) => {
    const { fromSlot, toSlot } = daylight(plan);
    const at = random.integer(fromSlot + 90, toSlot - 200);
    return { shaded: { fromSlot: at, toSlot: at + Math.round(180 * random.between(0.7, 1.4)) } };
  }),
  pyranometer('distant', 'stands 0.5 to 4 km away: clouds reach it minutes earlier or later', (random) => {
    const [metres, angle] = [random.logBetween(500, 4000), random.between(0, 2 * Math.PI)];
    return { eastM: metres * Math.cos(angle), northM: metres * Math.sin(angle) };
  }),
  pyranometer('satellite', '15-min means of a smoothed sky, held', () => ({ satelliteSlots: 45 })),
  pyranometer('night_offset', 'shows -15 to 15 W/m2 at night', (random) => ({ nightOffset: random.between(-15, 15) })),
  thermometer('air', 'hangs in the air', () => ({ like: 'air' })),
  thermometer('stuck', 'stuck at one value', () => ({ like: 'stuck' })),
  thermometer('offset', 'off by 5 K', (random) => ({ offsetK: 5 * random.sign() })),
  thermometer('noise', 'noise of 1 to 4 K', (random) => ({ noiseK: random.between(1, 4) })),
  thermometer('night_held', 'shows its last daylight value all night', () => ({ like: 'night_held' })),
  sensors('night_voltage', 'up to 15 V at night', (random) => ({ nightVoltage: random.between(3, 15) })),
  sensors('night_missing', 'no readings at night', () => ({ nightMissing: true })),
  sensors(
    'gaps',
    'one to six gaps of 1 min to 1.7 h in the daylight, 5 % of the readings lost besides',
    (random, plan) => ({ gaps: gaps(plan, random), lost: 0.05 }),
  ),
  units('millivolt', 'voltage in mV', { voltage: 1000 }),
  units('milliampere', 'current in mA', { current: 1000 }),
  units('kilowatt', 'irradiance in kW/m2', { irradiance: 0.001 }),
  units('kilovolt', 'voltage in kV', { voltage: 0.001 }),
  units('fahrenheit', 'temperature in degF', { fahrenheit: true }),
  ...SAMPLING,
];
