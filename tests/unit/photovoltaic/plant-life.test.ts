import { describe, expect, it } from 'vitest';
import { CHANNELS } from '#domain/channels.ts';
import { DEFAULT_ARRAY } from '#models/photovoltaic/array-spec.ts';
import { maximumPowerOf } from '#models/photovoltaic/built-array.ts';
import { drawArrayLife, drawPlantLife } from '#models/photovoltaic/plant-life.ts';
import { createRandom } from '#models/photovoltaic/random.ts';
import { CLEAR, dayWith, lifeOf, limitOf, litAbove, meanOf } from './wide-days.ts';

const { power } = maximumPowerOf(DEFAULT_ARRAY);
const quiet = dayWith(lifeOf({}));
const outage = (rest: 'zero' | 'open') => [{ kind: 'single', from: 1800, to: 2400, rest } as const];
const slotsOf = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index);

describe('a power limit', () => {
  it.each(['fast', 'slow', 'hunting'] as const)(
    'raises the voltage of a healthy array and keeps its power under the limit: %s control',
    (control) => {
      const { series } = dayWith(lifeOf({ limit: limitOf(control, 0.5) }));
      for (const slot of litAbove(800)) {
        const [voltage, current] = [series.voltage[slot] ?? Number.NaN, series.current[slot] ?? Number.NaN];
        expect(voltage).toBeGreaterThan((quiet.series.voltage[slot] ?? Number.NaN) + 2);
        // Sensors are off by a percent or two.
        expect(voltage * current).toBeLessThan(0.5 * power * 1.04);
        expect(voltage * current).toBeGreaterThan(0.25 * power);
      }
    },
  );

  it('goes to low voltage where the control does', () => {
    const { series } = dayWith(lifeOf({ limit: limitOf('low', 0.5) }));
    const bright = litAbove(800);
    expect(meanOf(series.voltage, bright)).toBeLessThan(0.75 * meanOf(quiet.series.voltage, bright));
    for (const slot of bright) {
      expect((series.voltage[slot] ?? Number.NaN) * (series.current[slot] ?? Number.NaN)).toBeLessThan(0.52 * power);
    }
  });

  it('leaves alone what is under it', () => {
    expect(dayWith(lifeOf({ limit: limitOf('fast', 1.4) })).series).toEqual(quiet.series);
  });
});

describe('an outage', () => {
  it.each(['zero', 'open'] as const)('leaves no current, and the voltage at 0 or at Voc: %s', (rest) => {
    const { series } = dayWith(lifeOf({ outages: outage(rest) }));
    const out = slotsOf(1800, 2400);
    expect(Math.abs(meanOf(series.current, out))).toBeLessThan(0.01);
    const voltage = meanOf(series.voltage, out);
    const tracked = meanOf(quiet.series.voltage, out);
    if (rest === 'zero') expect(Math.abs(voltage)).toBeLessThan(0.1);
    else {
      expect(voltage).toBeGreaterThan(1.15 * tracked);
      expect(voltage).toBeLessThan(1.4 * tracked);
    }
    expect(meanOf(series.current, slotsOf(2500, 2600))).toBeGreaterThan(5);
  });

  it('of one array alone is as one of the plant', () => {
    const alone = dayWith(lifeOf({}, { outages: outage('zero') }));
    expect(alone.series).toEqual(dayWith(lifeOf({ outages: outage('zero') })).series);
  });
});

describe('sweeps', () => {
  it('show in single slots far from the maximum, as often as they are seen', () => {
    const { series } = dayWith(lifeOf({ sweep: { everySlots: 30, seen: 1, lowestPart: 0.2 } }));
    const moved = litAbove(300).filter((slot) => {
      return Math.abs((series.voltage[slot] ?? Number.NaN) / (quiet.series.voltage[slot] ?? Number.NaN) - 1) > 0.1;
    });
    expect(moved.length).toBeGreaterThan(0.5 * (litAbove(300).length / 30));
    expect(new Set(moved.map((slot) => slot % 30)).size).toBe(1);
  });
});

describe('snow', () => {
  const snow = { kind: 'snow_all', light: 0.1, part: 1, onPyranometer: false, from: 0, to: 4320 } as const;

  it('takes its light from all arrays alike and not from the pyranometer', () => {
    const bright = litAbove(500);
    for (const seed of ['plain 0', 'plain 1', 'plain 2']) {
      const [bare, snowy] = [dayWith(lifeOf({}), { seed }), dayWith(lifeOf({ covers: [snow] }), { seed })];
      expect(meanOf(snowy.series.current, bright) / meanOf(bare.series.current, bright)).toBeCloseTo(0.1, 1);
      expect(snowy.series.irradiance).toEqual(bare.series.irradiance);
    }
  });

  it('slides off: a part of every string after the other gets its light back', () => {
    const { series } = dayWith(lifeOf({ covers: [{ ...snow, kind: 'snow_sliding', from: 2000, to: 2300 }] }));
    const shareAt = (slots: number[]) => meanOf(series.current, slots) / meanOf(quiet.series.current, slots);
    expect(shareAt(slotsOf(1900, 1990))).toBeLessThan(0.15);
    expect(meanOf(series.voltage, slotsOf(2200, 2290))).toBeLessThan(
      0.9 * meanOf(quiet.series.voltage, slotsOf(2200, 2290)),
    );
    expect(shareAt(slotsOf(2400, 2500))).toBeGreaterThan(0.99);
  });
});

