import { CONDITIONS, type Condition } from '#domain/conditions.ts';
import type { Nameplate } from '#domain/nameplate.ts';
import { SLOT_SECONDS, SLOTS_PER_DAY } from '#domain/plant-day.ts';
import type { DayContextName } from '#domain/verdict-evidence.ts';
import { arrayOperationOf } from '#models/operation/array-operation.ts';
import { dayProfileOf, LEAST_HISTORY_DAYS, type OwnProfile, ownProfileOf } from '#models/operation/own-profile.ts';
import {
  addToSketch,
  emptySketch,
  facingOf,
  type PeerSketch,
  type Peers,
  peersOf,
  removeFromSketch,
} from '#models/operation/peer-sketch.ts';
import { NAMEPLATE_REFERENCE } from '#models/operation/reference.ts';
import { drawArrayLife, drawPlantLife, type PlantLife } from '#models/photovoltaic/plant-life.ts';
import { createRandom, type Random } from '#models/photovoltaic/random.ts';
import { type ArrayDayTruth, simulateArrayDay } from '#models/photovoltaic/simulate-array-day.ts';
import { createWeatherDay } from '#models/photovoltaic/weather.ts';
import type { WeatherDay } from '#models/photovoltaic/weather-day.ts';
import { drawUsualArray, drawWideArray, type WideArray } from '#models/photovoltaic/wide-array.ts';
import { cutSeries } from '#models/series/cut-series.ts';
import { type DaylightWindow, daylightWindow } from '#models/series/daylight.ts';
import { gridOf } from '#models/series/grid-of.ts';
import type { SeriesGrid } from '#models/series/series-grid.ts';
import type { GroupOptions, Sample } from './sample.ts';

/** Arrays with one condition each, healthy arrays beside them, and the same arrays healthy on a day before. */
const JUDGED = CONDITIONS.length;
const HEALTHY_PEERS = 4;
/** Of each judged array-day: twice a whole day, and once a day that is not over. */
const VIEWS = 3;
export const WIDE_GROUP_SAMPLES = JUDGED * VIEWS + JUDGED + HEALTHY_PEERS;

/** An array whose registration alone is off, of all: chance and how far. */
const MISREGISTERED = { chance: 0.08, lo: 0.04, hi: 0.2 } as const;
const SECOND_FAULT_CHANCE = 0.06;
/** How far an array has moved since the days its profile was learnt from: standard deviations of both logarithms (*). */
const DRIFT = { photocurrent: 0.012, voltage: 0.004 } as const;
/** Arcs do not show in means over this many seconds or more. */
const LONGEST_ARC_SECONDS = 240;
/** A fault that began less than this before the day's end so far cannot be asked for. */
const LEAST_SEEN_SLOTS = 90;

interface Member {
  grid: SeriesGrid;
  nameplate: Nameplate;
  truth: ArrayDayTruth;
  /** The label; of two faults one or the other, so that a network learns to say both. */
  condition: Condition;
  onsetSlot: number | null;
}

/**
 * A plant as it may be anywhere, or as most are: arrays of one build under one sky, one converter's ways and one logger, six of them with the six
 * conditions, four healthy; and the six on another day, healthy, from which their profiles are learnt.
 */
