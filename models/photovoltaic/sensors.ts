import type { ArraySeries } from '#domain/channels.ts';
import { SLOTS_PER_DAY } from '#domain/plant-day.ts';
import { HeliographError } from '#server/errors.ts';
import type { SensorTraits } from './built-array.ts';
import { failThermometer, quantised, type ThermometerFailure } from './failures.ts';
import type { Random } from './random.ts';
import { SENSORS } from './ranges.ts';

/** What is really there, one value a slot: V, A, °C, W/m². */
export interface TrueDay {
  voltage: Float64Array;
  current: Float64Array;
  temperature: Float64Array;
  irradiance: Float64Array;
}

/** Worse sensors than drawn, for stress tests: factors on their noise, and on their gain errors and offsets. */
export interface SensorStress {
  /** 0 or more; default 1. */
  noiseFactor?: number;
  gainFactor?: number;
}

/** An array's sensors with their gain errors and temperature offset times a factor. */
export function stressedTraits(traits: SensorTraits, { gainFactor = 1 }: SensorStress): SensorTraits {
  if (gainFactor === 1) return traits;
  const stressed = (gain: number) => 1 + gainFactor * (gain - 1);
  return {
    ...traits,
    voltageGain: stressed(traits.voltageGain),
    currentGain: stressed(traits.currentGain),
    irradianceGain: stressed(traits.irradianceGain),
    temperatureOffset: gainFactor * traits.temperatureOffset,
  };
}

export function checkSensorStress(stress: SensorStress): void {
  for (const name of ['noiseFactor', 'gainFactor'] as const) {
    const { [name]: value = 1 } = stress;
    if (value >= 0 && Number.isFinite(value)) continue;
    throw new HeliographError('invalid_input', `sensors.${name} must be 0 or more, not ${value}`);
  }
}

/**
 * What the sensors report of it: gain, noise, offset and quantisation of each channel. Changes nothing of `day`.
 * @param noiseFactor on the noise of all channels, 0 or more
 */
export function measure(
  day: TrueDay,
  traits: SensorTraits,
  failure: ThermometerFailure | null,
  random: Random,
  noiseFactor = 1,
): ArraySeries {
  const { noiseSd, noiseFloor, step, nightOffset } = SENSORS;
  const offset = nightOffset.mean + nightOffset.sd * random.normal();
  const voltage = new Float32Array(SLOTS_PER_DAY);
  const current = new Float32Array(SLOTS_PER_DAY);
  const irradiance = new Float32Array(SLOTS_PER_DAY);
  const temperature = new Float32Array(SLOTS_PER_DAY);
  const noisy = (value: number, sd: number, floor: number) =>
    value + noiseFactor * Math.hypot(value * sd, floor) * random.normal();
  for (let slot = 0; slot < SLOTS_PER_DAY; slot++) {
    const v = noisy((day.voltage[slot] as number) * traits.voltageGain, noiseSd.voltage, noiseFloor.voltage);
    const i = noisy((day.current[slot] as number) * traits.currentGain, noiseSd.current, noiseFloor.current);
    const g = noisy(
      (day.irradiance[slot] as number) * traits.irradianceGain,
      noiseSd.irradiance,
      noiseFloor.irradiance,
    );
    const t =
      (day.temperature[slot] as number) +
      traits.temperatureOffset +
      noiseFactor * noiseSd.temperature * random.normal();
    voltage[slot] = quantised(v, traits.voltageStep);
    current[slot] = quantised(i, step.current);
    irradiance[slot] = quantised(g + offset, step.irradiance);
    temperature[slot] = quantised(t, step.temperature);
  }
  if (failure) failThermometer(temperature, day.irradiance, failure);
  return { voltage, current, temperature, irradiance };
}
