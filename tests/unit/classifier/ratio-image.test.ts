import { describe, expect, it } from 'vitest';
import type { ArraySeries } from '#domain/channels.ts';
import { DEFAULT_NAMEPLATE, nameplateOf } from '#domain/nameplate.ts';
import { examineArrayDay } from '#models/classifier/examine-array-day.ts';
import { channelSeriesOf } from '#models/classifier/image-channels.ts';
import { IMAGE_PIXELS, planOf } from '#models/classifier/preprocessing.ts';
import { levelPixel, ratioImageOf } from '#models/classifier/ratio-image.ts';
import type { ArrayOperation } from '#models/operation/array-operation.ts';
import { LIMITED, OFF, RUNNING, SWEEP } from '#models/operation/operating-state.ts';
import { ownProfileOf } from '#models/operation/own-profile.ts';
import { NAMEPLATE_REFERENCE, type Reference } from '#models/operation/reference.ts';
import { cutSeries } from '#models/series/cut-series.ts';
import { at, clearDay, clearLight, operationOf } from '../operation/array-days.ts';
import { RATIOS } from './ratio-preprocessing.ts';

const [PHOTOCURRENT, VOLTAGE, STATE, LIGHT] = [0, 1, 2, 3] as const;
const BINS = 64;
const LEVEL_ROW = 56;
const plan = planOf(RATIOS);

function imageOf(series: ArraySeries, reference: Reference = NAMEPLATE_REFERENCE, nameplate = DEFAULT_NAMEPLATE) {
  return ratioImageOf(plan, RATIOS, { operation: operationOf(series, nameplate), reference, nameplate });
}

const pixel = (image: Uint8Array, row: number, bin: number, channel: number) => image[(row * BINS + bin) * 4 + channel];

/** The different pixels of a channel in some rows and bins. */
function pixelsIn(image: Uint8Array, channel: number, rows: [number, number], bins: [number, number]) {
  const found = new Set<number | undefined>();
  for (let row = rows[0]; row < rows[1]; row++) {
    for (let bin = bins[0]; bin < bins[1]; bin++) found.add(pixel(image, row, bin, channel));
  }
  return [...found];
}

const HEALTHY = clearDay();
const OPEN = { ...HEALTHY, current: HEALTHY.current.map((value) => (value * 2) / 3) };

describe('the image of a day', () => {
  it('is 64 x 64 x 4 bytes, the same for equal readings', () => {
    const image = imageOf(OPEN);
    expect(image).toHaveLength(IMAGE_PIXELS);
    const copy = Object.fromEntries(Object.entries(OPEN).map(([name, values]) => [name, values.slice()]));
    expect(Buffer.compare(imageOf(copy as unknown as ArraySeries), image)).toBe(0);
  });

  it('shows the level of a lasting deviation, which wavelets cannot, in its level rows', () => {
    const { level } = RATIOS.channels[PHOTOCURRENT] ?? { level: { lo: 0, hi: 0, knee: 0 } };
    const [healthy, open] = [imageOf(HEALTHY), imageOf(OPEN)];
    const noon: [number, number] = [28, 36];
    for (const value of pixelsIn(healthy, PHOTOCURRENT, [LEVEL_ROW, 64], noon)) {
      expect(Math.abs((value ?? 0) - levelPixel(0, level))).toBeLessThanOrEqual(4);
    }
    for (const value of pixelsIn(open, PHOTOCURRENT, [LEVEL_ROW, 64], noon)) {
      expect(Math.abs((value ?? 0) - levelPixel(-1 / 3, level))).toBeLessThanOrEqual(2);
    }
    expect(pixelsIn(open, VOLTAGE, [LEVEL_ROW, 64], noon)).toEqual(pixelsIn(healthy, VOLTAGE, [LEVEL_ROW, 64], noon));
    expect(pixelsIn(open, LIGHT, [LEVEL_ROW, 60], [31, 33])).toEqual([Math.round((255 * 0.95) / 1.3)]);
  });

  it("says in the rest of the state's and the light's level rows what array it is of and what it was made against", () => {
    const rowsOf = (image: Uint8Array, channel: number) => [
      pixelsIn(image, channel, [60, 62], [0, BINS]),
      pixelsIn(image, channel, [62, 64], [0, BINS]),
    ];
    const strings = Math.round(255 / Math.sqrt(3));
    const modules = Math.round((255 * 2) / Math.sqrt(5));
    const alone = imageOf(HEALTHY);
    expect(rowsOf(alone, STATE)).toEqual([[strings], [modules]]);
    expect(rowsOf(alone, LIGHT)).toEqual([[0], [0]]);
    expect(rowsOf(imageOf(HEALTHY, { ...NAMEPLATE_REFERENCE, peers: 7 }), LIGHT)).toEqual([[255], [0]]);
    expect(rowsOf(imageOf(HEALTHY, { ...NAMEPLATE_REFERENCE, historyDays: 9 }), LIGHT)).toEqual([[0], [255]]);
    expect(rowsOf(imageOf(HEALTHY, NAMEPLATE_REFERENCE, nameplateOf(4, 1)), STATE)).toEqual([[255], [255]]);
  });
});

