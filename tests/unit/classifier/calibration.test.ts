import { describe, expect, it } from 'vitest';
import { calibrated, fitTemperature, fitThreshold } from '#models/classifier/calibration.ts';

describe('fitThreshold', () => {
  const answer = (confidence: number, predicted: number, label: number) => ({ confidence, predicted, label });
  const answers = [
    answer(0.99, 1, 1),
    answer(0.95, 2, 2),
    answer(0.9, 1, 0),
    answer(0.8, 2, 2),
    answer(0.7, 1, 1),
    answer(0.6, 0, 3),
    answer(0.97, 0, 0),
  ];

  it('is the least confidence down to which verdicts of these conditions are right often enough', () => {
    expect(fitThreshold(answers, [1, 2], 1)).toBe(0.95);
    expect(fitThreshold(answers, [1, 2], 0.8)).toBe(0.7);
    expect(fitThreshold(answers, [0], 0.9)).toBe(0.97);
    expect(fitThreshold(answers, [0], 0.5)).toBe(0.6);
  });

  it('is 1 when no confidence is enough, or nothing was answered', () => {
    expect(fitThreshold([answer(0.9, 1, 0)], [1], 0.5)).toBe(1);
    expect(fitThreshold(answers, [5], 0.5)).toBe(1);
  });
});

describe('fitTemperature', () => {
  it('finds the factor by which a network is too sure of itself', () => {
    // 1,000 answers of 0.9, of which 70 % are right: calibrated they should say 0.7.
    const probabilities = Float32Array.from({ length: 2000 }, (_, i) => (i % 2 === 0 ? 0.9 : 0.1));
    const labels = Uint8Array.from({ length: 1000 }, (_, i) => (i % 10 < 7 ? 0 : 1));
    const temperature = fitTemperature(probabilities, labels, 2);
    expect(calibrated([0.9, 0.1], temperature)[0]).toBeCloseTo(0.7, 2);
  });
});
