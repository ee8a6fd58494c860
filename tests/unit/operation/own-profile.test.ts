import { describe, expect, it } from 'vitest';
import type { OwnDayProfile } from '#domain/day-profile.ts';
import { DEFAULT_NAMEPLATE } from '#domain/nameplate.ts';
import { decideVerdict, noVerdict, type Verdict } from '#domain/verdict.ts';
import {
  dayProfileOf,
  LEAST_HISTORY_DAYS,
  MAX_HISTORY_DAYS,
  ownProfileOf,
  PROFILE_BINS,
  profileReference,
} from '#models/operation/own-profile.ts';
import { isQuietDay } from '#models/operation/quiet-day.ts';
import { combined, deviationsAt, NAMEPLATE_REFERENCE, tabulated } from '#models/operation/reference.ts';
import { evidenceWith } from '../domain/evidence.ts';
import { at, clearDay, clearLight, limitedPoint, operationOf, ratiosOf, STC_POINT } from './array-days.ts';

const flat = (photocurrent: number, voltage = 0): OwnDayProfile => ({
  photocurrent: new Float32Array(PROFILE_BINS).fill(photocurrent),
  voltage: new Float32Array(PROFILE_BINS).fill(voltage),
});
const days = (count: number, day: OwnDayProfile) => Array.from({ length: count }, () => day);

function learnt(profiles: readonly OwnDayProfile[]) {
  const profile = ownProfileOf(profiles);
  if (!profile) throw new Error('nothing was learnt');
  return profile;
}

describe('the past of an array whose nameplate voltage is 20 % too high', () => {
  const operation = operationOf(clearDay(), { ...DEFAULT_NAMEPLATE, vMp: 1.2 * DEFAULT_NAMEPLATE.vMp });
  const day = dayProfileOf(operation, NAMEPLATE_REFERENCE);

  it('is none after four quiet days, and a scale of 0.83 after five', () => {
    expect(ownProfileOf(days(LEAST_HISTORY_DAYS - 1, day))).toBeNull();
    const profile = learnt(days(LEAST_HISTORY_DAYS, day));
    expect(LEAST_HISTORY_DAYS).toBe(5);
    expect(profile.days).toBe(5);
    expect(profile.scale.voltage).toBeCloseTo(0.833, 2);
  });

  it('makes its days 0 in both quantities, whenever it runs in full light', () => {
    const reference = profileReference(learnt(days(5, day)));
    expect(reference.historyDays).toBe(5);
    expect(deviationsAt(operation.ratios, NAMEPLATE_REFERENCE, at(12)).voltage).toBeLessThan(-0.15);
    for (let slot = at(7.5); slot < at(16.5); slot += 30) {
      const { photocurrent, voltage } = deviationsAt(operation.ratios, reference, slot);
      expect(Math.abs(photocurrent)).toBeLessThan(0.01);
      expect(Math.abs(voltage)).toBeLessThan(0.01);
    }
  });

  it('does not hide a string that opens today', () => {
    const series = clearDay();
    const today = operationOf(
      { ...series, current: series.current.map((value) => (value * 2) / 3) },
      { ...DEFAULT_NAMEPLATE, vMp: 1.2 * DEFAULT_NAMEPLATE.vMp },
    );
    const reference = profileReference(learnt(days(5, day)));
    expect(deviationsAt(today.ratios, reference, at(12)).photocurrent).toBeLessThan(-0.3);
  });
});

describe('what a day teaches', () => {
  it('is of half hours in full light, none of which the array was limited or off in', () => {
    const cap = 0.6 * STC_POINT.power;
    const limited = dayProfileOf(operationOf(clearDay({ pointOf: (p) => limitedPoint(p, cap) })), NAMEPLATE_REFERENCE);
    const whole = dayProfileOf(operationOf(clearDay()), NAMEPLATE_REFERENCE);
    const known = ({ photocurrent }: OwnDayProfile) =>
      Array.from(photocurrent.keys()).filter((bin) => Number.isFinite(photocurrent[bin]));
    const lit = (bin: number) =>
      Array.from({ length: 90 }, (_, slot) => clearLight(bin * 90 + slot)).filter((light) => light > 150).length;
    expect(known(whole)).toEqual(Array.from({ length: 48 }, (_, bin) => bin).filter((bin) => lit(bin) >= 20));
    expect(known(whole)).toContain(24);
    expect(known(limited)).not.toContain(24);
    expect(known(limited).length).toBeGreaterThan(2);
  });

  it('is against what befell all: a day of snow teaches nothing of the array', () => {
    const operation = ratiosOf(() => 0.3);
    const { completed } = operationOf(clearDay());
    const snow = tabulated(
      { photocurrent: new Float32Array(4320).fill(0.3), voltage: new Float32Array(4320).fill(1) },
      { peers: 5, historyDays: 0 },
    );
    const day = dayProfileOf({ ...operation, completed }, snow);
    expect(day.photocurrent[24]).toBeCloseTo(0, 5);
    expect(dayProfileOf({ ...operation, completed }, NAMEPLATE_REFERENCE).photocurrent[24]).toBeCloseTo(
      Math.log(0.3),
      5,
    );
  });
});