export function makeWideGroup({ scenario, seed, split, index, count, withLoss }: GroupOptions): Sample[] {
  const base = `${seed} ${split} ${scenario.name} group ${index}`;
  const random = createRandom(base);
  const isUsual = scenario.variety === 'usual';
  const plant = isUsual ? drawUsualArray(random.fork('plant')) : drawWideArray(random.fork('plant'), CONDITIONS);
  const today = dayOf(`${base} today`, random.fork('life'), { isQuiet: false, isUsual });
  const before = dayOf(`${base} before`, random.fork('life'), { isQuiet: true, isUsual });
  const misregistered = isUsual ? 0 : MISREGISTERED.chance;
  const build = (member: number, day: Day, condition: Condition) =>
    simulateMember({ base, plant, day, member, condition, random, withLoss, misregistered });

  const judged = CONDITIONS.map((condition, member) => build(member, today, conditionOn(today, condition)));
  const healthy = Array.from({ length: HEALTHY_PEERS }, (_, member) => build(JUDGED + member, today, 'normal'));
  const past = CONDITIONS.map((_, member) => build(member, before, 'normal'));

  const sketch = sketchOf([...healthy, ...judged.filter(({ condition }) => condition === 'normal')]);
  const sketchBefore = sketchOf(past);
  const daylight = daylightWindow([...judged, ...healthy].map(({ grid }) => grid.series.irradiance));
  const daylightBefore = daylightWindow(past.map(({ grid }) => grid.series.irradiance));

  const samples: Sample[] = [];
  judged.forEach((member, place) => {
    const own = random.fork(`views ${place}`);
    const before = past[place];
    const peers = member.condition === 'normal' ? peersAmong(sketch, member) : peersBeside(sketch, member);
    const contextOf = (name: DayContextName) => ({
      peers: name === 'peers' || name === 'both' ? peers : null,
      profile:
        before && (name === 'history' || name === 'both')
          ? drifted(profileFrom(before, name === 'both' ? peersOf(sketchBefore) : null), own.fork(`drift ${name}`))
          : null,
    });
    const [first, second] = twoContexts(own);
    for (const contextName of [first, second]) {
      samples.push({ ...wholeDay(member, daylight), context: contextOf(contextName), contextName });
    }
    const cutName = own.pick(['nameplate', 'nameplate', 'peers', 'history', 'both'] as const);
    samples.push({ ...cutDay(member, daylight, own.fork('cut')), context: contextOf(cutName), contextName: cutName });
  });
  const alone = { context: { peers: null, profile: null }, contextName: 'nameplate' } as const;
  for (const member of past) samples.push({ ...wholeDay(member, daylightBefore), ...alone });
  healthy.forEach((member, place) => {
    const beside =
      place % 2 === 0 ? { context: { peers: peersOf(sketch), profile: null }, contextName: 'peers' as const } : alone;
    samples.push({ ...wholeDay(member, daylight), ...beside });
  });
  return samples.slice(0, count);
}

interface Day {
  seed: string;
  weather: WeatherDay;
  life: PlantLife;
}

/** The days of a plant share what is lasting: the same draws, less what passes, make a quiet day. */
function dayOf(seed: string, random: Random, { isQuiet, isUsual }: { isQuiet: boolean; isUsual: boolean }): Day {
  const weather = createWeatherDay({ seed, variety: 'wide' });
  const drawn = drawPlantLife(random, weather);
  const life = isUsual ? { ...drawn, sampling: null, facing: null } : drawn;
  if (!isQuiet) return { seed, weather, life };
  const lasting = life.covers.filter(({ kind }) => kind === 'rows' || kind === 'horizon');
  return { seed, weather, life: { ...life, limit: null, outages: [], covers: lasting } };
}

/** An arc cannot show in long means: such an array-day is taken as a healthy one. */
function conditionOn({ life }: Day, condition: Condition): Condition {
  const seconds = life.sampling?.seconds ?? SLOT_SECONDS;
  return condition === 'arc_fault' && seconds >= LONGEST_ARC_SECONDS ? 'normal' : condition;
}

function simulateMember(options: {
  base: string;
  plant: WideArray;
  day: Day;
  member: number;
  condition: Condition;
  random: Random;
  withLoss: boolean;
  misregistered: number;
}): Member {
  const { base, plant, day, member, condition, random, withLoss, misregistered } = options;
  const own = random.fork(`array ${member}`);
  const build = { ...plant.build, soiling: Math.min(0.3, plant.build.soiling * own.uniform(0.7, 1.3)) };
  const nameplate = registeredFor(plant, misregistered, own.fork('registered'));
  const onDay = random.fork(`${day.seed} array ${member}`);
  const faults = CONDITIONS.filter((other) => other !== 'normal' && other !== condition && other !== 'arc_fault');
  const second = condition !== 'normal' && onDay.chance(SECOND_FAULT_CHANCE) ? onDay.pick(faults) : undefined;
  const { series, truth } = simulateArrayDay({
    seed: `${day.seed} array ${member}`,
    arraySeed: `${base} array ${member}`,
    condition,
    weather: day.weather,
    array: plant.spec,
    build,
    life: { plant: day.life, array: drawArrayLife(onDay.fork('life'), day.life) },
    withLoss,
    ...(second && { second }),
  });
  const known = { grid: gridOf(series, nameplate), nameplate, truth };
  return truth.second && onDay.chance(0.5)
    ? { ...known, condition: truth.second.condition, onsetSlot: truth.second.onsetSlot }
    : { ...known, condition, onsetSlot: truth.onsetSlot };
}

