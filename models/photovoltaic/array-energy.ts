import type { ArraySeries } from '#domain/channels.ts';
import type { Energy } from '#domain/energy.ts';
import type { Nameplate } from '#domain/nameplate.ts';
import { SLOT_SECONDS } from '#domain/plant-day.ts';
import { nameplatePower } from './expected-power.ts';
import { goodSlots } from './good-slots.ts';
import {
  GAIN_SD,
  MISMATCH_AND_TRACKING,
  MODEL_SPREAD,
  PYRANOMETER_OFFSET,
  SOILING,
  THERMOMETER_SD,
  WIRING,
} from './standing-losses.ts';

const WATT_SLOTS_PER_KWH = 3_600_000 / SLOT_SECONDS;
/** Two standard deviations hold 95 of 100. */
const COVERAGE_FACTOR = 2;
const STC_IRRADIANCE = 1000;

/**
 * Power that a healthy array of this nameplate gives when its sensors read so, W:
 * vMp iMp powerPart((G - offset) (1 - soiling), T) (1 - wiring G / 1000) (1 - mismatch and tracking).
 * @param irradiance as measured, W/m²; temperature of the module as measured, °C
 */
export function expectedPower(nameplate: Nameplate, irradiance: number, temperature: number): number {
  const light = (irradiance - PYRANOMETER_OFFSET.mean) * (1 - SOILING.mean);
  const wiring = (WIRING.mean * Math.max(light, 0)) / STC_IRRADIANCE;
  return nameplatePower(nameplate, light, temperature) * (1 - wiring) * (1 - MISMATCH_AND_TRACKING.mean);
}

/**
 * Energy of an array-day over its good slots; null when there is none. The uncertainty of the loss takes the errors
 * of an array's sensors and of what is assumed of it as constant over the day: each moves the whole sum, so each is
 * summed over the slots first; the sums add in squares, and two standard deviations are given.
 * @param series of silver: V, A, °C, W/m², 4,320 values each, NaN where no reading is
 */
export function arrayEnergyOf(series: ArraySeries, nameplate: Nameplate): Energy | null {
  const good = goodSlots(series);
  let [slots, expected, measured, perWarmth, perLight] = [0, 0, 0, 0, 0];
  good.forEach((isGood, slot) => {
    if (!isGood) return;
    const light = series.irradiance[slot] as number;
    const heat = series.temperature[slot] as number;
    const power = expectedPower(nameplate, light, heat);
    slots++;
    expected += power;
    measured += (series.voltage[slot] as number) * (series.current[slot] as number);
    perWarmth += expectedPower(nameplate, light, heat + 1) - power;
    perLight += expectedPower(nameplate, light + 1, heat) - power;
  });
  if (slots === 0) return null;
  const variance =
    (expected * Math.hypot(GAIN_SD.irradiance, SOILING.sd, WIRING.sd, MISMATCH_AND_TRACKING.sd, MODEL_SPREAD)) ** 2 +
    (perWarmth * THERMOMETER_SD) ** 2 +
    (perLight * PYRANOMETER_OFFSET.sd) ** 2 +
    (measured * Math.hypot(GAIN_SD.voltage, GAIN_SD.current)) ** 2;
  return {
    expectedKwh: expected / WATT_SLOTS_PER_KWH,
    measuredKwh: measured / WATT_SLOTS_PER_KWH,
    lossKwh: (expected - measured) / WATT_SLOTS_PER_KWH,
    uncertaintyKwh: (COVERAGE_FACTOR * Math.sqrt(variance)) / WATT_SLOTS_PER_KWH,
  };
}
