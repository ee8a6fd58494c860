import { z } from 'zod';
import { CHANNELS, type Channel, IMAGE_CHANNELS } from '#domain/channels.ts';
import type { Nameplate } from '#domain/nameplate.ts';
import { HeliographError } from '#server/errors.ts';
import { type WaveletPlan, waveletPlanOf } from '../wavelet/plan.ts';
import type { Samples } from '../wavelet/scalogram.ts';
import { scalogramsOf } from '../wavelet/scalograms.ts';
import { parsedJson } from './parsed-json.ts';

/** Scales x bins x channels of the image that the network reads. */
export const IMAGE_SHAPE = [64, 64, 4] as const;
export const IMAGE_PIXELS = 64 * 64 * 4;

const limitsSchema = z
  .object({
    /** Added to the scalogram before the logarithm, in parts of the nameplate: the noise floor. */
    eps: z.number().positive(),
    /** log10 of the value that pixel 0, and pixel 255, stand for. */
    lo: z.number(),
    hi: z.number(),
  })
  .refine(({ lo, hi }) => lo < hi, 'lo must be below hi');

const scaleSetSchema = z.union([
  z.object({ kind: z.literal('geometric'), count: z.number(), first: z.number(), ratio: z.number() }),
  z.object({ kind: z.literal('linear'), count: z.number(), first: z.number(), step: z.number() }),
  z.array(z.number()),
]);

const waveletSchema = z.object({ samples: z.number(), bins: z.number(), scales: scaleSetSchema });

/** Version 1: scalograms of the four channels as they are measured, in parts of the nameplate. */
const rawPreprocessingSchema = z.object({
  version: z.literal(1),
  wavelet: waveletSchema,
  channels: z.record(z.enum(CHANNELS), limitsSchema),
});

/** How the mean of a channel over a time bin becomes a pixel; see `levelPixel`. */
const levelsSchema = z.object({ lo: z.number(), hi: z.number(), knee: z.number().positive().nullable() });

/** Version 2: channels that are named, with level rows; see `ratioImageOf`. */
const ratioPreprocessingSchema = z.object({
  version: z.literal(2),
  wavelet: waveletSchema,
  levelRows: z.number().int().min(0).max(32),
  channels: z.array(limitsSchema.extend({ name: z.enum(IMAGE_CHANNELS), level: levelsSchema })).length(4),
});

/** preprocessing.json beside the weights: how a series becomes the image those weights were trained on. */
export const preprocessingSchema = z.discriminatedUnion('version', [rawPreprocessingSchema, ratioPreprocessingSchema]);

export type RawPreprocessing = z.infer<typeof rawPreprocessingSchema>;
export type RatioPreprocessing = z.infer<typeof ratioPreprocessingSchema>;
export type ChannelLevels = z.infer<typeof levelsSchema>;
export type Preprocessing = z.infer<typeof preprocessingSchema>;

/** Reads preprocessing.json. Throws a HeliographError ('damaged_file') that names the bad field. */
export function parsePreprocessing(json: string): Preprocessing {
  const parsed = preprocessingSchema.safeParse(parsedJson(json, 'preprocessing.json'));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new HeliographError('damaged_file', `preprocessing.json: ${issue?.path.join('.')}: ${issue?.message}`);
}

/** The wavelet plan that a preprocessing was fitted with. */
export function planOf(preprocessing: Pick<Preprocessing, 'wavelet'>): WaveletPlan {
  return waveletPlanOf(preprocessing.wavelet);
}

/** What one unit of a normalised channel is, in the channel's own unit: V_mp, I_mp, 50 °C, 1000 W/m². */
export function channelUnitOf(channel: Channel, nameplate: Pick<Nameplate, 'vMp' | 'iMp'>): number {
  switch (channel) {
    case 'voltage':
      return nameplate.vMp;
    case 'current':
      return nameplate.iMp;
    case 'temperature':
      return 50;
    case 'irradiance':
      return 1000;
  }
}

/**
 * The four scalograms of an array-day in parts of the nameplate, as [scale][bin][channel].
 * The transform is linear, so the scalogram is divided rather than the series.
 */
export function normalisedScalogramsOf(
  plan: WaveletPlan,
  nameplate: Nameplate,
  series: Record<Channel, Samples>,
): Float32Array {
  const result = scalogramsOf(
    plan,
    CHANNELS.map((channel) => series[channel]),
  );
  const units = CHANNELS.map((channel) => channelUnitOf(channel, nameplate));
  for (const [index, unit] of units.entries()) {
    for (let i = index; i < result.length; i += units.length) result[i] = (result[i] as number) / unit;
  }
  return result;
}

/** Pixels of normalised scalograms: round(255 clip((log10(S + eps) - lo) / (hi - lo), 0, 1)), same layout. */
export function pixelsOf(preprocessing: RawPreprocessing, normalised: Float32Array): Uint8Array {
  const pixels = new Uint8Array(normalised.length);
  for (const [index, channel] of CHANNELS.entries()) {
    const { eps, lo, hi } = preprocessing.channels[channel];
    for (let i = index; i < pixels.length; i += CHANNELS.length) {
      const level = (Math.log10((normalised[i] as number) + eps) - lo) / (hi - lo);
      pixels[i] = Math.round(255 * Math.min(1, Math.max(0, level)));
    }
  }
  return pixels;
}

/** The image of an array-day whose gaps are filled: 64 x 64 x 4 bytes as [scale][bin][channel]. */
export function imageOf(
  plan: WaveletPlan,
  preprocessing: RawPreprocessing,
  nameplate: Nameplate,
  series: Record<Channel, Samples>,
): Uint8Array {
  const pixels = pixelsOf(preprocessing, normalisedScalogramsOf(plan, nameplate, series));
  if (pixels.length === IMAGE_PIXELS) return pixels;
  throw new HeliographError(
    'model',
    `wavelet plan gives ${plan.scales.length} x ${plan.bins} cells, the network needs 64 x 64`,
  );
}

/** The scalogram value that a pixel (0..255) stands for, in the channel's unit; never below 0. Inverse of `pixelsOf`. */
export function scalogramValueOf(
  pixel: number,
  channel: Channel,
  preprocessing: RawPreprocessing,
  nameplate: Pick<Nameplate, 'vMp' | 'iMp'>,
): number {
  const { eps, lo, hi } = preprocessing.channels[channel];
  return Math.max(0, 10 ** (lo + (pixel / 255) * (hi - lo)) - eps) * channelUnitOf(channel, nameplate);
}
