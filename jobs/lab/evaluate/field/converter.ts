import { clamp, emptyDay, SLOTS } from './day-grid.ts';
import type { Converter } from './plan.ts';
import type { FieldRandom } from './random.ts';
import type { Rating, Source } from './source.ts';
import { Tracker } from './tracker.ts';

export interface Output {
  readonly voltage: Float64Array;
  readonly current: Float64Array;
}

/** Below that light, W/m2, it is night to a converter. */
const NIGHT_LIGHT = 1;
/** It gives up below that share of its rating, for that many slots. */
const [LEAST_POWER, PATIENCE_SLOTS] = [0.0005, 9];

/** Highest voltage at which the source still gives current. */
export function openVoltage(source: Source, highest: number): number {
  let [low, high] = [0, highest];
  if (source.current(0.01) <= 0) return 0;
  for (let i = 0; i < 22; i++) {
    const middle = (low + high) / 2;
    if (source.current(middle) > 0) low = middle;
    else high = middle;
  }
  return low;
}

/** Runs a converter through a day; `light` tells it the night. Voltage V and current A as they are, before any sensor. */
export function runConverter(
  settings: Converter,
  rating: Rating,
  source: Source,
  light: Float64Array,
  random: FieldRandom,
): Output {
  const output = { voltage: emptyDay(), current: emptyDay() };
  const tracker = new Tracker(settings, rating, source, random);
  const outages = [...settings.outages];
  let [running, wait, weak] = [false, settings.waitSlots, 0];
  for (let slot = 0; slot < SLOTS; slot++) {
    if ((light[slot] ?? 0) < NIGHT_LIGHT) {
      [running, wait] = [false, settings.waitSlots];
      continue;
    }
    source.at(slot);
    const out = outages.some((span) => slot >= span.fromSlot && slot < span.toSlot);
    if (out) [running, wait] = [false, settings.waitSlots];
    if (running && !out) {
      const [volts, amps] = tracker.step(slot);
      output.voltage[slot] = volts;
      output.current[slot] = amps;
      weak = volts * amps < LEAST_POWER * rating.power ? weak + 1 : 0;
      if (weak > PATIENCE_SLOTS) [running, wait, weak] = [false, settings.waitSlots, 0];
      continue;
    }
    const open = openVoltage(source, 1.35 * rating.vOc);
    output.voltage[slot] = settings.offVoltage === 'zero' ? 0 : open;
    if (out || open < settings.startShare * rating.vOc) continue;
    const trial = clamp(0.8 * open, ...tracker.window);
    if (trial * source.current(trial) < 2 * LEAST_POWER * rating.power) continue;
    wait--;
    if (wait > 0) continue;
    running = true;
    tracker.start(trial);
  }
  return output;
}
