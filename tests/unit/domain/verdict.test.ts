import { describe, expect, it } from 'vitest';
import { decideVerdict, noVerdict, verdictSchema } from '#server/domain/verdict.ts';

const SURE = [0.02, 0.9, 0.02, 0.02, 0.02, 0.02];
const TORN = [0.45, 0.4, 0.05, 0.05, 0.03, 0.02];

describe('decideVerdict', () => {
  it('names the most probable condition at or above the threshold', () => {
    expect(decideVerdict('A', SURE, { fault: 0.9, normal: 0.9 }, 1)).toMatchObject({
      condition: 'line_line',
      reason: null,
      confidence: 0.9,
    });
  });

  it('says uncertain under the threshold, and keeps its guesses', () => {
    const verdict = decideVerdict('A', TORN, { fault: 0.6, normal: 0.6 }, 1);
    expect(verdict).toMatchObject({ condition: null, reason: 'uncertain', probabilities: TORN });
    expect(verdict.detail).toContain('0.45');
  });
});

it('holds normal against its own threshold', () => {
  const likelyNormal = [0.6, 0.3, 0.04, 0.02, 0.02, 0.02];
  expect(decideVerdict('A', likelyNormal, { fault: 0.9, normal: 0.5 }, 1).condition).toBe('normal');
  expect(decideVerdict('A', likelyNormal, { fault: 0.5, normal: 0.9 }, 1).reason).toBe('uncertain');
});

describe('verdictSchema', () => {
  it('refuses a verdict with both a condition and a reason, or neither', () => {
    const good = decideVerdict('A', SURE, { fault: 0.6, normal: 0.6 }, 1);
    expect(verdictSchema.safeParse(good).success).toBe(true);
    expect(verdictSchema.safeParse({ ...good, reason: 'uncertain' }).success).toBe(false);
    expect(verdictSchema.safeParse({ ...good, condition: null }).success).toBe(false);
    expect(verdictSchema.safeParse(noVerdict('A', 'insufficient_data', 0, 'nothing')).success).toBe(true);
  });
});