describe('a bin of which less than half is known', () => {
  const image = imageOf(cutSeries(OPEN, at(14)));
  // 14:00 is in bin 37, a third of which is known.
  const unknown: [number, number] = [37, BINS];

  it('is 0 in the wavelet rows, level in the level rows, and 255 in the state', () => {
    for (const channel of [PHOTOCURRENT, VOLTAGE, LIGHT]) {
      const { level } = RATIOS.channels[channel] ?? { level: { lo: 0, hi: 0, knee: 0 } };
      expect(pixelsIn(image, channel, [0, LEVEL_ROW], unknown)).toEqual([0]);
      expect(pixelsIn(image, channel, [LEVEL_ROW, 60], unknown)).toEqual([levelPixel(0, level)]);
    }
    expect(pixelsIn(image, STATE, [0, 60], unknown)).toEqual([255]);
  });

  it('still has the context in its last rows', () => {
    expect(pixelsIn(image, STATE, [60, 62], [0, BINS])).toHaveLength(1);
    expect(pixelsIn(image, LIGHT, [60, 64], [0, BINS])).toEqual([0]);
  });

  it('changes nothing in the level rows of what was before', () => {
    const whole = imageOf(OPEN);
    for (const channel of [PHOTOCURRENT, VOLTAGE, STATE, LIGHT]) {
      for (let bin = 0; bin < 37; bin++) {
        expect(pixel(image, LEVEL_ROW, bin, channel)).toBe(pixel(whole, LEVEL_ROW, bin, channel));
      }
    }
  });
});

describe('levelPixel', () => {
  it('is linear without a knee, and clips', () => {
    const level = { lo: -0.5, hi: 1, knee: null };
    expect([-2, -0.5, 0.25, 1, 3].map((value) => levelPixel(value, level))).toEqual([0, 0, 128, 255, 255]);
  });

  it('with a knee gives small deviations more room than large ones, on both sides of 0', () => {
    const level = { lo: -1, hi: 1, knee: 0.03 };
    const between = (a: number, b: number) => levelPixel(b, level) - levelPixel(a, level);
    expect(levelPixel(0, level)).toBe(128);
    expect(between(0, 0.05)).toBeGreaterThan(10 * between(0.5, 0.55));
    expect(between(-0.05, 0)).toBeGreaterThan(10 * between(-0.55, -0.5));
    expect([levelPixel(-1, level), levelPixel(1, level)]).toEqual([0, 255]);
  });
});

describe('the series of a channel', () => {
  const running = operationOf(OPEN);
  const withStates = (from: number, end: number, state: number): ArrayOperation => ({
    ...running,
    states: running.states.slice().fill(state, from, end),
  });
  const series = (channel: Parameters<typeof channelSeriesOf>[0], operation: ArrayOperation) =>
    channelSeriesOf(channel, { operation, reference: NAMEPLATE_REFERENCE, nameplate: DEFAULT_NAMEPLATE });

  it('is 0 in every deviation while the array is off, and the state says so', () => {
    const off = withStates(at(12), at(13), OFF);
    for (const channel of ['photocurrent_deviation', 'voltage_deviation', 'current_deviation'] as const) {
      expect(
        series(channel, off)
          .subarray(at(12), at(13))
          .every((value) => value === 0),
      ).toBe(true);
    }
    expect(new Set(series('operating_state', off).subarray(at(12), at(13)))).toEqual(new Set([-0.5]));
    expect(series('operating_state', off)[at(11)]).toBe(1);
  });

  it('has no deviation of the voltage while the array is limited, but that of the photocurrent', () => {
    const limited = withStates(at(12), at(13), LIMITED);
    expect(
      series('voltage_deviation', limited)
        .subarray(at(12), at(13))
        .every((value) => value === 0),
    ).toBe(true);
    expect(series('photocurrent_deviation', limited)[at(12.5)]).toBeCloseTo(-1 / 3, 1);
    expect(series('operating_state', limited)[at(12.5)]).toBe(0.5);
  });

  it('goes straight over what a sweep or a gap hides', () => {
    const swept = withStates(at(12), at(12) + 2, SWEEP);
    const values = series('photocurrent_deviation', swept);
    const [before = 0, first = 0, second = 0, after = 0] = values.subarray(at(12) - 1, at(12) + 3);
    expect(first).toBeCloseTo((2 * before + after) / 3, 6);
    expect(second).toBeCloseTo((before + 2 * after) / 3, 6);
  });

  it('is 0 in the dark, and never without a finite value', () => {
    for (const channel of RATIOS.channels.map(({ name }) => name)) {
      const values = series(channel, operationOf(cutSeries(OPEN, at(14))));
      expect(values.every(Number.isFinite)).toBe(true);
      expect(values.findIndex((value) => value !== 0)).toBeGreaterThanOrEqual(clearLight(at(6)) === 0 ? at(6) : 0);
    }
    expect(running.states[at(12)]).toBe(RUNNING);
  });
});

describe('a day with its context', () => {
  const examine = (days: number) => {
    const nameplate = { ...DEFAULT_NAMEPLATE, vMp: 1.1 * DEFAULT_NAMEPLATE.vMp };
    const options = { series: HEALTHY, nameplate, plan, preprocessing: RATIOS };
    const first = examineArrayDay({ ...options, context: { peers: null, profile: null } });
    if (!first) throw new Error('a channel is empty');
    const profile = ownProfileOf(Array.from({ length: days }, () => first.profile));
    return { first, later: examineArrayDay({ ...options, context: { peers: null, profile } }) };
  };

  it('is seen against its own past once there is one: a nameplate a tenth off is no deviation of the day', () => {
    const { first, later } = examine(5);
    expect(first.evidence).toMatchObject({ historyDays: 0, scaleVoltage: null });
    expect(first.evidence.deviationVoltage).toBeCloseTo(-0.091, 2);
    expect(later?.evidence).toMatchObject({ historyDays: 5, scaleVoltage: expect.closeTo(0.909, 2) });
    expect(Math.abs(later?.evidence.deviationVoltage ?? 1)).toBeLessThan(0.005);
  });

  it('teaches the same of the array whether it has a past or not: what is learnt does not learn from itself', () => {
    const { first, later } = examine(5);
    expect(later?.profile.voltage[24]).toBeCloseTo(first.profile.voltage[24] ?? 0, 3);
  });
});
