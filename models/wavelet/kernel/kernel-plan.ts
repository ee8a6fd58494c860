import { paddedSizeOf, type WaveletPlan } from '../plan.ts';
import { MORLET_OMEGA0 } from '../scales.ts';
import { lengthsUpTo, operationsOf, SHORTEST } from './lengths.ts';
import { type Binning, exactPooling, type Pooling, shortPooling, spanOf } from './pooling.ts';
import { powerSpectrum } from './power-spectrum.ts';

/** One scale of a frame. */
export interface KernelScale {
  /** Place among the plan's scales. */
  readonly row: number;
  readonly firstLine: number;
  /** Gain of each line from `firstLine` on, with the 1 / size of the inverse transform in it. */
  readonly gains: Float64Array;
  /** Length of the inverse transform. */
  readonly size: number;
  readonly pooling: Pooling;
}

/** Samples padded to one length, and the scales that length serves. */
export interface KernelFrame {
  readonly size: number;
  /** Copies of the last sample after it; those of the first one fill the rest of the circle. */
  readonly held: number;
  readonly scales: readonly KernelScale[];
}

export interface KernelPlan {
  readonly samples: number;
  readonly bins: number;
  readonly scaleCount: number;
  readonly frames: readonly KernelFrame[];
}

/** How exactly a plan is computed. */
interface Exactness {
  /** Standard deviations of a band, and scales in time, beyond which nothing is seen: 5.5 for an error of 2e-4. */
  readonly reachSigmas: number;
  /** Least distance of a band's centre from the highest frequency: nearer, it is cut there and rings all around its circle. */
  readonly cutSigmas: number;
  /**
   * Expected error of a pooled mean of |W|^2 at scale 1, for white noise and in parts of it. A dark bin beside a bright
   * one shows its root. It falls with the root of the scale: in a day of weather the large scales are the strong ones.
   */
  readonly poolingError: number;
}

/** The factors were measured: with them simulated days keep within the error (tests/unit/wavelet holds some). */
function exactnessFor(error: number): Exactness {
  const sigmasAt = (gain: number) => Math.sqrt(-2 * Math.log(gain));
  return {
    reachSigmas: sigmasAt(1.35e-3 * error),
    cutSigmas: sigmasAt(0.8 * Math.sqrt(error)),
    poolingError: 0.03 * error * Math.min(1, 1000 * error),
  };
}

/** Points an inverse transform has for each standard deviation of its band, about: only to choose a frame by. */
const USUAL_POINTS_PER_SIGMA = 15;

/** Whether the kernel can take plans of this length: its shortest transform is 16 points, of pairs of samples. */
export function fitsKernel(samples: number): boolean {
  return paddedSizeOf(samples) >= 2 * SHORTEST;
}

/**
 * Chooses how the kernel computes a plan: scales that see only a little of the padding go through a shorter circle,
 * and every scale through the cheapest inverse transform whose pooled power is as exact as `error` asks.
 */
export function createKernelPlan({
  samples,
  bins,
  scales,
  error,
}: Pick<WaveletPlan, 'samples' | 'bins' | 'scales' | 'error'>): KernelPlan {
  const exactness = exactnessFor(error);
  const full = paddedSizeOf(samples);
  const sizes = circlesFor(samples, scales, exactness);
  const circleOf = (scale: number) => sizes.find((size) => servedBy(size, samples, scale, exactness)) ?? full;
  const frames = sizes.flatMap((size) => {
    const rows = [...scales.keys()].filter((row) => circleOf(scales[row] as number) === size);
    if (rows.length === 0) return [];
    const kernelScales = rows.map((row) => scaleOf({ samples, bins }, size, row, scales[row] as number, exactness));
    return [{ size, held: Math.ceil((size - samples) / 2), scales: kernelScales }];
  });
  return { samples, bins, scaleCount: scales.length, frames };
}

