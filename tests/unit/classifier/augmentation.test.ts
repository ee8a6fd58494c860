import { expect, it } from 'vitest';
import { shiftedInTime } from '#models/classifier/augmentation.ts';
import { IMAGE_PIXELS } from '#models/classifier/preprocessing.ts';
import { randomImages } from './random-images.ts';

const image = randomImages(1, 3);
const at = (pixels: Uint8Array, scale: number, bin: number, channel: number) =>
  pixels[(scale * 64 + bin) * 4 + channel];

it.each([-5, -1, 0, 2, 63])(
  'a day moved by %i bins keeps every value in its place of the day, and repeats the edge',
  (bins) => {
    const moved = shiftedInTime(image, bins, new Uint8Array(IMAGE_PIXELS));
    for (const scale of [0, 17, 63]) {
      for (let bin = 0; bin < 64; bin++) {
        const from = Math.min(63, Math.max(0, bin - bins));
        for (const channel of [0, 3]) expect(at(moved, scale, bin, channel)).toBe(at(image, scale, from, channel));
      }
    }
  },
);
