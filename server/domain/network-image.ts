import { z } from 'zod';
import { IMAGE_CHANNELS } from '#domain/channels.ts';

// Contract of an array-day's image as a run's network saw it.

/**
 * One channel: a row of a wavelet scale holds amplitudes, (10^(lo + p/255 (hi-lo)) - eps) unitScale in `unit`; a level row the mean of
 * the channel in each time bin, by `level`: with t = lo' + p/255 (hi'-lo'), t unitScale without a knee, else knee sinh(t) unitScale,
 * where lo' and hi' are asinh(lo/knee) and asinh(hi/knee).
 */
export const networkChannelSchema = z.object({
  name: z.enum(IMAGE_CHANNELS),
  label: z.string(),
  /** Empty for what has none. */
  unit: z.string(),
  unitScale: z.number(),
  eps: z.number(),
  lo: z.number(),
  hi: z.number(),
  /** Null where the image has no level rows. */
  level: z.object({ lo: z.number(), hi: z.number(), knee: z.number().nullable() }).nullable(),
  /** Row-major, a byte a pixel: a row a scale, short periods first, then the level rows; a column a time bin. */
  pixelsBase64: z.string(),
});

export const networkImageViewSchema = z.object({
  startMs: z.number(),
  /** Null when the run does not say which model it used. */
  modelVersion: z.string().nullable(),
  rows: z.number().int(),
  bins: z.number().int(),
  binSeconds: z.number(),
  /** Of the rows that are wavelet scales: all but the last `levelRows`. */
  periodsSeconds: z.array(z.number()),
  /**
   * Of the operating state and the irradiance the last half of them say what the image was made with instead: strings and modules
   * in series, whether there were neighbours and a past.
   */
  levelRows: z.number().int(),
  channels: z.array(networkChannelSchema).length(4),
});

export type NetworkChannel = z.infer<typeof networkChannelSchema>;
export type NetworkImageView = z.infer<typeof networkImageViewSchema>;
