import { IMAGE_SHAPE } from './preprocessing.ts';

const [SCALES, BINS, CHANNELS] = IMAGE_SHAPE;
const BLOCK = 16;
/** Blocks an image has along its scales, and along its day. */
export const BLOCKS = SCALES / BLOCK;

/**
 * An image in few numbers: means over blocks of 16 scales x 16 time bins of each channel.
 * @param image 64 x 64 x 4 bytes as [scale][bin][channel]
 * @returns 64 values 0..1 as [scale block][time block][channel], the smallest scales first
 */
export function blockMeansOf(image: Uint8Array): Float64Array {
  const sums = new Float64Array(BLOCKS * BLOCKS * CHANNELS);
  let pixel = 0;
  for (let scale = 0; scale < SCALES; scale++) {
    const across = Math.floor(scale / BLOCK) * BLOCKS;
    for (let bin = 0; bin < BINS; bin++) {
      const block = (across + Math.floor(bin / BLOCK)) * CHANNELS;
      for (let channel = 0; channel < CHANNELS; channel++) {
        sums[block + channel] = (sums[block + channel] as number) + (image[pixel++] as number);
      }
    }
  }
  return sums.map((sum) => sum / (BLOCK * BLOCK * 255));
}
