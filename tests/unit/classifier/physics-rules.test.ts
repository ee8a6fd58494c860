import { describe, expect, it } from 'vitest';
import { CONDITIONS, type Condition } from '#domain/conditions.ts';
import { decideVerdict } from '#domain/verdict.ts';
import type { VerdictEvidence } from '#domain/verdict-evidence.ts';
import { afterNetwork, beforeNetwork, likelyCauseOf } from '#models/classifier/physics-rules.ts';
import { evidenceWith } from '../domain/evidence.ts';

const THRESHOLDS = { fault: 0.9, normal: 0.9 };

/** The verdict of a network that is sure, after the rules. */
function ruled(condition: Condition, evidence: Partial<VerdictEvidence>) {
  const probabilities = CONDITIONS.map((name) => (name === condition ? 0.95 : 0.01));
  return afterNetwork(
    decideVerdict({ deviceId: 'A', coverage: 1, evidence: evidenceWith(evidence) }, probabilities, THRESHOLDS),
  );
}

describe('before the network is asked', () => {
  it.each([
    ['off', { observedPart: 0.1, offMinutes: 600 }, 'its converter was off for 10.0 h of the day'],
    ['off', { observedPart: 0, offMinutes: 700, limitedMinutes: 60 }, 'could show in 0 % of the light'],
    ['limited', { observedPart: 0.2, limitedMinutes: 540 }, 'limiting the power for 9.0 h of the day'],
  ] as const)('a day that leaves nothing to see is %s, and says for how long', (reason, evidence, detail) => {
    expect(beforeNetwork(evidenceWith(evidence))).toEqual({ reason, detail: expect.stringContaining(detail) });
  });

  it.each([
    ['limited at noon only', { observedPart: 0.5, limitedMinutes: 240 }],
    ['off for an hour', { observedPart: 0.9, offMinutes: 60 }],
    ['missing half its readings', { observedPart: 0.5, unknownMinutes: 400 }],
  ])('a day that is %s is left to the network', (_, evidence) => {
    expect(beforeNetwork(evidenceWith(evidence))).toBeNull();
  });
});

describe('a day without a thermometer', () => {
  const assumed = { temperatureFrom: 'assumed', notLookedFor: ['line_line', 'line_ground'] } as const;
  const day = { ...assumed, notLookedFor: [...assumed.notLookedFor] };

  it('tells no line fault that 20 K could be as well, and says so; an open string it does', () => {
    expect(ruled('line_line', day)).toMatchObject({ condition: null, reason: 'uncertain' });
    expect(ruled('line_line', day).detail).toContain('without a thermometer 20 K are unknown');
    const open = { ...day, missingStrings: 1 };
    expect(ruled('open_circuit', open).condition).toBe('open_circuit');
    expect(ruled('open_circuit', { ...open, alternative: 'line_line' }).condition).toBe('open_circuit');
    expect(ruled('line_line', { ...open, alternative: 'open_circuit' }).condition).toBeNull();
    expect(ruled('normal', day).condition).toBe('normal');
  });

  it('is not taken for a wrong nameplate when the air was merely colder than assumed', () => {
    const deviationVoltage = 0.16;
    expect(beforeNetwork(evidenceWith({ deviationVoltage }))?.reason).toBe('check_registration');
    expect(beforeNetwork(evidenceWith({ ...day, deviationVoltage }))).toBeNull();
    expect(beforeNetwork(evidenceWith({ ...day, deviationVoltage: 0.3 }))?.reason).toBe('check_registration');
  });
});

