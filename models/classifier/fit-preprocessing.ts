import { CHANNELS } from '#server/domain/channels.ts';
import { SLOTS_PER_DAY } from '#server/domain/plant-day.ts';
import { HeliographError } from '#server/errors.ts';
import { DEFAULT_SCALE_SET, type ScaleSet } from '../wavelet/scales.ts';
import type { Preprocessing } from './preprocessing.ts';

export interface FitOptions {
  /** The wavelet the scalograms were made with; default: a plant day, 64 bins, the default scales. */
  wavelet?: { samples: number; bins: number; scales: ScaleSet };
  /** Floor in parts of the nameplate, under which differences hardly show. Default 1e-3: about the sensors' noise. */
  eps?: number;
  /** Share of the values below pixel 0 of each channel. None is above 255: the largest carry the level. Default 0.005. */
  tail?: number;
}

// Logarithms from 1e-8 to 1e4 are counted in steps of a thousandth of a decade: far finer than a pixel.
const LOWEST_DECADE = -8;
const STEPS_PER_DECADE = 1000;
const STEPS = 12 * STEPS_PER_DECADE;

/**
 * Fixes eps, lo and hi of each channel from normalised scalograms ([scale][bin][channel], see `normalisedScalogramsOf`):
 * lo is the `tail` quantile of log10(S + eps) and hi its largest value, counted in a histogram, so that any number of
 * array-days can stream by and their order does not matter.
 */
export function fitPreprocessing(scalograms: Iterable<Float32Array>, options: FitOptions = {}): Preprocessing {
  const { eps = 1e-3, tail = 0.005 } = options;
  if (!(eps > 0)) throw new HeliographError('invalid_input', `eps must be above 0, not ${eps}`);
  if (!(tail >= 0 && tail < 0.5))
    throw new HeliographError('invalid_input', `tail must be from 0 to below 0.5, not ${tail}`);
  const histograms = CHANNELS.map(() => new Uint32Array(STEPS));
  for (const scalogram of scalograms) {
    for (const [channel, histogram] of histograms.entries()) count(histogram, scalogram, channel, eps);
  }
  const [voltage, current, temperature, irradiance] = histograms.map((histogram) => ({
    eps,
    ...limitsOf(histogram, tail),
  }));
  if (!voltage || !current || !temperature || !irradiance)
    throw new HeliographError('internal', 'four channels expected');
  const wavelet = options.wavelet ?? { samples: SLOTS_PER_DAY, bins: 64, scales: DEFAULT_SCALE_SET };
  return {
    version: 1,
    wavelet: { ...wavelet, scales: 'kind' in wavelet.scales ? wavelet.scales : [...wavelet.scales] },
    channels: { voltage, current, temperature, irradiance },
  };
}

function count(histogram: Uint32Array, scalogram: Float32Array, channel: number, eps: number): void {
  for (let i = channel; i < scalogram.length; i += CHANNELS.length) {
    const decade = Math.log10((scalogram[i] as number) + eps);
    const step = Math.round((decade - LOWEST_DECADE) * STEPS_PER_DECADE);
    const clipped = Math.min(STEPS - 1, Math.max(0, step));
    histogram[clipped] = (histogram[clipped] as number) + 1;
  }
}

function limitsOf(histogram: Uint32Array, tail: number): { lo: number; hi: number } {
  const total = histogram.reduce((sum, n) => sum + n, 0);
  if (total === 0) throw new HeliographError('no_data', 'preprocessing needs at least one array-day to be fitted');
  const lo = quantile(histogram, tail * total);
  // A channel that never moves still needs a range: one decade.
  const hi = Math.max(quantile(histogram, total), lo + 1);
  return { lo, hi };
}

function quantile(histogram: Uint32Array, rank: number): number {
  let seen = 0;
  const step = histogram.findIndex((n) => {
    seen += n;
    return n > 0 && seen >= rank;
  });
  return Number((LOWEST_DECADE + (step < 0 ? STEPS - 1 : step) / STEPS_PER_DECADE).toFixed(3));
}
