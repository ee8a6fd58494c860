import { describe, expect, it } from 'vitest';
import type { Condition } from '#domain/conditions.ts';
import type { DayRecord } from '#jobs/lab/dataset/definition.ts';
import { figuresOf, mostProbableFigures, verdictFigures } from '#jobs/lab/evaluate/figures.ts';
import type { JudgedDay } from '#jobs/lab/evaluate/judged-day.ts';
import { reliabilityOf } from '#jobs/lab/evaluate/reliability.ts';
import { shareOf } from '#jobs/lab/evaluate/share.ts';
import { slicesOf } from '#jobs/lab/evaluate/slices.ts';

function day(condition: Condition, guess: Condition | null, verdict: Condition | null, more: Partial<DayRecord> = {}) {
  const onsetHour = condition === 'normal' ? null : 0;
  const known = { context: 'nameplate', knownUntilHour: null, coverage: 1, evidence: null, features: null } as const;
  const record: DayRecord = { condition, onsetHour, lossPart: 0, sky: 'clear', ...known, ...more };
  const reason = verdict !== null ? null : guess === null ? 'insufficient_data' : 'uncertain';
  const judged: JudgedDay = {
    record,
    guess: guess && { condition: guess, confidence: 0.9 },
    verdict,
    reason,
    alternative: null,
  };
  return judged;
}

describe('shares', () => {
  it('have the interval of Wilson: 10 of 100, as the literature gives it', () => {
    const { value, low, high } = shareOf(10, 100);
    expect(value).toBe(0.1);
    expect(low).toBeCloseTo(0.0552, 4);
    expect(high).toBeCloseTo(0.1744, 4);
  });

  it('are never certain from few trials, and stay within 0 and 1', () => {
    expect(shareOf(0, 10)).toMatchObject({ value: 0, low: 0 });
    expect(shareOf(0, 10).high).toBeCloseTo(0.2775, 4);
    expect(shareOf(10, 10)).toMatchObject({ value: 1, high: 1 });
    expect(shareOf(10, 10).low).toBeCloseTo(0.7225, 4);
  });

  it('of nothing are unknown, not 0', () => {
    expect(shareOf(0, 0)).toEqual({ value: null, low: 0, high: 1, count: 0, of: 0 });
  });
});

describe('figures', () => {
  it('equal those counted by hand', () => {
    const pairs = [
      ['normal', 'normal'],
      ['normal', 'arc_fault'],
      ['arc_fault', 'arc_fault'],
      ['arc_fault', 'arc_fault'],
      ['line_line', null],
    ] as const;
    const { confusion, perCondition, macroF1 } = figuresOf(
      pairs.map(([truth, given]) => ({ truth, given })),
      7,
    );
    expect(confusion[0]).toEqual([1, 0, 0, 0, 0, 1, 0]);
    expect(confusion[1]).toEqual([0, 0, 0, 0, 0, 0, 1]);
    expect(perCondition[0]).toEqual({ condition: 'normal', precision: 1, recall: 0.5, f1: 2 / 3, support: 2 });
    expect(perCondition[5]).toEqual({ condition: 'arc_fault', precision: 2 / 3, recall: 1, f1: 0.8, support: 2 });
    expect(perCondition[1]).toMatchObject({ precision: 0, recall: 0, f1: 0, support: 1 });
    expect(macroF1).toBeCloseTo((2 / 3 + 0.8) / 6, 12);
  });

  it('of verdicts tell false alarms, fault precision and abstention apart', () => {
    const days = [
      day('normal', 'normal', 'normal'),
      day('normal', 'arc_fault', 'arc_fault'),
      day('normal', 'line_line', null),
      day('normal', null, null),
      day('arc_fault', 'arc_fault', 'arc_fault'),
      day('line_line', 'normal', 'normal'),
    ];
    const verdicts = verdictFigures(days);
    expect(verdicts.falseAlarms).toMatchObject({ count: 1, of: 4 });
    expect(verdicts.faultPrecision).toMatchObject({ count: 1, of: 2 });
    expect(verdicts.faultsFound).toMatchObject({ count: 1, of: 2 });
    expect(verdicts.abstention).toMatchObject({ count: 2, of: 6 });
    expect(verdicts.abstentionOfNormal).toMatchObject({ count: 2, of: 4 });
    expect(verdicts.accuracy).toMatchObject({ count: 2, of: 4 });
    expect(verdicts.reasons).toEqual({ insufficient_data: 1, uncertain: 1 });
    const asked = days.filter(({ guess }) => guess !== null);
    expect(mostProbableFigures(asked).falseAlarms).toMatchObject({ count: 2, of: 3 });
  });
});

