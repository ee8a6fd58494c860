import type { ArraySeries, Channel } from '#domain/channels.ts';
import { SLOT_SECONDS, SLOTS_PER_DAY } from '#domain/plant-day.ts';
import type { TemperatureSource } from '#domain/temperature-source.ts';
import { estimatedTemperature } from './module-temperature.ts';

/** 10 minutes of 20 s slots: the longest gap that a straight line may bridge where readings come often. */
const MAX_BRIDGED_SLOTS = 30;
/** Readings that come seldom may be bridged over so many of their intervals. */
const MAX_BRIDGED_INTERVALS = 2.5;
/** Below this light, W/m², beside a gap that reaches the day's edge or lasts hours, it is night there and no reading is missed. */
const DUSK_IRRADIANCE = 100;
const NIGHT_SLOTS = 360;
/** No night lasts over noon: a gap that does is a day that is not over, or a logger that stopped. */
const NOON_SLOT = SLOTS_PER_DAY / 2;

/** How a slot of a completed series came by its value. */
export const SLOT_UNKNOWN = 0;
export const SLOT_MEASURED = 1;
export const SLOT_BRIDGED = 2;
export const SLOT_NIGHT = 3;

export interface CompletedSeries {
  /** Finite everywhere; what is unknown is a straight line between what is known. */
  series: ArraySeries;
  /** One of SLOT_UNKNOWN, SLOT_MEASURED, SLOT_BRIDGED, SLOT_NIGHT per slot. */
  known: Uint8Array;
  /** Slots from one reading to the next, as it is most of the time: 1 for 20 s, 15 for 5 min. */
  intervalSlots: number;
  /** The same in seconds: 30 for readings that are one and two slots apart in turn. 20 for what comes more often. */
  intervalSeconds: number;
  temperatureFrom: TemperatureSource;
}

/**
 * Makes a whole day of an array's readings. A reading stands for its slot; between readings no further apart than their
 * interval allows there is a straight line. In the night, which loggers sleep through, voltage, current and irradiance are 0
 * and the temperature is between its neighbours. What is left is unknown. A module temperature without any value is estimated.
 * @param series 4,320 slots, NaN where no reading is
 * @param airTemperature °C, 4,320 slots, NaN where none was measured; asked only where the module's is missing
 * @returns null where voltage, current or irradiance hold no value at all
 */
export function completeSeries(
  series: ArraySeries,
  airTemperature: Float32Array | null = null,
): CompletedSeries | null {
  const measured = slotsWithReading(series);
  const slots = slotNumbers(measured);
  if (slots.length === 0) return null;
  const { intervalSlots, intervalSeconds } = intervalOf(slots);
  const known = new Uint8Array(SLOTS_PER_DAY);
  for (const slot of slots) known[slot] = SLOT_MEASURED;
  const filled = {
    voltage: bridged(series.voltage),
    current: bridged(series.current),
    temperature: bridged(series.temperature),
    irradiance: bridged(series.irradiance),
  };
  const dim = (slot: number) => (filled.irradiance[slot] as number) < DUSK_IRRADIANCE;
  const longest = Math.max(MAX_BRIDGED_SLOTS, MAX_BRIDGED_INTERVALS * intervalSlots);
  eachGap(slots, (from, end) => {
    const missing = end - from;
    const [before, after] = [from - 1, end];
    const atEdge = before < 0 || after >= SLOTS_PER_DAY;
    if (!atEdge && missing < longest) {
      known.fill(SLOT_BRIDGED, from, end);
      return;
    }
    const isDim = (before < 0 || dim(before)) && (after >= SLOTS_PER_DAY || dim(after));
    const hasNoon = from <= NOON_SLOT && NOON_SLOT < end;
    if (!isDim || hasNoon || (!atEdge && missing < NIGHT_SLOTS)) return;
    known.fill(SLOT_NIGHT, from, end);
    for (const channel of ['voltage', 'current', 'irradiance'] as const) filled[channel].fill(0, from, end);
  });
  if (series.temperature.some(Number.isFinite)) {
    return { series: filled, known, intervalSlots, intervalSeconds, temperatureFrom: 'measured' };
  }
  const air = airTemperature?.some(Number.isFinite) ? bridged(airTemperature) : null;
  const temperature = estimatedTemperature(filled.irradiance, air);
  const temperatureFrom = air ? 'air' : 'assumed';
  return { series: { ...filled, temperature }, known, intervalSlots, intervalSeconds, temperatureFrom };
}

/** 1 for a slot that has a reading with voltage, current and irradiance; a missing temperature alone is bridged. */
function slotsWithReading(series: ArraySeries): Uint8Array {
  const needed: readonly Channel[] = ['voltage', 'current', 'irradiance'];
  return Uint8Array.from({ length: SLOTS_PER_DAY }, (_, slot) =>
    needed.every((channel) => Number.isFinite(series[channel][slot])) ? 1 : 0,
  );
}

