import type { Condition } from '#domain/conditions.ts';
import { drawPlan, drawSensors, drawSkyClass, underSky } from './draw-plan.ts';
import { arrayDay, type FieldArrayDay } from './field-day.ts';
import type { FieldKind } from './kind.ts';
import { CONVERTER_KINDS } from './kinds-converter.ts';
import { FAULT_KINDS } from './kinds-faults.ts';
import { REGISTRATION_KINDS } from './kinds-registration.ts';
import { SENSOR_KINDS } from './kinds-sensors.ts';
import { SITE_KINDS } from './kinds-site.ts';
import { SKY_KINDS } from './kinds-sky.ts';
import { SURFACE_KINDS } from './kinds-surface.ts';
import type { Plan } from './plan.ts';
import { plantSky } from './plant-sky.ts';
import { FieldRandom } from './random.ts';

export type { FieldArrayDay } from './field-day.ts';

/** Every kind of day that can be asked for by its name. */
export const fieldKinds: readonly FieldKind[] = [
  ...FAULT_KINDS,
  ...SKY_KINDS,
  ...CONVERTER_KINDS,
  ...SITE_KINDS,
  ...SURFACE_KINDS,
  ...SENSOR_KINDS,
  ...REGISTRATION_KINDS,
];

export interface FieldDaySpec {
  readonly seed: number | string;
  readonly kind: string;
  /** The array's condition; without it the kind's own, which mostly is `normal`. */
  readonly condition?: Condition;
  /** What the array is built of, over what the kind draws. */
  readonly array?: Partial<Plan['array']>;
}

export interface FieldPlantSpec extends FieldDaySpec {
  /** 12 where it is not said. */
  readonly arrays?: number;
  /** How many of them have the condition; the others are normal. 1 where the condition is a fault. */
  readonly faulty?: number;
  /** Whom a kind of reach `array` strikes; drawn where it is not said. */
  readonly odd?: 'one' | 'all';
}

/** Part of the day's energy. */
const MIN_SEVERITY = 0.001;
/** Faults drawn on one day; and draws in all of a kind whose faults never show, before its day is taken as it is. */
const FAULT_DRAWS = 3;
const MAX_DRAWS = 12;

function kindOf(name: string): FieldKind {
  const kind = fieldKinds.find((one) => one.name === name);
  if (!kind) throw new RangeError(`no kind of field day is named ${name}`);
  return kind;
}

function planOf(spec: FieldDaySpec, kind: FieldKind, random: FieldRandom): Plan {
  const plan = kind.change(drawPlan(random, spec.condition ?? kind.condition ?? 'normal'), random.fork('kind'));
  return spec.array ? { ...plan, array: { ...plan.array, ...spec.array } } : plan;
}

/**
 * One array-day: the same spec gives the same bytes. A fault that shows nowhere on its day is drawn again.
 * @throws RangeError for a kind that there is not
 */
export function fieldArrayDay(spec: FieldDaySpec): FieldArrayDay {
  const [shown] = untilItShows(spec, (random, faultTurn): [FieldArrayDay] => {
    const plan = planOf(spec, kindOf(spec.kind), random);
    const own = random.fork('array-0');
    const day = arrayDay(plan, plantSky(plan, random), { eastM: 0, northM: 0 }, own, faultTurn);
    return [{ ...day, seed: spec.seed, kind: spec.kind }];
  });
  return shown;
}

/**
 * Where no sun shines no shadow falls, and an arc in the last minute of light is over: a fault that takes less than
 * `LEAST_SEVERITY` of the day's energy leaves no trace in V and I that any method could find. Another one is drawn on the
 * same day, and another day where none shows.
 */
function untilItShows<Days extends readonly FieldArrayDay[]>(
  spec: FieldDaySpec,
  draw: (random: FieldRandom, faultTurn: number) => Days,
): Days {
  for (let turn = 0; ; turn++) {
    const day = Math.floor(turn / FAULT_DRAWS);
    const days = draw(new FieldRandom(day === 0 ? `${spec.seed}` : `${spec.seed} again ${day}`), turn % FAULT_DRAWS);
    const shows = days.every(({ condition, severity }) => condition === 'normal' || severity >= MIN_SEVERITY);
    if (shows || turn === MAX_DRAWS) return days;
  }
}

