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
  const deviationVoltage = medianOf(voltages);
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
    deviationCurrent: medianOf(photocurrents),
    missingStrings: missingStrings(photocurrents, strings),
    strings,
    spreadVoltage: spreadOf([...voltages, ...weak.voltages]),
    spreadCurrent: spreadOf([...photocurrents, ...weak.photocurrents]),
    weakLightVoltage: voltages.length < LEAST_SLOTS ? medianOf(weak.voltages) : null,
    weakLightCurrent: voltages.length < LEAST_SLOTS ? medianOf(weak.photocurrents) : null,
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

/** How many strings' current is missing while most is; below 0 where there is more than expected. Sorts the deviations. */
function missingStrings(photocurrents: number[], strings: number): number | null {
  if (photocurrents.length < LEAST_SLOTS) return null;
  photocurrents.sort((a, b) => a - b);
  return rounded(-strings * (photocurrents[Math.floor(LOW_QUANTILE * photocurrents.length)] ?? 0));
}

/** From the quantile of 5 % to that of 95 %. Sorts the deviations. */
function spreadOf(values: number[]): number | null {
  if (values.length < LEAST_SLOTS) return null;
  values.sort((a, b) => a - b);
  const at = (part: number) => values[Math.floor(part * values.length)] ?? 0;
  return rounded(at(0.95) - at(0.05));
}

function medianOf(values: number[]): number | null {
  if (values.length < LEAST_SLOTS) return null;
  values.sort((a, b) => a - b);
  return rounded(values[Math.floor(values.length / 2)] ?? 0);
}

function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