function registeredFor({ registered }: WideArray, misregistered: number, random: Random): Nameplate {
  const { nameplate, module } = registered;
  const known = module ? { ...nameplate, module } : nameplate;
  if (!random.chance(misregistered)) return known;
  const factor = 1 + random.uniform(MISREGISTERED.lo, MISREGISTERED.hi) * (random.chance(0.5) ? 1 : -1);
  return random.chance(0.5) ? { ...known, vMp: known.vMp * factor } : { ...known, iMp: known.iMp * factor };
}

function sketchOf(members: readonly Member[]): PeerSketch {
  const sketch = emptySketch();
  for (const { grid, nameplate } of members) {
    const operation = arrayOperationOf(grid.series, nameplate);
    if (operation) addToSketch(sketch, facingOf(operation), operation);
  }
  return sketch;
}

/** The others as one of the sketch's arrays sees them: by its whole day, which was counted, also while it is shown cut. */
function peersAmong(sketch: PeerSketch, { grid, nameplate }: Member): Peers | null {
  const operation = arrayOperationOf(grid.series, nameplate);
  if (!operation) return null;
  const reference = peersOf(sketch).referenceOf(facingOf(operation), operation);
  return { referenceOf: () => reference, runningWhileOff: () => null };
}

/** The healthy arrays as an array sees them that is not among them: most of a plant is healthy, six of ten here are not. */
function peersBeside(healthy: PeerSketch, member: Member): Peers | null {
  const operation = arrayOperationOf(member.grid.series, member.nameplate);
  if (!operation) return null;
  const group = facingOf(operation);
  addToSketch(healthy, group, operation);
  const peers = peersAmong(healthy, member);
  removeFromSketch(healthy, group, operation);
  return peers;
}

/** As if the quiet day before had come as often as a profile needs. */
function profileFrom({ grid, nameplate }: Member, peers: Peers | null): OwnProfile | null {
  const operation = arrayOperationOf(grid.series, nameplate);
  if (!operation) return null;
  const shared = peers?.referenceOf(facingOf(operation), operation) ?? NAMEPLATE_REFERENCE;
  if (peers && shared === NAMEPLATE_REFERENCE) return null;
  const day = dayProfileOf(operation, shared);
  return ownProfileOf(Array.from({ length: LEAST_HISTORY_DAYS }, () => day));
}

function drifted(profile: OwnProfile | null, random: Random): OwnProfile | null {
  if (!profile) return null;
  const [byCurrent, byVoltage] = [DRIFT.photocurrent * random.normal(), DRIFT.voltage * random.normal()];
  return {
    ...profile,
    photocurrent: profile.photocurrent.map((value) => value + byCurrent),
    voltage: profile.voltage.map((value) => value + byVoltage),
    scale: {
      photocurrent: profile.scale.photocurrent * Math.exp(byCurrent),
      voltage: profile.scale.voltage * Math.exp(byVoltage),
    },
  };
}

function twoContexts(random: Random): [DayContextName, DayContextName] {
  const first = random.pick(['nameplate', 'nameplate', 'nameplate', 'peers', 'both'] as const);
  const others = (['nameplate', 'peers', 'history', 'both'] as const).filter((name) => name !== first);
  return [first, random.pick(others)];
}

type LabelledDay = Omit<Sample, 'context' | 'contextName'>;

function wholeDay({ grid, nameplate, truth, condition }: Member, daylight: DaylightWindow | null): LabelledDay {
  return { series: grid.series, counts: grid.counts, nameplate, daylight, condition, truth, knownUntil: null };
}

/** The day as far as some hour of its daylight. */
function cutDay(member: Member, daylight: DaylightWindow | null, random: Random): LabelledDay {
  const whole = wholeDay(member, daylight);
  const { first, end } = daylight ?? { first: SLOTS_PER_DAY / 4, end: (3 * SLOTS_PER_DAY) / 4 };
  const cut = Math.round(first + random.uniform(0.1, 1.05) * (end - first));
  const onset = member.onsetSlot;
  // Begun too lately to be asked for: the day is shown as it was before.
  const isBetween = onset !== null && onset < cut && cut - onset < LEAST_SEEN_SLOTS;
  const knownUntil = Math.min(SLOTS_PER_DAY, isBetween ? Math.max(onset, first + LEAST_SEEN_SLOTS) : cut);
  const hasBegun = onset !== null && onset < knownUntil && !isBetween;
  return {
    ...whole,
    series: cutSeries(whole.series, knownUntil),
    condition: hasBegun ? member.condition : 'normal',
    knownUntil,
  };
}
