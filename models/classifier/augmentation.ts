import { IMAGE_SHAPE } from './preprocessing.ts';

const [SCALES, BINS, CHANNELS] = IMAGE_SHAPE;
const ROW = BINS * CHANNELS;

/**
 * Copies an image with its day moved by some time bins: the fault, the clouds and the sun all come earlier or later.
 * What leaves at one end is lost, and the end that comes free repeats its last bin: it is night there.
 *
 * @param image 64 x 64 x 4 bytes as [scale][bin][channel]
 * @param bins whole bins, later for positive ones, under 64
 * @param out as long as `image`; filled and returned
 */
export function shiftedInTime(image: Uint8Array, bins: number, out: Uint8Array): Uint8Array {
  const step = Math.abs(bins) * CHANNELS;
  for (let scale = 0; scale < SCALES; scale++) {
    const row = image.subarray(scale * ROW, (scale + 1) * ROW);
    const target = out.subarray(scale * ROW, (scale + 1) * ROW);
    const kept = bins >= 0 ? row.subarray(0, ROW - step) : row.subarray(step);
    target.set(kept, bins >= 0 ? step : 0);
    const edge = bins >= 0 ? row.subarray(0, CHANNELS) : row.subarray(ROW - CHANNELS);
    for (let at = 0; at < step; at += CHANNELS) target.set(edge, bins >= 0 ? at : ROW - step + at);
  }
  return out;
}
