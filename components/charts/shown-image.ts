import { clippedSign, decodePixels, pixelValue } from '#components/charts/scalogram-image.ts';
import type { Texts } from '#components/texts/texts.ts';
import { CHANNELS, type ImageChannel } from '#domain/channels.ts';
import type { NetworkChannel, NetworkImageView } from '#domain/network-image.ts';
import type { ScalogramView } from '#domain/views.ts';

/** One channel of an image as a page shows it, measured or as the network saw it. */
export interface ShownImage {
  name: ImageChannel;

  unit: string;
  rows: number;
  bins: number;
  binSeconds: number;
  /** Of the rows that are wavelet scales, short periods first; rows beyond hold the channel's level. */
  periodsSeconds: readonly number[];
  /** Row-major. */
  pixels: Uint8Array;
  /** What a pixel of a row stands for, with its unit. */
  valueWords: (row: number, pixel: number) => string;
  /** What the ends of the colours stand for: of the amplitudes, and of the levels where there are such rows. */
  amplitudeEnds: readonly [string, string];
  levelEnds: readonly [string, string] | null;
  /** Rows from here on say what the image was made with, and nothing of the day. */
  firstContextRow: number;
}

/** The four scalograms as measured. */
export function measuredImages(view: ScalogramView, t: Texts): ShownImage[] {
  return CHANNELS.map((name) => {
    const channel = view[name];
    const amplitude = (pixel: number) => t.quantity(pixelValue(channel, pixel), channel.unit, 3);
    return {
      name,

      unit: channel.unit,
      rows: view.scales,
      bins: view.bins,
      binSeconds: view.binSeconds,
      periodsSeconds: view.periodsSeconds,
      pixels: decodePixels(channel),
      valueWords: (_, pixel) => `${clippedSign(pixel)}${amplitude(pixel)}`,
      amplitudeEnds: [amplitude(0), amplitude(255)],
      levelEnds: null,
      firstContextRow: view.scales,
    };
  });
}

/** The four channels of the network's image, in its order. */
export function networkImages(view: NetworkImageView, t: Texts): ShownImage[] {
  const waveletRows = view.periodsSeconds.length;
  return view.channels.map((channel) => {
    const { name, unit, level } = channel;
    const amplitude = (pixel: number) => t.quantity(pixelValue(channel, pixel), unit, 3).trim();
    const levelOf = (pixel: number) => t.quantity(levelValue(channel, pixel), unit, 3).trim();
    const firstContextRow = firstContextRowOf(view, name);
    return {
      name,

      unit,
      rows: view.rows,
      bins: view.bins,
      binSeconds: view.binSeconds,
      periodsSeconds: view.periodsSeconds,
      pixels: decodePixels(channel),
      valueWords: (row, pixel) => {
        if (row >= firstContextRow) return t('array.context');
        return row < waveletRows ? `${clippedSign(pixel)}${amplitude(pixel)}` : levelOf(pixel);
      },
      amplitudeEnds: [amplitude(0), amplitude(255)],
      levelEnds: level && [levelOf(0), levelOf(255)],
      firstContextRow,
    };
  });
}

/** What a pixel of a level row stands for, in the channel's unit. */
export function levelValue({ level, unitScale }: Pick<NetworkChannel, 'level' | 'unitScale'>, pixel: number): number {
  if (level === null) return Number.NaN;
  const { lo, hi, knee } = level;
  const bent = (value: number) => (knee === null ? value : Math.asinh(value / knee));
  const part = bent(lo) + (pixel / 255) * (bent(hi) - bent(lo));
  return (knee === null ? part : knee * Math.sinh(part)) * unitScale;
}

/** As the view says: the last half of the level rows of two channels. */
function firstContextRowOf({ rows, levelRows }: NetworkImageView, name: ImageChannel): number {
  const hasContext = name === 'operating_state' || name === 'irradiance';
  return hasContext ? rows - 2 * Math.floor(levelRows / 4) : rows;
}
