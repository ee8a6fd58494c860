import type { Output } from './converter.ts';
import { emptyDay, SLOTS } from './day-grid.ts';
import type { Air } from './heat.ts';
import type { Sensors, Span } from './plan.ts';
import type { FieldRandom } from './random.ts';

export interface FieldSeries {
  readonly voltage: Float64Array;
  readonly current: Float64Array;
  readonly temperature: Float64Array;
  readonly irradiance: Float64Array;
}

export interface Truth {
  readonly output: Output;
  /** degC of the cells, W/m2 where the pyranometer stands. */
  readonly cellC: Float64Array;
  readonly air: Air;
  readonly seen: Float64Array;
  readonly daylight: Span;
  /** The array's V_oc at STC: what the voltmeter's steps go by. */
  readonly vOc: number;
}

function quantised(value: number, step: number): number {
  return Math.round(value / step) * step;
}

/** A satellite's irradiance: means over minutes, each held for as long. */
function heldMeans(values: Float64Array, slots: number): Float64Array {
  const held = emptyDay();
  for (let from = 0; from < SLOTS; from += slots) {
    const part = values.subarray(from, from + slots);
    held.fill(part.reduce((sum, value) => sum + value, 0) / part.length, from, from + slots);
  }
  return held;
}

function thermometerReads(sensors: Sensors, truth: Truth, random: FieldRandom): (slot: number) => number {
  const { like } = sensors.thermometer;
  const stuck = random.pick(-49.8, 0, 25, truth.cellC[2160] ?? 25);
  const { fromSlot, toSlot } = truth.daylight;
  return (slot) => {
    if (like === 'stuck') return stuck;
    if (like === 'air') return truth.air.celsius[slot] ?? 0;
    const night = slot < fromSlot || slot >= toSlot;
    const at = like === 'night_held' && night ? (slot < fromSlot ? fromSlot : toSlot - 1) : slot;
    return truth.cellC[at] ?? 0;
  };
}

/** What the four instruments make of an array's day: their own gains, noise and steps, and what is wrong with them. */
export function measure(truth: Truth, sensors: Sensors, random: FieldRandom): FieldSeries {
  const series = { voltage: emptyDay(), current: emptyDay(), temperature: emptyDay(), irradiance: emptyDay() };
  const draw = random.fork('gains');
  const gain = { v: 1 + draw.normal(0.004), i: 1 + draw.normal(0.008), g: 1 + draw.normal(0.015) };
  const offsetK = draw.normal(1) + sensors.thermometer.offsetK;
  const voltStep = truth.vOc > 400 ? 0.5 : draw.pick(0.1, 0.2, 0.5);
  const { pyranometer, thermometer, units } = sensors;
  const reads = thermometerReads(sensors, truth, random.fork('thermometer'));
  const seen = pyranometer.satelliteSlots > 0 ? heldMeans(truth.seen, pyranometer.satelliteSlots) : truth.seen;
  const stuck = thermometer.like === 'stuck';
  for (let slot = 0; slot < SLOTS; slot++) {
    const night = slot < truth.daylight.fromSlot || slot >= truth.daylight.toSlot;
    const idle = night ? sensors.nightVoltage * random.next() : 0;
    const volts = (truth.output.voltage[slot] ?? 0) * gain.v * (1 + random.normal(0.001)) + idle;
    const amps = (truth.output.current[slot] ?? 0) * gain.i * (1 + random.normal(0.002));
    const light = (seen[slot] ?? 0) * gain.g * pyranometer.gain * (1 + random.normal(0.003)) + pyranometer.nightOffset;
    const celsius = stuck ? reads(slot) : reads(slot) + offsetK + random.normal(thermometer.noiseK);
    series.voltage[slot] = quantised(volts, voltStep) * units.voltage;
    series.current[slot] = quantised(amps, 0.01) * units.current;
    series.temperature[slot] = quantised(units.fahrenheit ? celsius * 1.8 + 32 : celsius, 0.1);
    series.irradiance[slot] = quantised(light, 1) * units.irradiance;
  }
  return series;
}
