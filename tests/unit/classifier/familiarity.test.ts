import { describe, expect, it } from 'vitest';
import { distanceOf, type Familiarity, fitFamiliarity, LEAST_FAMILIAR_DAYS } from '#models/classifier/familiarity.ts';
import { createRandom } from '#models/photovoltaic/random.ts';

const SIZE = 8;

/** Features of six conditions: each about a place of its own, the second always half the first, so that they go together. */
function relatedFeatures(count: number, seed: string) {
  const random = createRandom(seed);
  const features = new Float32Array(count * SIZE);
  const labels = Uint8Array.from({ length: count }, (_, row) => row % 6);
  labels.forEach((label, row) => {
    const first = random.normal();
    for (let i = 0; i < SIZE; i++) {
      const own = i === 0 ? first : i === 1 ? first / 2 + 0.05 * random.normal() : random.normal();
      features[row * SIZE + i] = own + (i === 2 + (label % 6) ? 10 : 0);
    }
  });
  return { features, labels };
}

const training = relatedFeatures(1200, 'training');
const familiarity = fitFamiliarity(training, relatedFeatures(600, 'validation').features, 0.99);
const rowOf = ({ features }: { features: Float32Array }, row: number) => features.slice(row * SIZE, (row + 1) * SIZE);

describe('familiarity', () => {
  it('finds the asked share of fresh features of the same kind familiar, about', () => {
    const fresh = relatedFeatures(600, 'fresh');
    const strange = Array.from({ length: 600 }, (_, row) => distanceOf(rowOf(fresh, row), familiarity));
    const share = strange.filter((distance) => distance > familiarity.limit).length / 600;
    expect(share).toBeLessThan(0.025);
  });

  it('finds a relation that training never showed strange, though each feature alone is usual', () => {
    const features = rowOf(relatedFeatures(1, 'one'), 0);
    features.set([1.5, -0.75]);
    expect(distanceOf(features, familiarity)).toBeGreaterThan(familiarity.limit);
    features.set([1.5, 0.75]);
    expect(distanceOf(features, familiarity)).toBeLessThan(familiarity.limit);
  });

  it('measures from the nearest condition: what lies between two is far from both', () => {
    const between = new Float32Array(SIZE);
    between.set([0, 0, 5, 5]);
    expect(distanceOf(between, familiarity)).toBeGreaterThan(familiarity.limit);
    for (const mean of familiarity.means) expect(distanceOf(Float32Array.from(mean), familiarity)).toBeLessThan(0.01);
  });

  it('is in standard deviations: independent features of variance 1 give their Euclidean distance', () => {
    const [mean = []] = familiarity.means;
    const moved = Float32Array.from(mean, (value, i) => value + (i >= 2 ? 2 : 0));
    expect(distanceOf(moved, familiarity)).toBeCloseTo(2 * Math.sqrt(6), 0);
  });

  it('survives the way through its JSON file to the last digit', () => {
    const read: Familiarity = JSON.parse(JSON.stringify(familiarity));
    expect(read).toEqual(familiarity);
    expect(distanceOf(rowOf(training, 3), read)).toBe(distanceOf(rowOf(training, 3), familiarity));
  });

  it('stays finite where a feature never varies', () => {
    const { features, labels } = relatedFeatures(1200, 'still');
    for (let row = 0; row < labels.length; row++) features[row * SIZE + 5] = 0;
    const fitted = fitFamiliarity({ features, labels }, features, 0.99);
    expect(fitted.factor.every(Number.isFinite)).toBe(true);
    expect(fitted.limit).toBeGreaterThan(0);
  });

  it('refuses training images that lack a condition', () => {
    const { features, labels } = relatedFeatures(1200, 'lacking');
    const lacking = { features, labels: labels.map((label) => (label === 1 ? 0 : label)) };
    expect(() => fitFamiliarity(lacking, features, 0.99)).toThrow('familiarity has no training image of line_line');
  });

  it('refuses too few images to tell what is usual', () => {
    const few = relatedFeatures(100, 'few');
    const message = `familiarity needs ${LEAST_FAMILIAR_DAYS} training images, not 100`;
    expect(() => fitFamiliarity(few, few.features, 0.99)).toThrow(message);
  });
});
