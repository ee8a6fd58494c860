import { describe, expect, it } from 'vitest';
import { metricsOf, mostProbableOf } from '#models/classifier/metrics.ts';

describe('metricsOf', () => {
  // True: 4 normal, 3 line_line, 2 line_ground. Found: 3, 2 and 1 of them; nothing else exists.
  const labels = [0, 0, 0, 0, 1, 1, 1, 2, 2];
  const verdicts = [0, 0, 0, 1, 1, 1, 5, 2, 0];
  const metrics = metricsOf(labels, verdicts);

  it('counts true conditions in rows and verdicts in columns', () => {
    expect(metrics.confusion).toEqual([
      [3, 1, 0, 0, 0, 0],
      [0, 2, 0, 0, 0, 1],
      [1, 0, 1, 0, 0, 0],
      [0, 0, 0, 0, 0, 0],
      [0, 0, 0, 0, 0, 0],
      [0, 0, 0, 0, 0, 0],
    ]);
  });

  it('gives precision, recall and F1 as worked out by hand', () => {
    const [normal, lineLine, lineGround, openCircuit, , arcFault] = metrics.perCondition;
    expect(normal).toEqual({ condition: 'normal', precision: 3 / 4, recall: 3 / 4, f1: 3 / 4, support: 4 });
    expect(lineLine).toMatchObject({ precision: 2 / 3, recall: 2 / 3, support: 3 });
    expect(lineGround).toMatchObject({ precision: 1, recall: 1 / 2, support: 2 });
    expect(lineGround?.f1).toBeCloseTo(2 / 3, 12);
    expect(openCircuit).toMatchObject({ precision: 0, recall: 0, f1: 0, support: 0 });
    expect(arcFault).toMatchObject({ precision: 0, recall: 0, f1: 0, support: 0 });
  });

  it('averages F1 over all six conditions, and counts what is right', () => {
    expect(metrics.macroF1).toBeCloseTo((3 / 4 + 2 / 3 + 2 / 3) / 6, 12);
    expect(metrics.accuracy).toBeCloseTo(6 / 9, 12);
  });

  it('refuses lists of different lengths, none at all, and what is not a condition', () => {
    expect(() => metricsOf([0, 1], [0])).toThrow(/got 1 and 2/);
    expect(() => metricsOf([], [])).toThrow(/got 0 and 0/);
    expect(() => metricsOf([0, 6], [0, 0])).toThrow(/pair 1/);
    expect(() => metricsOf([0], [-1])).toThrow(/pair 0/);
  });
});

describe('mostProbableOf', () => {
  it('takes the largest of each row, the first one of equals', () => {
    const rows = Float32Array.from([0.1, 0.2, 0.5, 0.1, 0.1, 0, 0.4, 0, 0, 0.4, 0.1, 0.1]);
    expect(Array.from(mostProbableOf(rows))).toEqual([2, 0]);
  });
});
