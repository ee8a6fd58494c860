import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { IMAGE_PIXELS } from '#models/classifier/preprocessing.ts';

const folder = new URL('../../golden/keras/', import.meta.url);

/** Path of a Keras file of the golden folder. */
export const goldenFile = (name: string) => fileURLToPath(new URL(name, folder));

/** What Keras answers to the golden images, by file: image x output. */
export const goldenAnswers: Record<string, number[][]> = JSON.parse(
  readFileSync(goldenFile('answers.json'), 'utf8'),
).answers;

/** The four images that the golden answers are for: the formula of generate.py. */
export function goldenImages(): Uint8Array {
  const images = new Uint8Array(4 * IMAGE_PIXELS);
  for (let k = 0; k < 4; k++) {
    for (let i = 0; i < IMAGE_PIXELS; i++) {
      images[k * IMAGE_PIXELS + i] = ((2 * k + 3) * i + Math.floor((i * i) / (97 + 50 * k))) % 256;
    }
  }
  return images;
}
