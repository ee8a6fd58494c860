import type { ArraySeries } from '#server/domain/channels.ts';
import { SLOTS_PER_DAY } from '#server/domain/plant-day.ts';
import type { SensorTraits } from './built-array.ts';
import type { ThermometerFailure } from './failures.ts';
import type { Random } from './random.ts';
import { SENSORS } from './ranges.ts';

/** What is really there, one value a slot: V, A, °C, W/m². */
export interface TrueDay {
  voltage: Float64Array;
  current: Float64Array;
  temperature: Float64Array;
  irradiance: Float64Array;
}

/** What the sensors report of it: gain, noise, offset and quantisation of each channel. Changes nothing of `day`. */
export function measure(
  day: TrueDay,
  traits: SensorTraits,
  failure: ThermometerFailure | null,
  random: Random,
): ArraySeries {
  const { noiseSd, noiseFloor, step, nightOffset } = SENSORS;
  const offset = nightOffset.mean + nightOffset.sd * random.normal();
  const voltage = new Float32Array(SLOTS_PER_DAY);
  const current = new Float32Array(SLOTS_PER_DAY);
  const irradiance = new Float32Array(SLOTS_PER_DAY);
  const temperature = new Float32Array(SLOTS_PER_DAY);
  const noisy = (value: number, sd: number, floor: number) => value + Math.hypot(value * sd, floor) * random.normal();
  for (let slot = 0; slot < SLOTS_PER_DAY; slot++) {
    const v = noisy((day.voltage[slot] as number) * traits.voltageGain, noiseSd.voltage, noiseFloor.voltage);
    const i = noisy((day.current[slot] as number) * traits.currentGain, noiseSd.current, noiseFloor.current);
    const g = noisy(
      (day.irradiance[slot] as number) * traits.irradianceGain,
      noiseSd.irradiance,
      noiseFloor.irradiance,
    );
    const t = (day.temperature[slot] as number) + traits.temperatureOffset + noiseSd.temperature * random.normal();
    voltage[slot] = quantised(v, traits.voltageStep);
    current[slot] = quantised(i, step.current);
    irradiance[slot] = quantised(g + offset, step.irradiance);
    temperature[slot] = quantised(t, step.temperature);
  }
  if (failure) failThermometer(temperature, day.irradiance, failure);
  return { voltage, current, temperature, irradiance };
}

function failThermometer(temperature: Float32Array, irradiance: Float64Array, failure: ThermometerFailure): void {
  const held = temperature[failure.from] as number;
  for (let slot = failure.from; slot < failure.to; slot++) {
    if (failure.kind === 'stuck') temperature[slot] = held;
    else {
      const cooler = failure.shadowKelvin * Math.min((irradiance[slot] as number) / 1000, 1);
      temperature[slot] = quantised((temperature[slot] as number) - cooler, SENSORS.step.temperature);
    }
  }
}

function quantised(value: number, step: number): number {
  // + 0 turns a negative zero into a plain one.
  return Math.round(value / step) * step + 0;
}