describe('a past', () => {
  it('is bounded: an array that always lacked half or more is never usual', () => {
    const { scale, photocurrent, voltage } = learnt(days(6, flat(Math.log(0.3), Math.log(3))));
    expect(scale.photocurrent).toBeCloseTo(Math.exp(-0.5), 6);
    expect(scale.voltage).toBeCloseTo(Math.exp(0.5), 6);
    expect(Math.min(...photocurrent)).toBeGreaterThanOrEqual(-0.5);
    expect(Math.max(...voltage)).toBeLessThanOrEqual(0.5);
  });

  it('is of the last fourteen days: what was before is forgotten', () => {
    const { days: count, scale } = learnt([...days(30, flat(-0.3)), ...days(MAX_HISTORY_DAYS, flat(-0.1))]);
    expect(count).toBe(14);
    expect(scale.photocurrent).toBeCloseTo(Math.exp(-0.1), 5);
  });

  it('is a median: one odd day of seven moves nothing', () => {
    const { scale } = learnt([...days(3, flat(-0.05)), flat(-0.45), ...days(3, flat(-0.05))]);
    expect(scale.photocurrent).toBeCloseTo(Math.exp(-0.05), 5);
  });

  it("keeps a day's shape where three days show it, and has the day's scale where they do not", () => {
    const shaped = flat(-0.02);
    shaped.photocurrent[16] = -0.3;
    shaped.photocurrent[18] = Number.NaN;
    const once = flat(-0.02);
    once.photocurrent[16] = Number.NaN;
    once.photocurrent[18] = -0.4;
    const { photocurrent } = learnt([...days(3, shaped), ...days(2, once)]);
    expect(photocurrent[16]).toBeCloseTo(-0.3, 6);
    expect(photocurrent[18]).toBeCloseTo(-0.02, 6);
  });

  it('is 0 on a nameplate alone when it never ran: nothing is learnt from nothing', () => {
    expect(learnt(days(5, flat(Number.NaN, Number.NaN))).scale).toEqual({ photocurrent: 1, voltage: 1 });
  });

  it('goes from half hour to half hour in straight lines of the logarithm', () => {
    const stepped = flat(0);
    stepped.photocurrent.fill(-0.4, 24);
    const reference = profileReference(learnt(days(5, stepped)));
    const log = (slot: number) => Math.log(reference.photocurrent(slot));
    // Half hour 23 has its middle at slot 2115, half hour 24 at 2205.
    expect(log(2114)).toBeCloseTo(0, 2);
    expect(log(2160)).toBeCloseTo(-0.2, 2);
    expect(log(2206)).toBeCloseTo(-0.4, 2);
    expect(log(0)).toBeCloseTo(0, 5);
    expect(log(4319)).toBeCloseTo(-0.4, 5);
  });

  it('goes together with neighbours as a product, and both are told', () => {
    const own = profileReference(learnt(days(5, flat(Math.log(0.9), Math.log(0.95)))));
    const shared = tabulated(
      { photocurrent: new Float32Array(4320).fill(0.5), voltage: new Float32Array(4320).fill(0.98) },
      { peers: 12, historyDays: 0 },
    );
    const both = combined(shared, own);
    expect(both.photocurrent(at(12))).toBeCloseTo(0.45, 5);
    expect(both.voltage(at(12))).toBeCloseTo(0.931, 5);
    expect([both.peers, both.historyDays]).toEqual([12, 5]);
  });
});

describe('a day is quiet', () => {
  const thresholds = { fault: 0.9, normal: 0.9 };
  const judged = (historyDays: number) => ({ deviceId: 'A', coverage: 1, evidence: evidenceWith({ historyDays }) });
  const sure = (condition: number) => Array.from({ length: 6 }, (_, index) => (index === condition ? 0.95 : 0.01));
  const torn = [0.4, 0.3, 0.1, 0.1, 0.05, 0.05];

  it.each<[string, Verdict, boolean]>([
    ['normal', decideVerdict(judged(0), sure(0), thresholds), true],
    ['a named fault without a past', decideVerdict(judged(0), sure(3), thresholds), false],
    ['a named fault with a past', decideVerdict(judged(9), sure(3), thresholds), false],
    ['doubtful before there is a past', decideVerdict(judged(0), torn, thresholds), true],
    ['doubtful though there is a past to know better by', decideVerdict(judged(5), torn, thresholds), false],
    ['as usual, its registration to be checked', noVerdict(judged(9), 'check_registration', ''), true],
    ['with too few readings', noVerdict(judged(0), 'insufficient_data', ''), false],
    ['unlike all that was learnt', noVerdict(judged(0), 'unfamiliar', ''), false],
    ['limited', noVerdict(judged(0), 'limited', ''), false],
    ['off', noVerdict(judged(0), 'off', ''), false],
    ['not processed', noVerdict({ ...judged(0), evidence: null }, 'processing_error', ''), false],
    ['doubtful, of gold without evidence', decideVerdict({ ...judged(0), evidence: null }, torn, thresholds), false],
  ])('%s', (_, verdict, isQuiet) => {
    expect(isQuietDay(verdict)).toBe(isQuiet);
  });
});
