import type { ImageChannel } from '#domain/channels.ts';
import { CONDITIONS } from '#domain/conditions.ts';
import type { Classifier } from './classifier.ts';
import { firstContextRow, type ImageLayout } from './image-layout.ts';
import { IMAGE_PIXELS, IMAGE_SHAPE } from './preprocessing.ts';

const [SCALES, BINS, CHANNEL_COUNT] = IMAGE_SHAPE;

/** A patch: 8 rows (of scales, a factor of 2.2 in period) x 4 time bins (an hour and a half). */
export const PATCH_SCALES = 8;
export const PATCH_BINS = 4;
const ROWS = SCALES / PATCH_SCALES;
const COLUMNS = BINS / PATCH_BINS;

/** Of each channel, rows x columns patches: by how much the log-odds of the condition fall without it. */
export interface Occlusion {
  rows: number;
  columns: number;
  /** The first row of patches that hold only level rows; `rows` where there are none. */
  firstLevelRow: number;
  /** In the order of the image's channels; row-major, short periods first; below 0 where a patch speaks against the condition. */
  falls: { channel: ImageChannel; values: Float64Array }[];
}

/**
 * Attribution by occlusion (Zeiler and Fergus 2014): each patch of each channel is replaced by the same patch of another
 * image, and what that takes from the network's belief in a condition is what the patch speaks for it. Rows that say what the
 * image was made with stay: they are no evidence of the day.
 * @param image, reference 64 x 64 x 4 bytes as [row][bin][channel]; the reference is what the image is compared with
 * @param condition index into CONDITIONS
 */
export async function occlude(
  classifier: Classifier,
  layout: ImageLayout,
  image: Uint8Array,
  reference: Uint8Array,
  condition: number,
): Promise<Occlusion> {
  const size = ROWS * COLUMNS;
  const patches = CHANNEL_COUNT * size;
  const images = new Uint8Array((patches + 1) * IMAGE_PIXELS);
  for (let patch = 0; patch <= patches; patch++) images.set(image, patch * IMAGE_PIXELS);
  layout.channels.forEach((name, channel) => {
    const endRow = firstContextRow(layout, name);
    for (let cell = 0; cell < size; cell++) {
      const patch = channel * size + cell;
      replacePatch(images.subarray(patch * IMAGE_PIXELS, (patch + 1) * IMAGE_PIXELS), reference, {
        channel,
        cell,
        endRow,
      });
    }
  });
  const probabilities = await classifier.classify(images, patches + 1);
  const belief = (index: number) => logOdds(probabilities[index * CONDITIONS.length + condition] as number);
  const whole = belief(patches);
  return {
    rows: ROWS,
    columns: COLUMNS,
    firstLevelRow: Math.ceil((SCALES - layout.levelRows) / PATCH_SCALES),
    falls: layout.channels.map((channel, index) => ({
      channel,
      values: Float64Array.from({ length: size }, (_, cell) => whole - belief(index * size + cell)),
    })),
  };
}

/** A cell of a channel, row-major, as far as its rows lie before `endRow`. In place. */
function replacePatch(
  image: Uint8Array,
  reference: Uint8Array,
  { channel, cell, endRow }: { channel: number; cell: number; endRow: number },
): void {
  const firstRow = Math.floor(cell / COLUMNS) * PATCH_SCALES;
  const firstBin = (cell % COLUMNS) * PATCH_BINS;
  for (let row = firstRow; row < Math.min(firstRow + PATCH_SCALES, endRow); row++) {
    for (let bin = firstBin; bin < firstBin + PATCH_BINS; bin++) {
      const pixel = (row * BINS + bin) * CHANNEL_COUNT + channel;
      image[pixel] = reference[pixel] as number;
    }
  }
}

/** Kept finite where the network is as sure as a float can be. */
function logOdds(probability: number): number {
  const kept = Math.min(Math.max(probability, 1e-7), 1 - 1e-7);
  return Math.log(kept / (1 - kept));
}
