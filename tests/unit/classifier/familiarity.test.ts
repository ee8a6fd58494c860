import { beforeAll, describe, expect, it } from 'vitest';
import { type Familiarity, fitFamiliarity, whyUnfamiliar } from '#models/classifier/familiarity.ts';
import { IMAGE_PIXELS } from '#models/classifier/preprocessing.ts';
import { createSeededRandom } from '#models/classifier/seeded-random.ts';
import type { LabelledImages } from '#models/classifier/training-options.ts';

/** Images whose four channels go together: as bright as a number of their own, with noise upon it; six kinds of them. */
function relatedImages(count: number, seed: number, currentPart = 0.8): LabelledImages {
  const random = createSeededRandom(seed);
  const images = new Uint8Array(count * IMAGE_PIXELS);
  const labels = Uint8Array.from({ length: count }, (_, image) => image % 6);
  for (let image = 0; image < count; image++) {
    const level = 60 + 120 * random();
    for (let pixel = 0; pixel < IMAGE_PIXELS; pixel++) {
      const part = pixel % 4 === 1 ? currentPart - 0.02 * (image % 6) : 1;
      images[image * IMAGE_PIXELS + pixel] = Math.round(part * level + 20 * random());
    }
  }
  return { images, labels };
}

let familiarity: Familiarity;
const fresh = relatedImages(100, 3);
const strangeness = ({ images }: LabelledImages) =>
  Array.from({ length: images.length / IMAGE_PIXELS }, (_, i) =>
    whyUnfamiliar(images.subarray(i * IMAGE_PIXELS, (i + 1) * IMAGE_PIXELS), familiarity),
  );

beforeAll(() => {
  familiarity = fitFamiliarity(relatedImages(1200, 1), relatedImages(300, 2).images, 0.99);
});

describe('familiarity', () => {
  it('finds the asked share of fresh images of the same kind familiar, about', () => {
    const strange = strangeness(fresh).filter((reason) => reason !== null);
    expect(strange.length).toBeLessThanOrEqual(6);
  });

  it('finds a relation that training never showed strange, though each channel alone is usual', () => {
    const other = strangeness(relatedImages(50, 4, 0.6));
    expect(other.every((reason) => reason !== null)).toBe(true);
  });

  it('survives the way through its JSON file to the last digit', () => {
    const read: Familiarity = JSON.parse(JSON.stringify(familiarity));
    expect(read).toEqual(familiarity);
  });

  it('refuses training images that lack a condition', () => {
    const images = relatedImages(1200, 1);
    images.labels.fill(0);
    expect(() => fitFamiliarity(images, fresh.images, 0.99)).toThrow('only 0 training images of line_line');
  });

  it('refuses too few images to tell what is usual', () => {
    expect(() => fitFamiliarity(fresh, fresh.images, 0.99)).toThrow('familiarity needs 1200 training images, not 100');
  });
});
