import { SLOTS_PER_DAY } from '#domain/plant-day.ts';
import { HeliographError } from '#server/errors.ts';
import { createFft, type Fft } from './fft.ts';
import { DEFAULT_SCALE_SET, MORLET_OMEGA0, type ScaleSet, scalesOf } from './scales.ts';

export interface WaveletOptions {
  /** Samples of a channel. Default 4320, a plant day. */
  samples?: number;
  /** Time bins of the scalogram. Default 64. */
  bins?: number;
  /** Default: 64 geometric scales from 2 to 900 samples. */
  scales?: ScaleSet;
  /** Error the kernel may have, in parts of a channel's largest value, 1e-5..1e-2. Default 2e-4. The twin has none. */
  error?: number;
}

/** Held on all but a few of thousands of simulated channels; most of them are a hundred times closer. */
const DEFAULT_ERROR = 2e-4;

/** The answer of the wavelet at one scale: the part of the spectrum it lets through. */
export interface Band {
  /** Index of the first spectral line let through, 1 or more. */
  readonly firstLine: number;
  /** Gain of each line from `firstLine` on, with the 1 / size of the inverse transform already in it. */
  readonly gains: Float64Array;
}

/** Everything that depends on the options alone, and the buffers of one transform: one caller at a time. */
export interface WaveletPlan {
  readonly samples: number;
  readonly bins: number;
  /** Scales in samples, ascending. */
  readonly scales: Float64Array;
  /** Error the kernel may have, in parts of a channel's largest value. */
  readonly error: number;
  /** Length the samples are padded to, a power of two. */
  readonly size: number;
  /** Copies of the first sample put before it; the rest of the padding repeats the last one. */
  readonly padBefore: number;
  readonly bands: readonly Band[];
  readonly fft: Fft;
  readonly buffers: {
    readonly spectrumRe: Float64Array;
    readonly spectrumIm: Float64Array;
    readonly coefficientRe: Float64Array;
    readonly coefficientIm: Float64Array;
  };
}

// Beyond this many standard deviations the Gaussian is under 1.3e-14 of its peak: below the rounding of the transform.
const BAND_SIGMAS = 8;

/** Builds the tables for scalograms of `samples` values. Throws a HeliographError that names a bad option. */
export function createWaveletPlan(options: WaveletOptions = {}): WaveletPlan {
  const samples = options.samples ?? SLOTS_PER_DAY;
  const bins = options.bins ?? 64;
  requireInteger('samples', samples, 2, 2 ** 22);
  requireInteger('bins', bins, 1, samples);
  const error = options.error ?? DEFAULT_ERROR;
  if (!(error >= 1e-5 && error <= 1e-2)) {
    throw new HeliographError('invalid_input', `error must be from 1e-5 to 1e-2, not ${error}`);
  }
  const scales = scalesOf(options.scales ?? DEFAULT_SCALE_SET);
  const size = paddedSizeOf(samples);
  const buffer = () => new Float64Array(size);
  return {
    samples,
    bins,
    scales,
    error,
    size,
    padBefore: Math.floor((size - samples) / 2),
    bands: Array.from(scales, (scale) => bandOf(scale, size)),
    fft: createFft(size),
    buffers: { spectrumRe: buffer(), spectrumIm: buffer(), coefficientRe: buffer(), coefficientIm: buffer() },
  };
}

const plans = new Map<string, WaveletPlan>();

/** The plan of these options: built once, then found again. Its buffers are the caller's until the call returns. */
export function waveletPlanOf(options: WaveletOptions = {}): WaveletPlan {
  const key = JSON.stringify([options.samples, options.bins, options.scales, options.error]);
  const known = plans.get(key) ?? createWaveletPlan(options);
  plans.set(key, known);
  return known;
}

/** Smallest power of two that leaves at least half as much padding as there are samples: 4,320 become 8,192. */
export function paddedSizeOf(samples: number): number {
  return Math.max(4, 2 ** Math.ceil(Math.log2(1.5 * samples)));
}

/**
 * Analytic Morlet in the frequency domain: 2 exp(-(a w - omega0)^2 / 2) for 0 < w < pi rad/sample, else 0
 * (Torrence and Compo 1998, table 1, with the factor 2 that makes a sine of amplitude A give |W| = A).
 */
function bandOf(scale: number, size: number): Band {
  const radiansPerLine = (2 * Math.PI) / size;
  const lineOf = (phase: number) => phase / scale / radiansPerLine;
  const firstLine = Math.max(1, Math.ceil(lineOf(MORLET_OMEGA0 - BAND_SIGMAS)));
  const lastLine = Math.min(size / 2 - 1, Math.floor(lineOf(MORLET_OMEGA0 + BAND_SIGMAS)));
  const gains = Float64Array.from({ length: Math.max(0, lastLine - firstLine + 1) }, (_, i) => {
    const distance = scale * radiansPerLine * (firstLine + i) - MORLET_OMEGA0;
    return (2 * Math.exp((-distance * distance) / 2)) / size;
  });
  return { firstLine, gains };
}

function requireInteger(name: string, value: number, lowest: number, highest: number): void {
  if (Number.isInteger(value) && value >= lowest && value <= highest) return;
  throw new HeliographError('invalid_input', `${name} must be an integer from ${lowest} to ${highest}, not ${value}`);
}
