import { describe, expect, it } from 'vitest';
import {
  deriveFault,
  FAULT_STATES,
  type FaultDay,
  type FaultDecision,
  type FaultMove,
  isWorse,
  mayMove,
  stateAfterMove,
  stateOn,
} from '#domain/fault-state.ts';
import { shiftPlantDay } from '#domain/plant-day.ts';
import { createSeededRandom } from '#models/classifier/seeded-random.ts';

const START = '2026-05-01';
const at = (index: number) => shiftPlantDay(START, index);
const seen = (index: number, lossKwh: number | null = 1): FaultDay => ({ day: at(index), confidence: 0.8, lossKwh });
const days = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => at(from + index));
const NONE: FaultDecision = { kind: 'none' };

describe('a case made of its days', () => {
  it('is open from the first faulty day, and stays it while the fault recurs with short gaps', () => {
    expect(deriveFault([seen(0)], [], NONE, 7)).toMatchObject({ state: 'open', since: at(0), last: at(0) });
    expect(deriveFault([seen(0), seen(7)], days(1, 6), NONE, 7)).toMatchObject({ state: 'open', since: at(0) });
  });

  it('is no longer seen after enough normal days; days without a verdict do not count', () => {
    expect(deriveFault([seen(0)], days(1, 6), NONE, 7).state).toBe('open');
    expect(deriveFault([seen(0)], days(1, 7), NONE, 7)).toMatchObject({ state: 'resolved', noLongerSeen: true });
    expect(deriveFault([seen(0)], days(10, 16), NONE, 7).state).toBe('resolved');
  });

  it('that comes back after it was no longer seen is regressed, since the day it came back', () => {
    expect(deriveFault([seen(0), seen(8)], days(1, 7), NONE, 7)).toMatchObject({ state: 'regressed', since: at(8) });
  });

  it('without a day left is withdrawn', () => {
    expect(deriveFault([], days(0, 9), { kind: 'acknowledged', day: at(1) }, 7).state).toBe('withdrawn');
  });

  it('does not depend on the order in which its days became known', () => {
    const random = createSeededRandom(7);
    for (let trial = 0; trial < 500; trial++) {
      const said = days(0, 29).map((day) => ({
        day,
        kind: random() < 0.3 ? 'fault' : random() < 0.8 ? 'normal' : 'none',
      }));
      const fault = said
        .filter(({ kind }) => kind === 'fault')
        .map(({ day }) => ({ day, confidence: 0.5 + random() / 2, lossKwh: random() * 3 }));
      const normal = said.filter(({ kind }) => kind === 'normal').map(({ day }) => day);
      const decision = someDecision(random);
      const shuffled = <T>(values: readonly T[]) =>
        values
          .map((value) => ({ value, by: random() }))
          .sort((a, b) => a.by - b.by)
          .map(({ value }) => value);
      const expected = deriveFault(fault, normal, decision, 3);
      expect(deriveFault(shuffled(fault), shuffled(normal), decision, 3)).toEqual(expected);
      expect(FAULT_STATES).toContain(expected.state);
    }
  });
});

describe('what operators decide', () => {
  it('holds for the recurrence they saw, and not for one that follows enough normal days', () => {
    const acknowledged: FaultDecision = { kind: 'acknowledged', day: at(1) };
    expect(deriveFault([seen(0), seen(4)], days(2, 3), acknowledged, 7).state).toBe('acknowledged');
    expect(deriveFault([seen(0), seen(12)], days(2, 9), acknowledged, 7).state).toBe('regressed');
  });

  it('resolved stays it for days up to the repair that come late, and is regressed by a day after it', () => {
    const resolved: FaultDecision = { kind: 'resolved', day: at(5) };
    expect(deriveFault([seen(0), seen(5)], [], resolved, 7).state).toBe('resolved');
    expect(deriveFault([seen(0), seen(6)], [], resolved, 7).state).toBe('regressed');
  });

  it('reopened stays open for as many normal days again', () => {
    const reopened: FaultDecision = { kind: 'reopened', day: at(10) };
    expect(deriveFault([seen(0)], days(1, 16), reopened, 7).state).toBe('open');
    expect(deriveFault([seen(0)], days(1, 17), reopened, 7).state).toBe('resolved');
  });

  it('snoozed until worse wakes by a later day that loses half as much again, and by nothing less', () => {
    const snoozed: FaultDecision = { kind: 'snoozed', day: at(1), until: null, lossKwh: 2, confidence: 0.8 };
    expect(deriveFault([seen(0), seen(1, 9), seen(2, 3)], [], snoozed, 7).state).toBe('snoozed');
    expect(deriveFault([seen(0), seen(2, 3.01)], [], snoozed, 7).state).toBe('open');
  });

  it('snoozed until a date wakes by the calendar alone', () => {
    expect(stateOn('2026-05-09', 'snoozed', '2026-05-10')).toBe('snoozed');
    expect(stateOn('2026-05-10', 'snoozed', '2026-05-10')).toBe('open');
    expect(stateOn('2026-05-10', 'snoozed', null)).toBe('snoozed');
  });

  it('moves a case along its state machine only', () => {
    const possible = (move: FaultMove) => FAULT_STATES.filter((state) => mayMove(state, move));
    expect(possible('acknowledge')).toEqual(['open', 'regressed', 'snoozed']);
    expect(possible('resolve')).toEqual(['open', 'regressed', 'acknowledged', 'snoozed']);
    expect(possible('reopen')).toEqual(['acknowledged', 'snoozed', 'resolved']);
    expect(stateAfterMove('reopen')).toBe('open');
    for (const move of ['acknowledge', 'snooze', 'resolve', 'reopen'] as const)
      expect(mayMove('withdrawn', move)).toBe(false);
  });
});

describe('worse', () => {
  it('is a larger loss by half and by 0.1 kWh; a loss near zero is not worse for its noise', () => {
    const known = { lossKwh: 0.01, confidence: 0.5 };
    expect(isWorse({ lossKwh: 0.1, confidence: 0.99 }, known)).toBe(false);
    expect(isWorse({ lossKwh: 0.2, confidence: 0.5 }, known)).toBe(true);
  });

  it('is a surer verdict where a loss is unknown', () => {
    expect(isWorse({ lossKwh: null, confidence: 0.8 }, { lossKwh: 3, confidence: 0.7 })).toBe(false);
    expect(isWorse({ lossKwh: 9, confidence: 0.9 }, { lossKwh: null, confidence: 0.7 })).toBe(true);
  });
});

function someDecision(random: () => number): FaultDecision {
  const day = at(Math.floor(random() * 30));
  const kinds: FaultDecision[] = [
    NONE,
    { kind: 'acknowledged', day },
    { kind: 'resolved', day },
    { kind: 'reopened', day },
    { kind: 'snoozed', day, until: null, lossKwh: 1, confidence: 0.6 },
  ];
  return kinds[Math.floor(random() * kinds.length)] ?? NONE;
}
