import { UNKNOWN } from '#models/operation/operating-state.ts';
import type { WaveletPlan } from '#models/wavelet/plan.ts';
import { createScalogramTransform, type ScalogramTransform } from '#models/wavelet/scalograms.ts';
import { type ChannelInput, channelSeriesOf } from './image-channels.ts';
import type { ChannelLevels, RatioPreprocessing } from './preprocessing.ts';

/** A bin of which less is known is not shown. */
const LEAST_KNOWN = 0.5;

/**
 * The image of an array-day by a preprocessing of version 2: 64 x 64 x 4 bytes as [scale][bin][channel].
 * - Rows of wavelet scales, small ones first: round(255 clip((log10(S + eps) - lo) / (hi - lo), 0, 1)).
 * - Wavelets have no mean, so the last `levelRows` rows hold the mean of the channel over the bin on a scale of its own.
 * - Of the level rows the last half of the state's and the irradiance's say what the image was made with: 1/sqrt(strings),
 *   2/sqrt(modules in series), whether there were neighbours, whether there was a past.
 * - Bins that are not known, of a day that is not over or of a gap, are 0 in the wavelet rows, level in the level rows, and 255
 *   throughout in the state's channel.
 */
export function ratioImageOf(plan: WaveletPlan, preprocessing: RatioPreprocessing, input: ChannelInput): Uint8Array {
  const { channels, levelRows } = preprocessing;
  const series = channels.map(({ name }) => channelSeriesOf(name, input));
  const scalograms = transformOf(plan).run(series);
  const { bins } = plan;
  const rows = plan.scales.length;
  const count = channels.length;
  const image = new Uint8Array(rows * bins * count);
  const known = knownBins(input.operation.states, bins);
  channels.forEach(({ name, eps, lo, hi, level }, channel) => {
    const means = binMeans(series[channel] ?? new Float32Array(plan.samples), bins);
    for (let row = 0; row < rows; row++) {
      const isLevel = row >= rows - levelRows;
      for (let bin = 0; bin < bins; bin++) {
        const at = (row * bins + bin) * count + channel;
        if (!known[bin]) image[at] = name === 'operating_state' ? 255 : isLevel ? levelPixel(0, level) : 0;
        else if (isLevel) image[at] = levelPixel(means[bin] as number, level);
        else image[at] = pixelOf((Math.log10((scalograms[at] as number) + eps) - lo) / (hi - lo));
      }
    }
  });
  if (levelRows > 0) writeContext(image, { rows, bins, count, levelRows, channels, input });
  return image;
}

const transforms = new WeakMap<WaveletPlan, ScalogramTransform>();

function transformOf(plan: WaveletPlan): ScalogramTransform {
  const known = transforms.get(plan) ?? createScalogramTransform(plan);
  transforms.set(plan, known);
  return known;
}

function pixelOf(part: number): number {
  return Math.round(255 * Math.min(1, Math.max(0, part)));
}

/** Pixel of a channel's mean: linear, or with a knee, below which it is linear and beyond logarithmic on both sides of 0. */
export function levelPixel(value: number, { lo, hi, knee }: ChannelLevels): number {
  const bent = (x: number) => (knee === null ? x : Math.asinh(x / knee));
  return pixelOf((bent(value) - bent(lo)) / (bent(hi) - bent(lo)));
}

/** Means over bins of 67.5 slots; a slot that two bins share counts in both by its part. */
function binMeans(values: Float32Array, bins: number): Float64Array {
  const width = values.length / bins;
  const means = new Float64Array(bins);
  for (let bin = 0; bin < bins; bin++) {
    const [start, end] = [bin * width, (bin + 1) * width];
    let sum = 0;
    for (let slot = Math.floor(start); slot < end; slot++) {
      sum += (Math.min(end, slot + 1) - Math.max(start, slot)) * (values[slot] as number);
    }
    means[bin] = sum / width;
  }
  return means;
}

function knownBins(states: Uint8Array, bins: number): Uint8Array {
  const isKnown = Float32Array.from(states, (state) => (state === UNKNOWN ? 0 : 1));
  return Uint8Array.from(binMeans(isKnown, bins), (part) => (part >= LEAST_KNOWN ? 1 : 0));
}

function writeContext(
  image: Uint8Array,
  options: {
    rows: number;
    bins: number;
    count: number;
    levelRows: number;
    channels: RatioPreprocessing['channels'];
    input: ChannelInput;
  },
): void {
  const { rows, bins, count, levelRows, channels, input } = options;
  const { nameplate, reference } = input;
  const quarter = Math.floor(levelRows / 4);
  const write = (channel: number, firstRow: number, value: number) => {
    if (channel < 0) return;
    for (let row = firstRow; row < firstRow + quarter; row++) {
      for (let bin = 0; bin < bins; bin++) image[(row * bins + bin) * count + channel] = pixelOf(value);
    }
  };
  const state = channels.findIndex(({ name }) => name === 'operating_state');
  const light = channels.findIndex(({ name }) => name === 'irradiance');
  write(state, rows - 2 * quarter, 1 / Math.sqrt(nameplate.strings));
  write(state, rows - quarter, 2 / Math.sqrt(nameplate.modulesInSeries));
  write(light, rows - 2 * quarter, reference.peers > 0 ? 1 : 0);
  write(light, rows - quarter, reference.historyDays > 0 ? 1 : 0);
}
