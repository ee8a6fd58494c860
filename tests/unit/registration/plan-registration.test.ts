import { describe, expect, it } from 'vitest';
import type { ArrayInput } from '#domain/registration.ts';
import { planRegistration } from '#server/services/plants/plan-registration.ts';
import type { RegisteredArray } from '#server/stores/registered-arrays.ts';

const LAYOUT = { modulesInSeries: 5, strings: 3 };

function plan(
  inputs: readonly ArrayInput[],
  more: { existing?: readonly RegisteredArray[]; foreign?: [string, string][]; removeMissing?: boolean } = {},
) {
  return planRegistration({
    existing: more.existing ?? [],
    rows: inputs.map((input, index) => ({ line: index + 2, input })),
    foreign: new Map(more.foreign),
    removeMissing: more.removeMissing ?? false,
    today: '2026-06-02',
    yesterday: '2026-06-01',
  });
}

const registered = (...inputs: ArrayInput[]) => plan(inputs).changes.map(({ after }) => after);

describe('a new array', () => {
  it('needs its id and its layout; the rest has defaults', () => {
    const [array] = registered({ deviceId: 'A', ...LAYOUT });
    expect(array).toMatchObject({ row: 1, column: 1, name: null, moduleGiven: null, inServiceTo: null });
    expect(array?.nameplate).toMatchObject({ ...LAYOUT, vMp: 186, iMp: expect.closeTo(26.64, 6) });
    const { problems } = plan([{ deviceId: 'A' }]);
    expect(problems.map(({ line, column }) => [line, column])).toEqual([
      [2, 'modulesInSeries'],
      [2, 'strings'],
    ]);
  });

  it('has the module of the CEC list by its exact name; near names are told', () => {
    const [array] = registered({ deviceId: 'A', ...LAYOUT, module: 'SunPower SPR-E20-327' });
    expect(array?.nameplate).toMatchObject({
      vMp: 273.5,
      iMp: expect.closeTo(17.94, 6),
      module: { cellsInSeries: 96 },
    });
    const { problems } = plan([{ deviceId: 'A', ...LAYOUT, module: 'sunpower SPR E20 327' }]);
    expect(problems).toEqual([
      { line: 2, column: 'module', message: expect.stringContaining('"SunPower SPR-E20-327"') },
    ]);
  });

  it('has a module by its numbers, whose curve is fitted where all of them are given', () => {
    const numbers = { vMp: 30, iMp: 8, vOc: 37.5, iSc: 8.6, alphaIsc: 0.05, betaVoc: -0.31 };
    const [fitted] = registered({ deviceId: 'A', ...LAYOUT, ...numbers });
    expect(fitted?.nameplate).toMatchObject({ vMp: 150, iMp: 24, module: { alphaSc: expect.closeTo(0.0043, 6) } });
    const [plain] = registered({ deviceId: 'A', ...LAYOUT, vMp: 30, iMp: 8 });
    expect(plain?.nameplate).toEqual({ ...LAYOUT, vMp: 150, iMp: 24 });
  });

  it.each([
    ['a module and numbers', { module: 'SunPower SPR-E20-327', vMp: 30 }, 'vMp', 'name or the numbers'],
    ['half a point', { vMp: 30 }, 'iMp', 'is needed beside vMp'],
    ['half a curve', { vMp: 30, iMp: 8, vOc: 37 }, 'iSc', 'give all of vOc'],
    ['numbers of no module', { vMp: 38, iMp: 8, vOc: 37, iSc: 9, alphaIsc: 0.05, betaVoc: -0.3 }, 'vMp', 'below vOc'],
    ['too many volts', { vMp: 500, iMp: 8 }, 'modulesInSeries', 'over 2000 V'],
    ['a row without a column', { row: 3 }, 'column', 'is needed'],
    ['an end before its begin', { inServiceFrom: '2026-05-01', inServiceTo: '2026-04-01' }, 'inServiceTo', 'before'],
    ['an end to come', { inServiceTo: '2026-06-02' }, 'inServiceTo', 'not over'],
  ])('with %s is told by its column', (_, said, column, why) => {
    const { problems } = plan([{ deviceId: 'A', ...LAYOUT, ...said }]);
    expect(problems).toEqual([{ line: 2, column, message: expect.stringContaining(why) }]);
  });
});

describe('what cannot be together', () => {
  it('an id twice, and one of another plant, with their lines', () => {
    const { problems } = plan(
      ['A', 'B', 'A'].map((deviceId) => ({ deviceId, ...LAYOUT })),
      { foreign: [['B', 'north']] },
    );
    expect(problems).toEqual([
      { line: 3, column: 'deviceId', message: '"B" belongs to plant "north", which sends to the same topic' },
      { line: 4, column: 'deviceId', message: '"A" is in line 2 already' },
    ]);
  });

  it('two arrays in one place, in the file or with one that is there', () => {
    const place = { row: 7, column: 2 };
    const both = plan(['A', 'B'].map((deviceId) => ({ deviceId, ...LAYOUT, ...place })));
    expect(both.problems).toEqual([{ line: 3, column: 'row', message: 'row 7, column 2: "A" has it in line 2' }]);
    const existing = registered({ deviceId: 'OLD', ...LAYOUT, ...place });
    const { problems } = plan([{ deviceId: 'A', ...LAYOUT, ...place }], { existing });
    expect(problems[0]?.message).toBe('row 7, column 2: "OLD" is registered there and not in the file');
    // Once it is out of service its place is free.
    expect(plan([{ deviceId: 'A', ...LAYOUT, ...place }], { existing, removeMissing: true }).problems).toEqual([]);
  });
});

describe('an update', () => {
  const existing = registered(
    { deviceId: 'A', ...LAYOUT, name: 'East', tilt: 20, module: 'SunPower SPR-E20-327' },
    { deviceId: 'B', ...LAYOUT },
  );

  it('keeps what the file does not say, and takes an empty cell for the default', () => {
    const { changes } = plan([{ deviceId: 'A', tilt: 25 }, { deviceId: 'B' }], { existing });
    expect(changes.map(({ kind }) => kind)).toEqual(['changed', 'unchanged']);
    expect(changes[0]?.after).toEqual({ ...existing[0], tilt: 25 });
    const emptied = plan([{ deviceId: 'A', module: null, name: null }], { existing }).changes[0]?.after;
    expect(emptied).toMatchObject({ name: null, moduleGiven: null, nameplate: { vMp: 186 } });
  });

  it('takes the array’s own place along when arrays change places', () => {
    const swapped = plan(
      [
        { deviceId: 'A', row: 1, column: 2 },
        { deviceId: 'B', row: 1, column: 1 },
      ],
      { existing },
    );
    expect(swapped.problems).toEqual([]);
    expect(swapped.changes.map(({ kind }) => kind)).toEqual(['changed', 'changed']);
  });

  it('leaves arrays that the file does not name, or takes them out of service when it is to', () => {
    const kept = plan([{ deviceId: 'A' }], { existing });
    expect([kept.missing, kept.changes.map(({ kind }) => kind)]).toEqual([1, ['unchanged', 'unchanged']]);
    const removed = plan([{ deviceId: 'A' }], { existing, removeMissing: true });
    expect(removed.changes[1]).toMatchObject({ kind: 'removed', after: { deviceId: 'B', inServiceTo: '2026-06-01' } });
  });

  it('puts new arrays below those that are there', () => {
    const { changes } = plan([{ deviceId: 'C', ...LAYOUT }], { existing });
    expect(changes[0]?.after).toMatchObject({ deviceId: 'C', row: 2, column: 1 });
  });
});
