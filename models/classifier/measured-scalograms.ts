import type { ArraySeries } from '#domain/channels.ts';
import type { Nameplate } from '#domain/nameplate.ts';
import { completeSeries } from '#models/operation/complete-series.ts';
import type { WaveletPlan } from '#models/wavelet/plan.ts';
import { imageOf, planOf, type RawPreprocessing } from './preprocessing.ts';

/** How scalograms are shown as they were measured, whatever a model looks at: amplitudes from 0.1 % to about 25 % of the nameplate. */
export const MEASURED_PREPROCESSING: RawPreprocessing = {
  version: 1,
  wavelet: {
    samples: 4320,
    bins: 64,
    scales: { kind: 'geometric', count: 64, first: 2, ratio: 1.1018297245375999 },
  },
  channels: {
    voltage: { eps: 0.001, lo: -2.999, hi: -0.533 },
    current: { eps: 0.001, lo: -2.998, hi: -0.556 },
    temperature: { eps: 0.001, lo: -2.999, hi: -0.908 },
    irradiance: { eps: 0.001, lo: -2.995, hi: -0.609 },
  },
};

export const MEASURED_PLAN: WaveletPlan = planOf(MEASURED_PREPROCESSING);

/**
 * The scalograms of an array-day as measured: 64 x 64 x 4 bytes as [scale][bin][voltage, current, temperature, irradiance] by
 * MEASURED_PREPROCESSING; null where a channel holds no value at all.
 */
export function measuredImageOf(series: ArraySeries, nameplate: Nameplate): Uint8Array | null {
  const completed = completeSeries(series);
  // What is estimated is not shown as measured.
  if (completed?.temperatureFrom !== 'measured') return null;
  return imageOf(MEASURED_PLAN, MEASURED_PREPROCESSING, nameplate, completed.series);
}
