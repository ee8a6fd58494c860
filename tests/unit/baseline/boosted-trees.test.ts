import { expect, it } from 'vitest';
import { trainBoostedTrees } from '#models/baseline/boosted-trees.ts';
import { createRandom } from '#models/photovoltaic/random.ts';

/** Points in a square; the class is the quadrant, which no single feature tells. */
function quadrants(seed: number, count: number) {
  const random = createRandom(seed);
  const rows = Array.from({ length: count }, () => [random.uniform(-1, 1), random.uniform(-1, 1), 7]);
  const labels = rows.map(([x = 0, y = 0]) => (x > 0 === y > 0 ? (x > 0 ? 0 : 1) : 2));
  return { rows, labels };
}

it('boosted trees learn what no single feature tells, on rows they have not seen', () => {
  const { rows, labels } = quadrants(1, 600);
  const fresh = quadrants(2, 300);
  const probabilities = trainBoostedTrees(rows, labels, { classes: 3, rounds: 40 }).classify(fresh.rows);
  const right = fresh.labels.filter((label, row) => {
    const answer = probabilities.subarray(3 * row, 3 * row + 3);
    expect(answer.reduce((sum, part) => sum + part, 0)).toBeCloseTo(1, 5);
    return answer.indexOf(Math.max(...answer)) === label;
  });
  expect(right.length / 300).toBeGreaterThan(0.95);
});

it('the same rows give the same trees', () => {
  const { rows, labels } = quadrants(3, 120);
  const answer = () => trainBoostedTrees(rows, labels, { classes: 3, rounds: 5 }).classify(rows);
  expect(answer()).toEqual(answer());
});

it('rows that cannot be learned from are refused by name', () => {
  expect(() => trainBoostedTrees([], [], { classes: 2 })).toThrow('boosting needs a label a row');
  expect(() => trainBoostedTrees([[1], [Number.NaN]], [0, 1], { classes: 2 })).toThrow('finite');
});
