import { describe, expect, it } from 'vitest';
import { decideVerdict, noVerdict, verdictSchema } from '#domain/verdict.ts';
import { evidenceWith } from './evidence.ts';

const SURE = [0.02, 0.9, 0.02, 0.02, 0.02, 0.02];
const TORN = [0.45, 0.4, 0.05, 0.05, 0.03, 0.02];
const JUDGED = { deviceId: 'A', coverage: 1, evidence: evidenceWith() };

describe('decideVerdict', () => {
  it('names the most probable condition at or above the threshold, with the evidence it was given', () => {
    expect(decideVerdict(JUDGED, SURE, { fault: 0.9, normal: 0.9 })).toEqual({
      ...JUDGED,
      condition: 'line_line',
      reason: null,
      detail: null,
      confidence: 0.9,
      probabilities: SURE,
    });
  });

  it('says uncertain under the threshold, and keeps its guesses', () => {
    const verdict = decideVerdict(JUDGED, TORN, { fault: 0.6, normal: 0.6 });
    expect(verdict).toMatchObject({ condition: null, reason: 'uncertain', probabilities: TORN });
    expect(verdict.detail).toContain('0.45');
  });

  it('holds normal against its own threshold', () => {
    const likelyNormal = [0.6, 0.3, 0.04, 0.02, 0.02, 0.02];
    expect(decideVerdict(JUDGED, likelyNormal, { fault: 0.9, normal: 0.5 }).condition).toBe('normal');
    expect(decideVerdict(JUDGED, likelyNormal, { fault: 0.5, normal: 0.9 }).reason).toBe('uncertain');
  });
});

describe('two faults that cannot be told apart', () => {
  const thresholds = { fault: 0.9, normal: 0.9 };

  it('are one verdict: the more probable, the other as its alternative, their sum as its confidence', () => {
    const verdict = decideVerdict(JUDGED, [0.03, 0.35, 0.01, 0.58, 0.02, 0.01], thresholds);
    expect(verdict).toMatchObject({ condition: 'open_circuit', reason: null, detail: null });
    expect(verdict.confidence).toBeCloseTo(0.93, 12);
    expect(verdict.evidence).toEqual(evidenceWith({ alternative: 'line_line' }));
  });

  it('are none where their sum is under the threshold too', () => {
    const verdict = decideVerdict(JUDGED, [0.1, 0.35, 0.03, 0.45, 0.04, 0.03], thresholds);
    expect(verdict).toMatchObject({ condition: null, reason: 'uncertain', confidence: 0.45 });
    expect(verdict.evidence?.alternative).toBeNull();
  });

  it('never count normal as one of them, first or second', () => {
    expect(decideVerdict(JUDGED, [0.5, 0.48, 0.005, 0.005, 0.005, 0.005], thresholds).reason).toBe('uncertain');
    expect(decideVerdict(JUDGED, [0.48, 0.5, 0.005, 0.005, 0.005, 0.005], thresholds).reason).toBe('uncertain');
  });

  it('leave no alternative where one alone is sure enough', () => {
    const verdict = decideVerdict(JUDGED, [0.01, 0.91, 0.01, 0.05, 0.01, 0.01], thresholds);
    expect(verdict).toMatchObject({ condition: 'line_line', confidence: 0.91 });
    expect(verdict.evidence?.alternative).toBeNull();
  });

  it('have a confidence of 1 at most, whatever the sum is rounded to', () => {
    const [first, second] = [0.7000000000000001, 0.30000000000000004];
    const verdict = decideVerdict(JUDGED, [0, first, 0, second, 0, 0], thresholds);
    expect(verdictSchema.safeParse(verdict).success).toBe(true);
    expect(verdict.confidence).toBe(1);
  });
});

describe('verdictSchema', () => {
  it('refuses a verdict with both a condition and a reason, or neither', () => {
    const good = decideVerdict(JUDGED, SURE, { fault: 0.6, normal: 0.6 });
    expect(verdictSchema.safeParse(good).success).toBe(true);
    expect(verdictSchema.safeParse({ ...good, reason: 'uncertain' }).success).toBe(false);
    expect(verdictSchema.safeParse({ ...good, condition: null }).success).toBe(false);
    const nothing = { deviceId: 'A', coverage: 0, evidence: null };
    expect(verdictSchema.safeParse(noVerdict(nothing, 'insufficient_data', 'nothing')).success).toBe(true);
  });
});