describe('what a day cannot tell', () => {
  it('is not asked of the network where readings are further apart than a quarter of an hour', () => {
    expect(beforeNetwork(evidenceWith({ intervalSeconds: 1800 }))).toEqual({
      reason: 'insufficient_data',
      detail: 'readings every 30 min show too little of a day: every 15 min at most',
    });
    expect(beforeNetwork(evidenceWith({ intervalSeconds: 900 }))).toBeNull();
  });

  it('is not asked of the network: too little light on a running array, a channel that is stuck, an impossible gain', () => {
    const reasonOf = (changes: Parameters<typeof evidenceWith>[0]) => beforeNetwork(evidenceWith(changes))?.reason;
    expect(reasonOf({ observedPart: 0.2, unknownMinutes: 500 })).toBe('insufficient_data');
    expect(reasonOf({ stuck: ['irradiance'] })).toBe('unfamiliar');
    expect(reasonOf({ stuck: ['temperature'] })).toBeUndefined();
    expect(reasonOf({ deviationVoltage: 0.2 })).toBe('check_registration');
    expect(reasonOf({ deviationVoltage: -0.99 })).toBe('check_registration');
    expect(reasonOf({ deviationCurrent: 0.2 })).toBeUndefined();
    expect(reasonOf({ deviationCurrent: null, weakLightCurrent: 0.2 })).toBe('check_registration');
    // What a converter does through half of a day moves the figures itself.
    expect(reasonOf({ deviationVoltage: 0.2, limitedMinutes: 240 })).toBe('check_registration');
    expect(reasonOf({ deviationVoltage: 0.2, limitedMinutes: 241 })).toBeUndefined();
  });
});