/** What an array has that the kind does not strike, or that has no fault. */
function spared(plan: Plan, random: FieldRandom): Plan {
  return { ...plan, sensors: drawSensors(random.fork('spared')), registration: { vMp: 1, iMp: 1 } };
}

/**
 * The arrays of a plant under one moving sky, each at its place, with one grid, one snow and one clock.
 * Arrays without the condition are `normal`; the kind is `ordinary` where a kind of reach `array` has spared one.
 */
export function fieldPlantDay(spec: FieldPlantSpec): FieldArrayDay[] {
  return untilItShows(spec, (random, faultTurn) => plantDay(spec, random, faultTurn));
}

function plantDay(spec: FieldPlantSpec, random: FieldRandom, faultTurn: number): FieldArrayDay[] {
  const kind = kindOf(spec.kind);
  const plan = planOf(spec, kind, random);
  const count = spec.arrays ?? 12;
  const shared = plantSky(plan, random);
  const draw = random.fork('plant');
  const order = Array.from({ length: count }, (_, index) => ({ index, rank: draw.next() })).sort(
    (a, b) => a.rank - b.rank,
  );
  const sick = new Set(order.slice(0, plan.condition === 'normal' ? 0 : (spec.faulty ?? 1)).map(({ index }) => index));
  const odd = spec.odd ?? draw.pick<'one' | 'all'>('one', 'all');
  const columns = Math.ceil(Math.sqrt(count));
  const pitchM = draw.between(15, 60);
  return order.map((_, index) => {
    const own = random.fork(`array-${index}`);
    const struck = kind.reach === 'plant' || odd === 'all' || order[0]?.index === index;
    const base = struck ? plan : spared(plan, random);
    const planHere: Plan = sick.has(index) ? base : { ...base, condition: 'normal', alsoCondition: null };
    const place = { eastM: (index % columns) * pitchM, northM: Math.floor(index / columns) * pitchM };
    return {
      ...arrayDay(planHere, shared, place, own, faultTurn),
      seed: spec.seed,
      kind: struck ? spec.kind : 'ordinary',
    };
  });
}

/** `count` array-days of a kind, each with a seed of its own, one after the other as they are asked for. */
export function* fieldSet(name: string, count: number, seed: number, condition?: Condition): Generator<FieldArrayDay> {
  for (let day = 0; day < count; day++) {
    yield fieldArrayDay({ seed: `${seed}-${name}-${day}`, kind: name, ...(condition ? { condition } : {}) });
  }
}

/** The same, all in memory: 138 kB each. */
export function makeFieldSet(name: string, count: number, seed: number, condition?: Condition): FieldArrayDay[] {
  return [...fieldSet(name, count, seed, condition)];
}

/**
 * Quiet days of the same array before the day of a spec, oldest first: its plane, build, sensors and registration, healthy, with
 * nothing of the day's weather or of what its converter did, each under a sky of its own.
 */
export function fieldPastDays(spec: FieldDaySpec, days: number): FieldArrayDay[] {
  const plan = planOf(spec, kindOf(spec.kind), new FieldRandom(`${spec.seed}`));
  return Array.from({ length: days }, (_, index) => {
    const ago = days - index;
    const random = new FieldRandom(`${spec.seed} before ${ago}`);
    const site = { ...plan.site, dayOfYear: ((plan.site.dayOfYear - ago + 364) % 365) + 1 };
    const quiet: Plan = {
      ...plan,
      site,
      snow: null,
      condition: 'normal',
      alsoCondition: null,
      converter: { ...plan.converter, outages: [], limit: { ...plan.converter.limit, share: 9 } },
    };
    const past = underSky(quiet, drawSkyClass(random.fork('sky-class')), random);
    // The strings' own differences are those of the spec's seed.
    const own = new FieldRandom(`${spec.seed}`).fork('array-0');
    return {
      ...arrayDay(past, plantSky(past, random), { eastM: 0, northM: 0 }, own, 0),
      seed: spec.seed,
      kind: spec.kind,
    };
  });
}
