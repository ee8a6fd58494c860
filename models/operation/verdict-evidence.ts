import { CHANNELS, type Channel } from '#domain/channels.ts';
import type { Condition } from '#domain/conditions.ts';
import { SLOT_SECONDS } from '#domain/plant-day.ts';
import type { VerdictEvidence } from '#domain/verdict-evidence.ts';
import type { ArrayOperation } from './array-operation.ts';
import { SLOT_MEASURED } from './complete-series.ts';
import { countState, LIMITED, OFF, RUNNING, SWEEP, UNKNOWN } from './operating-state.ts';
import type { OwnProfile } from './own-profile.ts';
import { deviationsAt, type Reference } from './reference.ts';

/** Readings further apart than this, seconds, are means in which an arc no longer shows. */
const ARC_INTERVAL_SECONDS = 240;
/** A voltage so far below, as a part, no heat explains that is off by ASSUMED_ERROR. */
const ASSUMED_VOLTAGE = -0.1;
/** Weak light, by its weight. */
const WEAK_WEIGHT = 0.1;
/** A channel that holds one value through so much of the light is stuck. */
const STUCK_PART = 0.7;
/** So many running slots in full light make a median. */
const LEAST_SLOTS = 30;
/** What is missing for a tenth of the time in full light is no passing cloud of a tracker. */
const LOW_QUANTILE = 0.1;
/** Free modules are a good deal warmer than the air in so much sun, W/m2; snow keeps them at its own temperature, °C. */
const SUN_IRRADIANCE = 250;
const SNOW_TEMPERATURE = 3;

/** The figures behind a verdict; `knownUntil` is the slot from which a day that is not over has nothing yet. */
export function evidenceOf(
  { completed, ratios, states }: ArrayOperation,
  strings: number,
  reference: Reference,
  profile: OwnProfile | null,
  ranWhileOffPart: number | null,
  knownUntil: number,
): VerdictEvidence {
  const { intervalSeconds } = completed;
  const minutes = (state: number) => (countState(states, state) * SLOT_SECONDS) / 60;
  const photocurrents: number[] = [];
  const voltages: number[] = [];
  const weak = { photocurrents: [] as number[], voltages: [] as number[] };
  let [light, observed, unknown] = [0, 0, 0];
  states.forEach((state, slot) => {
    const value = ratios.irradiance[slot] as number;
    if (slot >= knownUntil) return;
    light += value;
    if (state === RUNNING || state === SWEEP) observed += value;
    if (state === UNKNOWN) unknown++;
    if (state !== RUNNING || (ratios.weight[slot] as number) < WEAK_WEIGHT) return;
    const { photocurrent, voltage } = deviationsAt(ratios, reference, slot);
    if ((ratios.weight[slot] as number) < 1) {
      weak.photocurrents.push(photocurrent);
      weak.voltages.push(voltage);
      return;
    }
    photocurrents.push(photocurrent);
    voltages.push(voltage);
  });
  const [voltage, photocurrent] = [sortedOf(voltages), sortedOf(photocurrents)];
  const isWeakDay = voltage.length < LEAST_SLOTS;
  const deviationVoltage = medianOf(voltage);
  const isAssumed = completed.temperatureFrom === 'assumed';
  const notLookedFor: Condition[] = [
    ...(isAssumed && (deviationVoltage ?? 0) > ASSUMED_VOLTAGE ? (['line_line', 'line_ground'] as const) : []),
    ...(intervalSeconds >= ARC_INTERVAL_SECONDS ? (['arc_fault'] as const) : []),
  ];
  return {
    intervalSeconds,
    limitedMinutes: minutes(LIMITED),
    offMinutes: minutes(OFF),
    unknownMinutes: (unknown * SLOT_SECONDS) / 60,
    ranWhileOffPart: ranWhileOffPart && rounded(ranWhileOffPart),
    sweeps: countState(states, SWEEP),
    observedPart: light > 0 ? rounded(observed / light) : 0,
    peers: reference.peers,
    historyDays: reference.historyDays,
    scaleVoltage: profile && rounded(profile.scale.voltage),
    scaleCurrent: profile && rounded(profile.scale.photocurrent),
    deviationVoltage,
    deviationCurrent: medianOf(photocurrent),
    missingStrings: missingStrings(photocurrent, strings),
    strings,
    spreadVoltage: spreadOf(sortedOf(voltages, weak.voltages)),
    spreadCurrent: spreadOf(sortedOf(photocurrents, weak.photocurrents)),
    weakLightVoltage: isWeakDay ? medianOf(sortedOf(weak.voltages)) : null,
    weakLightCurrent: isWeakDay ? medianOf(sortedOf(weak.photocurrents)) : null,
    coldInSunPart: completed.temperatureFrom === 'measured' ? coldInSunPart(completed, knownUntil) : null,
    stuck: stuckChannels(completed, states),
    notLookedFor,
    temperatureFrom: completed.temperatureFrom,
    alternative: null,
  };
}

/** Channels whose readings in the light hold one value for most of it; a converter may hold a voltage, never so exactly. */
function stuckChannels({ series, known, temperatureFrom }: ArrayOperation['completed'], states: Uint8Array): Channel[] {
  return CHANNELS.filter((channel) => {
    if (channel === 'temperature' && temperatureFrom !== 'measured') return false;
    let [lit, held, longest] = [0, 0, 0];
    let last = Number.NaN;
    states.forEach((state, slot) => {
      if (known[slot] !== SLOT_MEASURED || (state !== RUNNING && state !== LIMITED)) return;
      const value = series[channel][slot] as number;
      held = value === last ? held + 1 : 1;
      last = value;
      lit++;
      longest = Math.max(longest, held);
    });
    return lit >= LEAST_SLOTS && longest >= STUCK_PART * lit;
  });
}

/** Of the slots in the sun, the part in which the module is as cold as snow; null where there was hardly any. */
function coldInSunPart({ series, known }: ArrayOperation['completed'], knownUntil: number): number | null {
  let [sunny, cold] = [0, 0];
  for (let slot = 0; slot < knownUntil; slot++) {
    if (known[slot] !== SLOT_MEASURED || (series.irradiance[slot] as number) < SUN_IRRADIANCE) continue;
    sunny++;
    if ((series.temperature[slot] as number) < SNOW_TEMPERATURE) cold++;
  }
  return sunny < LEAST_SLOTS ? null : rounded(cold / sunny);
}

/** How many strings' current is missing while most is; below 0 where there is more than expected. */
function missingStrings(photocurrent: Float64Array, strings: number): number | null {
  return photocurrent.length < LEAST_SLOTS ? null : rounded(-strings * quantileOf(photocurrent, LOW_QUANTILE));
}

/** From the quantile of 5 % to that of 95 %. */
function spreadOf(sorted: Float64Array): number | null {
  return sorted.length < LEAST_SLOTS ? null : rounded(quantileOf(sorted, 0.95) - quantileOf(sorted, 0.05));
}

function medianOf(sorted: Float64Array): number | null {
  return sorted.length < LEAST_SLOTS ? null : rounded(quantileOf(sorted, 0.5));
}

/** A typed array sorts its numbers several times as fast as a list. */
function sortedOf(...lists: readonly (readonly number[])[]): Float64Array {
  const all = new Float64Array(lists.reduce((sum, { length }) => sum + length, 0));
  let from = 0;
  for (const list of lists) {
    all.set(list, from);
    from += list.length;
  }
  return all.sort();
}

const quantileOf = (sorted: Float64Array, part: number) => sorted[Math.floor(part * sorted.length)] ?? 0;

function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
