import { CHANNELS, type Channel } from '#server/domain/channels.ts';
import { IMAGE_SHAPE } from './preprocessing.ts';

const [SCALES, BINS, COUNT] = IMAGE_SHAPE;

/** A figure of an image, and between what values training days have it. */
export interface KnownRange {
  figure: string;
  low: number;
  high: number;
}

interface Figure {
  channel: Channel;
  value: number;
}

/** Share of the training days beyond each end of a range: oddities must not widen it. */
const ODD_SHARE = 0.0005;
/**
 * What a channel's figures may lie beyond, in parts of the pixels' range: of the electrical ones about 12 % of their
 * level, more than arrays and sensors differ by; the weather has skies that no training saw.
 */
const MARGINS: Record<Channel, number> = { voltage: 0.02, current: 0.02, temperature: 0.06, irradiance: 0.15 };
/** Cells of at least this irradiance, of scales of 7 minutes and more, tell how the current goes with it. */
const LIGHT_PIXEL = 0.35;
const SLOW_SCALE = 24;
const LEAST_CELLS = 40;
/** Scales of an hour and a half and more hold a channel's level, those under three minutes its noise. */
const LEVEL_SCALE = 48;
const NOISE_SCALES = 16;

/**
 * Figures in which a wrong nameplate, unit or sensor shows whatever the fault: the level of each channel, its roughness,
 * and how far the current moves with the irradiance, taken where outages and faults of a part of the day do not count.
 * @param image 64 x 64 x 4 bytes as [scale][bin][channel]
 * @returns by name, in parts of the pixels' range
 */
function figuresOf(image: Uint8Array): Map<string, Figure> {
  const figures = new Map<string, Figure>();
  for (const channel of CHANNELS) {
    const level = levelOf(image, channel);
    figures.set(`level of the ${channel}`, { channel, value: level });
    figures.set(`roughness of the ${channel}`, { channel, value: noiseOf(image, channel) - level });
  }
  figures.set('current for the irradiance', { channel: 'current', value: currentForIrradiance(image) });
  return figures;
}

/** The ranges of the training images' figures, a margin wider. */
export function fitKnownRanges(images: readonly Uint8Array[]): KnownRange[] {
  const all = images.map(figuresOf);
  return [...(all[0]?.entries() ?? [])].map(([figure, { channel }]) => {
    const margin = MARGINS[channel];
    const values = Float64Array.from(all, (figures) => figures.get(figure)?.value ?? 0).sort();
    const odd = Math.floor(ODD_SHARE * values.length);
    const [low = 0, high = 0] = [values[odd], values[values.length - 1 - odd]];
    return { figure, low: Number((low - margin).toFixed(4)), high: Number((high + margin).toFixed(4)) };
  });
}

/** The figures of an image that lie outside what training days showed. */
export function outOfRange(image: Uint8Array, ranges: readonly KnownRange[]): string[] {
  const figures = figuresOf(image);
  return ranges.flatMap(({ figure, low, high }) => {
    const value = figures.get(figure)?.value;
    return value !== undefined && value >= low && value <= high ? [] : [figure];
  });
}

function pixelAt(image: Uint8Array, scale: number, bin: number, channel: number): number {
  return (image[(scale * BINS + bin) * COUNT + channel] as number) / 255;
}

function levelOf(image: Uint8Array, channel: Channel): number {
  const at = CHANNELS.indexOf(channel);
  let largest = 0;
  for (let bin = 0; bin < BINS; bin++) {
    let sum = 0;
    for (let scale = LEVEL_SCALE; scale < SCALES; scale++) sum += pixelAt(image, scale, bin, at);
    largest = Math.max(largest, sum / (SCALES - LEVEL_SCALE));
  }
  return largest;
}

function noiseOf(image: Uint8Array, channel: Channel): number {
  const at = CHANNELS.indexOf(channel);
  let sum = 0;
  for (let scale = 0; scale < NOISE_SCALES; scale++) {
    for (let bin = 0; bin < BINS; bin++) sum += pixelAt(image, scale, bin, at);
  }
  return sum / (NOISE_SCALES * BINS);
}

/** Lower quartile of the current's pixels less the irradiance's: a part of the day does not move it upwards. */
function currentForIrradiance(image: Uint8Array): number {
  const [current, irradiance] = [CHANNELS.indexOf('current'), CHANNELS.indexOf('irradiance')];
  const differences: number[] = [];
  for (let scale = SLOW_SCALE; scale < SCALES; scale++) {
    for (let bin = 0; bin < BINS; bin++) {
      const light = pixelAt(image, scale, bin, irradiance);
      if (light > LIGHT_PIXEL) differences.push(pixelAt(image, scale, bin, current) - light);
    }
  }
  if (differences.length < LEAST_CELLS) return 0;
  differences.sort((a, b) => a - b);
  return differences[Math.floor(differences.length / 4)] ?? 0;
}
