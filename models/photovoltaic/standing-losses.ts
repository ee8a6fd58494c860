import { SENSORS, SPREAD } from './ranges.ts';

// What every healthy array loses against its nameplate, and how well one can know it. Means and standard deviations of
// the ranges that the simulator draws from (a plant of one's own may well be cleaner: change them here).

const meanOf = ({ lo, hi }: { lo: number; hi: number }) => (lo + hi) / 2;
const sdOf = ({ lo, hi }: { lo: number; hi: number }) => (hi - lo) / Math.sqrt(12);

/** Part of the light that dirt takes. */
export const SOILING = { mean: meanOf(SPREAD.soiling), sd: sdOf(SPREAD.soiling) } as const;

/** Part of the power that the wiring takes at 1000 W/m²; it falls with the current, hence with the light. */
export const WIRING = { mean: meanOf(SPREAD.wiringLoss), sd: sdOf(SPREAD.wiringLoss) } as const;

/**
 * Part of the power lost because modules in series differ and the converter walks about the maximum, and how much it
 * differs from array to array: what is left of 371 simulated healthy days when the losses above are taken away.
 */
export const MISMATCH_AND_TRACKING = { mean: 0.002, sd: 0.005 } as const;

/** Thermal offset of a pyranometer, W/m²: it reads this much more than the light. */
export const PYRANOMETER_OFFSET = SENSORS.nightOffset;

/** How much the shape of another crystalline module's power may differ, as a part of the day's energy; more in weak light. */
export const MODEL_SPREAD = 0.015;

const { gainSd, badPyranometer, temperatureOffsetSd } = SENSORS;

/** One standard deviation of the sensors' gains; that of the pyranometer counts those that are badly off. */
export const GAIN_SD = {
  voltage: gainSd.voltage,
  current: gainSd.current,
  irradiance: Math.sqrt(
    (1 - badPyranometer.chance) * gainSd.irradiance ** 2 + (badPyranometer.chance * badPyranometer.error ** 2) / 3,
  ),
} as const;

/** One standard deviation of a thermometer's offset, K. */
export const THERMOMETER_SD = temperatureOffsetSd;