describe('after the network has answered', () => {
  it('an open circuit of a lone array takes a whole string: less is dirt, age or a nameplate', () => {
    const dusty = ruled('open_circuit', { missingStrings: 0.7 });
    expect(dusty).toMatchObject({ condition: null, reason: 'uncertain', detail: expect.stringContaining('0.7') });
    expect(ruled('open_circuit', { missingStrings: 1.02 }).condition).toBe('open_circuit');
    expect(ruled('open_circuit', { missingStrings: 0.93 }).condition).toBeNull();
    expect(ruled('open_circuit', { missingStrings: 0.93, spreadCurrent: 0.25 }).condition).toBe('open_circuit');
    expect(ruled('open_circuit', { missingStrings: 2.1 }).condition).toBe('open_circuit');
    expect(ruled('open_circuit', { missingStrings: 2.7 }).condition).toBeNull();
    expect(ruled('open_circuit', { missingStrings: 2.7, strings: 12 }).condition).toBe('open_circuit');
    expect(ruled('open_circuit', { missingStrings: 0.7, strings: null }).condition).toBe('open_circuit');
    expect(ruled('open_circuit', { missingStrings: null }).condition).toBe('open_circuit');
    expect(ruled('open_circuit', { missingStrings: 0.7, peers: 5 }).condition).toBe('open_circuit');
    expect(ruled('open_circuit', { missingStrings: 0.7, historyDays: 7 }).condition).toBe('open_circuit');
    expect(ruled('line_line', { missingStrings: 0.7 }).condition).toBe('line_line');
  });

  it('a lone array whose voltage is low by one part all day may be registered wrongly: no fault is named', () => {
    const even = { deviationVoltage: -0.17, spreadVoltage: 0.01 };
    const detail = expect.stringContaining('17 % below the expected one');
    expect(ruled('line_line', even)).toMatchObject({ condition: null, reason: 'check_registration', detail });
    expect(ruled('line_line', { ...even, spreadVoltage: 0.1 }).condition).toBe('line_line');
    expect(ruled('line_line', { ...even, deviationVoltage: -0.37 }).condition).toBe('line_line');
    expect(ruled('line_line', { ...even, peers: 5 }).condition).toBe('line_line');
    expect(ruled('line_line', { ...even, historyDays: 7 }).condition).toBe('line_line');
    expect(ruled('normal', even).condition).toBe('normal');
  });

  it('a lone array as cold as snow in the sun has no fault named; among neighbours, and healthy, it is left alone', () => {
    const snowed = ruled('open_circuit', { coldInSunPart: 0.6, missingStrings: 1 });
    expect(snowed).toMatchObject({ condition: null, reason: 'uncertain', detail: expect.stringContaining('snow') });
    expect(ruled('open_circuit', { coldInSunPart: 0.1, missingStrings: 1 }).condition).toBe('open_circuit');
    expect(ruled('open_circuit', { coldInSunPart: null, missingStrings: 1 }).condition).toBe('open_circuit');
    expect(ruled('open_circuit', { coldInSunPart: 0.6, peers: 5 }).condition).toBe('open_circuit');
    expect(ruled('normal', { coldInSunPart: 0.6 }).condition).toBe('normal');
  });

  it('normal stands where the past is near the nameplate, or there is none', () => {
    expect(ruled('normal', {}).condition).toBe('normal');
    expect(ruled('normal', { historyDays: 7, scaleVoltage: 0.95, scaleCurrent: 0.9 }).condition).toBe('normal');
    expect(ruled('normal', { historyDays: 7, scaleVoltage: 1.05, scaleCurrent: 1.1 }).condition).toBe('normal');
  });

  it.each([
    [
      'a tenth of the voltage',
      { scaleVoltage: 0.9, scaleCurrent: 1 },
      'its voltage is 90 % of what its nameplate says',
    ],
    [
      'a third of the current',
      { scaleVoltage: 1, scaleCurrent: 0.67 },
      'its current is 67 % of what its nameplate and',
    ],
    ['more than it can give', { scaleVoltage: 1.2, scaleCurrent: 1 }, 'its voltage is 120 %'],
  ])('an array that always lacked %s is not normal but to be checked in the registry', (_, scales, detail) => {
    const verdict = ruled('normal', { historyDays: 7, ...scales });
    expect(verdict).toMatchObject({ condition: null, reason: 'check_registration', confidence: 0.95 });
    expect(verdict.detail).toContain(detail);
    expect(verdict.detail).toContain('for 7 days');
    expect(verdict.evidence).toEqual(evidenceWith({ historyDays: 7, ...scales }));
  });

  it('a fault of today is named, however far its past is from the nameplate', () => {
    const verdict = ruled('open_circuit', { historyDays: 7, scaleVoltage: 0.8, scaleCurrent: 1 });
    expect(verdict.condition).toBe('open_circuit');
  });

  it('an arc is not claimed from means of 5 minutes, which cannot show one', () => {
    const verdict = ruled('arc_fault', { intervalSeconds: 300, notLookedFor: ['arc_fault'] });
    expect(verdict).toMatchObject({ condition: null, reason: 'uncertain' });
    expect(verdict.detail).toBe('arc_fault: readings every 5 min cannot show it');
    expect(ruled('line_line', { intervalSeconds: 300, notLookedFor: ['arc_fault'] }).condition).toBe('line_line');
    expect(ruled('arc_fault', {}).condition).toBe('arc_fault');
  });

  it('an arc that cannot show is no alternative to another fault either', () => {
    const torn = [0.01, 0.01, 0.01, 0.01, 0.56, 0.4];
    const judged = (evidence: Partial<VerdictEvidence>) =>
      afterNetwork(decideVerdict({ deviceId: 'A', coverage: 1, evidence: evidenceWith(evidence) }, torn, THRESHOLDS));
    expect(judged({})).toMatchObject({ condition: 'partial_shading', evidence: { alternative: 'arc_fault' } });
    expect(judged({ intervalSeconds: 300, notLookedFor: ['arc_fault'] })).toMatchObject({
      condition: null,
      reason: 'uncertain',
      confidence: 0.56,
      evidence: { alternative: null },
    });
  });

  it('a verdict that was none stays what it was', () => {
    const unsure = decideVerdict(
      { deviceId: 'A', coverage: 1, evidence: evidenceWith({ historyDays: 7, scaleVoltage: 0.5 }) },
      [0.5, 0.1, 0.1, 0.1, 0.1, 0.1],
      THRESHOLDS,
    );
    expect(afterNetwork(unsure)).toEqual(unsure);
  });
});

describe('the likely cause of a day unlike all others', () => {
  it.each([
    ['a nameplate or a unit', { deviationVoltage: 0.4 }, 'nameplate or a unit'],
    ['a nameplate or a unit', { deviationCurrent: -0.5, unknownMinutes: 300 }, 'nameplate or a unit'],
    ['missing readings', { unknownMinutes: 300 }, 'readings that are missing'],
    ['seldom readings', { intervalSeconds: 900 }, 'one every 15 min'],
    ['no tracker, however many sweeps: clouds of one slot are counted among them', { sweeps: 200 }, 'a sky or a way'],
    ['else its sky', {}, 'a sky or a way of operation'],
  ])('is %s where the figures say so', (_, evidence, words) => {
    expect(likelyCauseOf(evidenceWith(evidence))).toContain(words);
  });
});