/** Whether a shorter circle gives a scale's W as the full one does: the two ends of the day must not see each other. */
function servedBy(size: number, samples: number, scale: number, { reachSigmas, cutSigmas }: Exactness): boolean {
  const endsApart = (size - samples) / 2 >= reachSigmas * scale;
  return endsApart && Math.PI * scale - MORLET_OMEGA0 >= cutSigmas;
}

/** Circles worth their own forward transform, ascending; the full one is the last. Each is added while it pays. */
function circlesFor(samples: number, scales: Float64Array, exactness: Exactness): number[] {
  const full = paddedSizeOf(samples);
  const candidates = lengthsUpTo(full / 2).flatMap((half) => (2 * half > samples && 2 * half < full ? [2 * half] : []));
  let sizes = [full];
  for (;;) {
    const extended = candidates.map((size) => [...sizes, size].sort((a, b) => a - b));
    const best = extended.reduce((best, next) => (costOf(next) < costOf(best) ? next : best), sizes);
    if (best === sizes) return sizes;
    sizes = best;
  }

  function costOf(circles: readonly number[]): number {
    const used = new Set<number>();
    const inverse = scales.reduce((sum, scale) => {
      const size = circles.find((circle) => servedBy(circle, samples, scale, exactness)) ?? full;
      used.add(size);
      const points = Math.min(size, (USUAL_POINTS_PER_SIGMA * size) / (2 * Math.PI * scale));
      return sum + points * (5 + 4 * Math.log2(points + 1));
    }, 0);
    return [...used].reduce((sum, size) => sum + operationsOf(size / 2) + 10 * size, inverse);
  }
}

function scaleOf(
  binning: Binning,
  frame: number,
  row: number,
  scale: number,
  { reachSigmas, poolingError }: Exactness,
): KernelScale {
  const radiansPerLine = (2 * Math.PI) / frame;
  const lineOf = (phase: number) => phase / scale / radiansPerLine;
  const firstLine = Math.max(1, Math.ceil(lineOf(MORLET_OMEGA0 - reachSigmas)));
  const lastLine = Math.min(frame / 2 - 1, Math.floor(lineOf(MORLET_OMEGA0 + reachSigmas)));
  const gains = Float64Array.from({ length: Math.max(1, lastLine - firstLine + 1) }, (_, i) => {
    const distance = scale * radiansPerLine * (firstLine + i) - MORLET_OMEGA0;
    return firstLine + i < frame / 2 ? (2 * Math.exp((-distance * distance) / 2)) / frame : 0;
  });
  return { row, firstLine, gains, ...shortestTransform(binning, frame, scale, gains, poolingError / Math.sqrt(scale)) };
}

/** The cheapest length, and its pooling, among those that hold the lines and keep the error. */
function shortestTransform(
  binning: Binning,
  frame: number,
  scale: number,
  gains: Float64Array,
  mostError: number,
): Pick<KernelScale, 'size' | 'pooling'> {
  const poolingOf = (size: number, only?: number[]) => {
    if (size === frame) return exactPooling(binning);
    const spacing = frame / size;
    const power = powerSpectrum(gains, (2 * Math.PI) / frame, spanOf(binning, spacing) + 16 * scale);
    return shortPooling(binning, spacing, power, only);
  };
  const someBins = [0, Math.floor(binning.bins / 3), Math.floor((binning.bins * 2) / 3)];
  const good = (size: number) => poolingOf(size, someBins).error <= mostError;
  // The full rate is always among them, for a circle is twice one of the kernel's lengths.
  const sizes = lengthsUpTo(frame).filter((size) => size >= gains.length);
  let [low, high] = [0, sizes.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (good(sizes[middle] as number)) high = middle;
    else low = middle + 1;
  }
  const size = sizes.slice(low).reduce((best, next) => (operationsOf(next) < operationsOf(best) ? next : best));
  return { size, pooling: poolingOf(size) };
}