describe('a life that hides a fault for over half of its lit time', () => {
  const options = { condition: 'open_circuit', seed: 'hidden' } as const;
  const wholeDay = [{ kind: 'whole_day', from: 0, to: 4320, rest: 'zero' } as const];

  it.each([
    ['an outage', { outages: wholeDay }],
    ['a limit', { limit: limitOf('fast', 0.15) }],
    [
      'snow',
      { covers: [{ kind: 'snow_all', light: 0.05, part: 1, onPyranometer: false, from: 0, to: 4320 } as const] },
    ],
  ])('loses what hides it: %s', (_, plant) => {
    expect(dayWith(lifeOf(plant), options).series).toEqual(dayWith(lifeOf({}), options).series);
    expect(dayWith(lifeOf(plant)).series).not.toEqual(quiet.series);
  });

  it('keeps the rest, and what hides little', () => {
    const short = [{ kind: 'single', from: 2100, to: 2160, rest: 'zero' } as const];
    const { truth } = dayWith(lifeOf({ outages: short, limit: limitOf('fast', 0.15) }), options);
    expect(truth.life).toMatchObject({ plant: { outages: short, limit: null } });
  });
});

describe('drawn lives', () => {
  const lives = Array.from({ length: 1500 }, (_, index) => drawPlantLife(createRandom(`life ${index}`), CLEAR));
  const share = (is: (life: (typeof lives)[number]) => boolean) => lives.filter(is).length / lives.length;
  const within = (values: readonly number[], lo: number, hi: number) => {
    expect(values.length).toBeGreaterThan(10);
    expect(Math.min(...values)).toBeGreaterThanOrEqual(lo);
    expect(Math.max(...values)).toBeLessThanOrEqual(hi);
  };

  it('are the same for the same seed, and their days have the same bytes', () => {
    const draw = (seed: string) => {
      const plant = drawPlantLife(createRandom(seed), CLEAR);
      return { plant, array: drawArrayLife(createRandom(`${seed} array`), plant) };
    };
    for (const seed of ['one', 'two', 'three']) {
      expect(draw(seed)).toEqual(draw(seed));
      const [day, again] = [dayWith(draw(seed)), dayWith(draw(seed))];
      for (const channel of CHANNELS)
        expect(Buffer.from(day.series[channel].buffer)).toEqual(Buffer.from(again.series[channel].buffer));
      expect(again.truth).toEqual(day.truth);
      expect(JSON.parse(JSON.stringify(day.truth.life))).toEqual(day.truth.life);
    }
    expect(draw('one')).not.toEqual(draw('two'));
  });

  it('have each kind with its chance', () => {
    expect(Math.abs(share(({ limit }) => limit !== null) - 0.12)).toBeLessThan(0.03);
    expect(Math.abs(share(({ sampling }) => sampling !== null) - 0.35)).toBeLessThan(0.05);
    expect(Math.abs(share(({ night }) => night !== null) - 0.4)).toBeLessThan(0.05);
    expect(Math.abs(share(({ outages }) => outages.length > 0) - 0.14)).toBeLessThan(0.04);
    expect(Math.abs(share(({ covers }) => covers.some(({ kind }) => kind.startsWith('snow'))) - 0.03)).toBeLessThan(
      0.02,
    );
    expect(
      share(({ limit, outages, covers, sweep }) => !limit && !outages.length && !covers.length && !sweep),
    ).toBeGreaterThan(0.5);
  });

  it('stay inside their ranges', () => {
    within(
      lives.flatMap(({ limit }) => (limit ? [limit.part] : [])),
      0.15,
      0.95,
    );
    within(
      lives.flatMap(({ limit }) => (limit?.partAt ? [Math.min(...limit.partAt)] : [])),
      0.05,
      1,
    );
    within(
      lives.flatMap(({ sweep }) => (sweep ? [sweep.everySlots] : [])),
      15,
      270,
    );
    within(
      lives.flatMap(({ night }) => (night ? [night.voltage] : [])),
      0,
      15,
    );
    within(
      lives.flatMap(({ sampling }) => (sampling ? [sampling.seconds] : [])),
      5,
      900,
    );
    within(
      lives.flatMap(({ pyranometer }) => (pyranometer ? [pyranometer.gain] : [])),
      0.85,
      1.15,
    );
    within(
      lives.flatMap(({ pyranometer }) => (pyranometer?.delayMinutes ? [Math.abs(pyranometer.delayMinutes)] : [])),
      0.3,
      6,
    );
    within(
      lives.flatMap(({ pyranometer }) => (pyranometer ? Array.from(pyranometer.factor) : [])).slice(0, 100_000),
      0,
      100,
    );
    const singles = lives.flatMap(({ outages }) => outages.filter(({ kind }) => kind === 'single'));
    within(
      singles.map(({ from, to }) => (to - from) / 3),
      10 - 0.2,
      400,
    );
  });

  it('let an array wander by up to 8 % in light and 3 % in voltage over the lit day, and slowly', () => {
    for (let index = 0; index < 60; index++) {
      const plant = lives[index] as (typeof lives)[number];
      const { residual } = drawArrayLife(createRandom(`array ${index}`), plant);
      if (!residual) throw new Error('every array wanders');
      const lit = residual.light.subarray(...plant.lit);
      expect(Math.max(...lit) - Math.min(...lit)).toBeCloseTo(residual.currentSpread, 9);
      expect(residual.currentSpread).toBeLessThanOrEqual(0.08);
      const heat = residual.kelvin.subarray(...plant.lit);
      expect(0.004 * (Math.max(...heat) - Math.min(...heat))).toBeCloseTo(residual.voltageSpread, 9);
      expect(residual.voltageSpread).toBeLessThanOrEqual(0.03);
      const steps = lit.slice(1).map((value, slot) => Math.abs(value - (lit[slot] ?? Number.NaN)));
      expect(Math.max(...steps)).toBeLessThan(0.004);
    }
  });
});
