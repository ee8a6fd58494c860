import { describe, expect, it } from 'vitest';
import { evidenceWords } from '#components/array/evidence-words.ts';
import { markedStates, stateWords } from '#components/array/state-bands.ts';
import {
  headlineOf,
  notLookedForWords,
  operationWords,
  referenceWords,
  temperatureWords,
  wayToVerdict,
} from '#components/array/verdict-words.ts';
import type { ExplanationView } from '#domain/array-insight.ts';
import { NO_VERDICT_REASONS } from '#domain/no-verdict-reasons.ts';
import { evidenceWith } from '../domain/evidence.ts';
import { textsIn } from './texts-in.ts';

const t = textsIn('en');

const evidence = evidenceWith({
  intervalSeconds: 300,
  limitedMinutes: 35,
  offMinutes: 150,
  observedPart: 0.8,
  peers: 23,
  historyDays: 9,
  scaleVoltage: 0.98,
  scaleCurrent: 0.93,
  deviationVoltage: -0.012,
  deviationCurrent: -0.33,
  notLookedFor: ['arc_fault'],
  alternative: 'open_circuit',
});

describe('a verdict in words', () => {
  it('names both of two conditions that it cannot tell apart', () => {
    expect(headlineOf({ condition: 'line_line', evidence }, t)).toMatch(/^Line-line.* or open circuit$/);
    expect(headlineOf({ condition: 'line_line', evidence: { ...evidence, alternative: null } }, t)).not.toMatch(/ or /);
    expect(headlineOf({ condition: null, evidence }, t)).toBe('No verdict');
  });

  it('says what it was compared with', () => {
    expect(referenceWords(evidence, t)).toBe('the median of 23 neighbours and 9 days of its own history');
    expect(referenceWords({ peers: 0, historyDays: 0 }, t)).toBe('its nameplate only');
  });

  it('says what the converter did, and what could not be looked for', () => {
    expect(operationWords(evidence, t)).toBe('power limited for 35 min, off for 2.5 h');
    expect(operationWords({ ...evidence, limitedMinutes: 0, offMinutes: 0 }, t)).toBe('ran all day');
    expect(notLookedForWords(evidence, t)).toBe('Arc fault: reading interval of 5 min too long to detect it');
    expect(notLookedForWords({ ...evidence, notLookedFor: [] }, t)).toBeNull();
    expect(notLookedForWords({ ...evidence, notLookedFor: ['line_line', 'line_ground', 'arc_fault'] }, t)).toMatch(
      /^Line-line.*, line-ground.*: module temperature not measured; Arc fault: reading interval of 5 min/i,
    );
  });

  it('says where a module temperature is from that was not measured', () => {
    expect(temperatureWords(evidence, t)).toBeNull();
    expect(temperatureWords({ ...evidence, temperatureFrom: null }, t)).toBeNull();
    expect(temperatureWords({ ...evidence, temperatureFrom: 'air' }, t)).toContain('air temperature');
    expect(temperatureWords({ ...evidence, temperatureFrom: 'assumed' }, t)).toContain('assumed');
  });

  it('has one way to a verdict for each reason without one', () => {
    for (const reason of NO_VERDICT_REASONS) expect(wayToVerdict(reason, t)).toMatch(/^[A-Z].*\.$/);
  });

  it('writes a part with its sign, never a zero with one', () => {
    expect([-0.33, 0.012, 0, -0.0004].map(t.deviation)).toEqual(['−33 %', '+1.2 %', '0.0 %', '0.0 %']);
  });
});

it('a level that speaks for a condition has no period', () => {
  const explanation: ExplanationView = {
    condition: 'open_circuit',
    deviceIds: ['A', 'B', 'C'],
    rows: 8,
    columns: 16,
    largest: 3,
    channels: [],
    strongest: {
      channel: 'photocurrent_deviation',
      fromMsOfDay: 39_600_000,
      toMsOfDay: 45_000_000,
      periods: null,
      strength: 3,
    },
  };
  expect(evidenceWords(explanation, t)).toBe(
    'Strongest evidence for open circuit: photocurrent deviation, level, 11:00 to 12:30.',
  );
});

it('shaded states are named under the cursor and counted', () => {
  const bands = [
    { state: 'limited' as const, fromMs: 0, toMs: 60_000 },
    { state: 'sweep' as const, fromMs: 80_000, toMs: 100_000 },
  ];
  expect([30_000, 60_000, 90_000].map((ms) => stateWords(bands, ms, t))).toEqual([
    'Power limited',
    '',
    'MPP tracker sweep',
  ]);
  expect([0.5, 35, 210].map(t.minutes)).toEqual(['30 s', '35 min', '3.5 h']);
  const minutes = { limited: 1, off: 0, sweep: 0.3, unknown: 0 };
  const view = { startMs: 0, slotSeconds: 20, voltage: [], current: [], photocurrentDeviation: [], neighbours: null };
  expect(markedStates({ ...view, bands, minutes }, t)).toEqual([
    { state: 'limited', words: '1 min' },
    { state: 'sweep', words: 'once' },
  ]);
});