function slotNumbers(measured: Uint8Array): number[] {
  const slots: number[] = [];
  measured.forEach((has, slot) => {
    if (has) slots.push(slot);
  });
  return slots;
}

/** Intervals that loggers have, seconds; one that is found within a twentieth of one of them is that one. */
const USUAL_SECONDS = [25, 30, 40, 45, 60, 90, 120, 180, 240, 300, 360, 600, 720, 900, 1200, 1800, 3600];
const USUAL_TOLERANCE = 0.05;
/** A logger of 21 to 29 s skips so large a part of the slots, and hardly ever two at once; loss does. */
const LEAST_SKIPPED_PART = 0.1;
const LARGEST_LONG_PART = 0.3;
const LEAST_STEPS = 300;

/**
 * A series of readings that mostly follow slot by slot has interval 1, whatever is lost, unless single slots are skipped in
 * turn; else three of four steps are no longer.
 */
function intervalOf(slots: readonly number[]): { intervalSlots: number; intervalSeconds: number } {
  const steps = slots.slice(1).map((slot, index) => slot - (slots[index] ?? 0));
  steps.sort((a, b) => a - b);
  const at = (part: number) => steps[Math.min(steps.length - 1, Math.floor(part * steps.length))] ?? 1;
  const mostly = at(0.55) === 1 ? 1 : at(0.75);
  const intervalSlots = mostly === 1 && skipsInTurn(steps) ? 2 : mostly;
  return { intervalSlots, intervalSeconds: intervalSlots === 1 ? SLOT_SECONDS : secondsOf(steps, intervalSlots) };
}

/** Of random loss of a part p of the slots, p of the gaps are longer than one slot. */
function skipsInTurn(ascending: readonly number[]): boolean {
  const gaps = ascending.filter((step) => step > 1).length;
  const long = ascending.filter((step) => step > 2).length;
  const skipped = gaps / Math.max(ascending.length, 1);
  return ascending.length >= LEAST_STEPS && skipped >= LEAST_SKIPPED_PART && long <= LARGEST_LONG_PART * skipped * gaps;
}

/** The mean of the steps that the interval takes on the grid, without those in which a reading is missing. */
function secondsOf(steps: readonly number[], intervalSlots: number): number {
  const within = (from: number, to: number) => steps.filter((step) => step >= from && step <= to);
  const [shorter, longer] = [within(intervalSlots - 1, intervalSlots), within(intervalSlots, intervalSlots + 1)];
  // Where steps are short, one that is longer by a slot may well be two: it belongs to the interval when most are so.
  const few = shorter.length >= longer.length ? shorter : longer;
  const whole = intervalSlots > 2 ? within(intervalSlots - 1, intervalSlots + 1) : few;
  const seconds = (SLOT_SECONDS * whole.reduce((sum, step) => sum + step, 0)) / whole.length;
  const usual = USUAL_SECONDS.find((known) => Math.abs(known - seconds) <= USUAL_TOLERANCE * known);
  return usual ?? Math.round(seconds);
}

/**
 * The interval at which an array's readings come, and which slots a reading stands for.
 * @returns `covered`: 1 for each slot no further than one interval from the reading before it
 */
export function samplingOf(series: ArraySeries): { intervalSlots: number; covered: Uint8Array } {
  const covered = slotsWithReading(series);
  // A temperature that is never measured is estimated: it is missing nowhere.
  const hasTemperature = series.temperature.some(Number.isFinite);
  for (let slot = 0; hasTemperature && slot < SLOTS_PER_DAY; slot++) {
    if (!Number.isFinite(series.temperature[slot])) covered[slot] = 0;
  }
  const slots = slotNumbers(covered);
  const { intervalSlots } = intervalOf(slots);
  for (const slot of slots) covered.fill(1, slot, Math.min(SLOTS_PER_DAY, slot + intervalSlots));
  return { intervalSlots, covered };
}

function eachGap(slots: readonly number[], visit: (from: number, end: number) => void): void {
  let next = 0;
  for (const slot of [...slots, SLOTS_PER_DAY]) {
    if (slot > next) visit(next, slot);
    next = slot + 1;
  }
}

/** Straight lines between finite values, held at both ends. */
function bridged(values: Float32Array): Float32Array {
  const result = values.slice();
  let last = -1;
  for (let slot = 0; slot <= values.length; slot++) {
    const here = slot < values.length ? (values[slot] as number) : Number.NaN;
    if (slot < values.length && !Number.isFinite(here)) continue;
    if (slot === values.length) {
      result.fill(result[last] as number, last + 1);
    } else if (last < 0) {
      result.fill(here, 0, slot);
    } else {
      const step = (here - (values[last] as number)) / (slot - last);
      for (let between = last + 1; between < slot; between++) {
        result[between] = (values[last] as number) + step * (between - last);
      }
    }
    last = slot;
  }
  return result;
}
