import { describe, expect, it } from 'vitest';
import { hesitatesBetween, rankGuesses } from '#components/array/hesitation.ts';
import { listedCells, neighbourCells } from '#components/plant/list-cells.ts';
import { neighbourDays } from '#components/plant/neighbour-days.ts';
import { summarizeDay } from '#components/plant/summarize-day.ts';
import type { RunView } from '#domain/views.ts';
import { cell } from '../charts/cells.ts';

const cells = [
  cell(1, 1),
  cell(1, 2, { condition: 'arc_fault', confidence: 0.6 }),
  cell(2, 1, { condition: 'open_circuit', confidence: 0.9 }),
  cell(2, 2, { condition: null, reason: 'insufficient_data', confidence: null }),
  cell(2, 3, { condition: null, reason: null, confidence: null }),
];
const names = (list: { deviceId: string }[]) => list.map(({ deviceId }) => deviceId);

it('faults are listed the surest first, without what is normal or has no verdict', () => {
  expect(names(listedCells(cells, null))).toEqual(['R0002C0001', 'R0001C0002']);
  expect(names(listedCells(cells, new Set(['no_verdict'])))).toEqual(['R0002C0002']);
});

describe('the arrays before and after one', () => {
  const place = { row: 2, column: 1, deviceId: 'R0002C0001' };
  it('are its neighbours in physical order, however the cells are sorted', () => {
    const { previous, next } = neighbourCells(cells.toReversed(), place, null);
    expect([previous?.deviceId, next?.deviceId]).toEqual(['R0001C0002', 'R0002C0002']);
  });

  it('are those of the filter when there is one, and none at the ends', () => {
    const { previous, next } = neighbourCells(cells, place, new Set(['normal']));
    expect([previous?.deviceId, next]).toEqual(['R0001C0001', null]);
  });
});

it('the days before and after one are the nearest that have runs', () => {
  const days = ['2026-11-23', '2026-11-20', '2026-11-19'].map((day) => ({
    day,
    published: true,
    state: 'succeeded' as const,
    faults: 0,
  }));
  expect(neighbourDays(days, '2026-11-20')).toEqual({ previous: '2026-11-19', next: '2026-11-23' });
  expect(neighbourDays(days, '2026-11-21')).toEqual({ previous: '2026-11-20', next: '2026-11-23' });
  expect(neighbourDays([], '2026-11-21')).toEqual({ previous: null, next: null });
});

describe('the summary of a day', () => {
  const plant = { id: 'demo', name: 'Demo', utcOffsetMinutes: 60, arrays: 5 };
  const run = { readingsReceived: 90, readingsExpected: 100 } as RunView;

  it('counts verdicts, faults and gaps apart', () => {
    const summary = summarizeDay({ plant, day: '2026-11-23', run, newerRun: null, cells });
    expect(summary).toMatchObject({ arrays: 5, withVerdict: 3, faults: 2, readingShare: 0.9, complete: false });
  });

  it('is complete only with a published run in which every array has a verdict', () => {
    const healthy = cells.slice(0, 3);
    expect(summarizeDay({ plant, day: '2026-11-23', run, newerRun: null, cells: healthy }).complete).toBe(true);
    expect(summarizeDay({ plant, day: '2026-11-23', run: null, newerRun: null, cells: healthy }).complete).toBe(false);
  });
});

it('an uncertain model hesitates between at least two conditions, as many as hold most of its belief', () => {
  const split = hesitatesBetween([0.03, 0.37, 0.09, 0.46, 0.04, 0.01]);
  expect(split.map(({ condition }) => condition)).toEqual(['open_circuit', 'line_line']);
  expect(hesitatesBetween([0.9, 0.1, 0, 0, 0, 0])).toHaveLength(2);
  expect(hesitatesBetween(Array(6).fill(1 / 6))).toHaveLength(5);
  expect(rankGuesses([0.5, 0.5, 0, 0, 0, 0])[0]?.condition).toBe('normal');
});