describe('a verdict that names two', () => {
  it('is right at best where either is true, and counts by its first where it counts strictly', () => {
    const either = { ...day('line_line', 'open_circuit', 'open_circuit'), alternative: 'line_line' as const };
    const neither = { ...day('arc_fault', 'open_circuit', 'open_circuit'), alternative: 'line_line' as const };
    const { accuracy, macroF1, macroF1OfEither } = verdictFigures([either, neither]);
    expect(accuracy).toMatchObject({ count: 0, of: 2 });
    expect(macroF1).toBe(0);
    expect(macroF1OfEither).toBeCloseTo(1 / 6, 12);
  });
});

describe('reliability', () => {
  it('is the gap between confidence and truth, weighted by the answers of a bin', () => {
    const { expectedCalibrationError, bins } = reliabilityOf([
      { confidence: 0.95, right: true },
      { confidence: 0.97, right: false },
      { confidence: 0.41, right: true },
      { confidence: 0.4, right: false },
    ]);
    // Two in (14/15, 1]: right 0.5, said 0.96. (6/15, 7/15] holds 0.41; (5/15, 6/15] holds 0.40.
    expect(expectedCalibrationError).toBeCloseTo((2 * 0.46 + 0.59 + 0.4) / 4, 12);
    expect(bins).toHaveLength(15);
    expect(bins[14]).toMatchObject({ count: 2, accuracy: 0.5 });
    expect(bins[14]?.confidence).toBeCloseTo(0.96, 12);
    expect(bins[5]).toMatchObject({ count: 1, accuracy: 0 });
    expect(bins[0]).toMatchObject({ count: 0, confidence: null, accuracy: null });
  });

  it('counts answers at the very ends', () => {
    const { bins } = reliabilityOf([
      { confidence: 0, right: false },
      { confidence: 1, right: true },
    ]);
    expect([bins[0]?.count, bins[14]?.count]).toEqual([1, 1]);
  });
});

it('slices part faults by severity and onset, all days by sky and coverage, and drop nothing', () => {
  const days = [
    day('arc_fault', 'arc_fault', 'arc_fault', { lossPart: 0.01, onsetHour: 0, sky: 'broken', coverage: 0.69 }),
    day('arc_fault', 'normal', 'normal', { lossPart: 0.3, onsetHour: 9.99 }),
    day('line_line', 'line_line', null, { lossPart: 0, onsetHour: 14 }),
    day('normal', 'normal', 'normal', { coverage: 0.7 }),
  ];
  const { severity, onset, sky, coverage } = slicesOf(days);
  expect(severity.map(({ label, days: count }) => [label, count])).toEqual([
    ['under 1 % of the energy', 1],
    ['1 to 3 % of the energy', 1],
    ['30 % of the energy or more', 1],
  ]);
  expect(onset.map(({ label }) => label)).toEqual(['there before dawn', 'before 10:00', '14:00 or later']);
  expect(sky.map(({ label, days: count }) => [label, count])).toEqual([
    ['clear', 3],
    ['broken', 1],
  ]);
  expect(coverage.map(({ days: count }) => count)).toEqual([1, 1, 2]);
});
