import { CHANNELS, type Channel } from '#server/domain/channels.ts';
import { CONDITIONS } from '#server/domain/conditions.ts';
import type { Classifier } from './classifier.ts';
import { IMAGE_PIXELS, IMAGE_SHAPE } from './preprocessing.ts';

const [SCALES, BINS, CHANNEL_COUNT] = IMAGE_SHAPE;

/** A patch: 8 scales (a factor of 2.2 in period) x 4 time bins (an hour and a half). */
export const PATCH_SCALES = 8;
export const PATCH_BINS = 4;
const ROWS = SCALES / PATCH_SCALES;
const COLUMNS = BINS / PATCH_BINS;

/** Of each channel, rows x columns patches: by how much the log-odds of the condition fall without it. */
export interface Occlusion {
  rows: number;
  columns: number;
  /** Row-major, short periods first; below 0 where a patch speaks against the condition. */
  falls: Record<Channel, Float64Array>;
}

/**
 * Attribution by occlusion (Zeiler and Fergus 2014): each patch of each channel is replaced by the same patch of another
 * image, and what that takes from the network's belief in a condition is what the patch speaks for it.
 * @param image, reference 64 x 64 x 4 bytes as [scale][bin][channel]; the reference is what the image is compared with
 * @param condition index into CONDITIONS
 */
export async function occlude(
  classifier: Classifier,
  image: Uint8Array,
  reference: Uint8Array,
  condition: number,
): Promise<Occlusion> {
  const patches = CHANNEL_COUNT * ROWS * COLUMNS;
  const images = new Uint8Array((patches + 1) * IMAGE_PIXELS);
  for (let patch = 0; patch <= patches; patch++) images.set(image, patch * IMAGE_PIXELS);
  for (let patch = 0; patch < patches; patch++) {
    replacePatch(images.subarray(patch * IMAGE_PIXELS, (patch + 1) * IMAGE_PIXELS), reference, patch);
  }
  const probabilities = await classifier.classify(images, patches + 1);
  const belief = (index: number) => logOdds(probabilities[index * CONDITIONS.length + condition] as number);
  const whole = belief(patches);
  const size = ROWS * COLUMNS;
  const fallsOf = (channel: Channel) =>
    Float64Array.from({ length: size }, (_, cell) => whole - belief(CHANNELS.indexOf(channel) * size + cell));
  return {
    rows: ROWS,
    columns: COLUMNS,
    falls: {
      voltage: fallsOf('voltage'),
      current: fallsOf('current'),
      temperature: fallsOf('temperature'),
      irradiance: fallsOf('irradiance'),
    },
  };
}

/** Patch n: of channel n / (rows x columns), row-major within it. In place. */
function replacePatch(image: Uint8Array, reference: Uint8Array, patch: number): void {
  const channel = Math.floor(patch / (ROWS * COLUMNS));
  const firstScale = (Math.floor(patch / COLUMNS) % ROWS) * PATCH_SCALES;
  const firstBin = (patch % COLUMNS) * PATCH_BINS;
  for (let scale = firstScale; scale < firstScale + PATCH_SCALES; scale++) {
    for (let bin = firstBin; bin < firstBin + PATCH_BINS; bin++) {
      const pixel = (scale * BINS + bin) * CHANNEL_COUNT + channel;
      image[pixel] = reference[pixel] as number;
    }
  }
}

/** Kept finite where the network is as sure as a float can be. */
function logOdds(probability: number): number {
  const kept = Math.min(Math.max(probability, 1e-7), 1 - 1e-7);
  return Math.log(kept / (1 - kept));
}
