import { describe, expect, it } from 'vitest';
import { judgeDay } from '#components/plant/judge-day.ts';
import { summarizeDay } from '#components/plant/summarize-day.ts';
import type { PlantDayView, RunView } from '#domain/views.ts';
import { cell } from '../charts/cells.ts';
import { textsIn } from './texts-in.ts';

const t = textsIn('en');

const run = { state: 'succeeded', readingsReceived: 99, readingsExpected: 100 } as RunView;
const day = (changes: Partial<PlantDayView>): PlantDayView => ({
  plant: { id: 'demo', name: 'Demo', utcOffsetMinutes: 60, arrays: 2 },
  day: '2026-11-23',
  run,
  newerRun: null,
  cells: [cell(1, 1), cell(1, 2, { condition: null, reason: 'uncertain' })],
  ...changes,
});
const tones = (view: PlantDayView) => judgeDay(view, summarizeDay(view), t).map(({ tone }) => tone);
const words = (view: PlantDayView) => judgeDay(view, summarizeDay(view), t).map((answer) => answer.words);

describe('is the result published, complete and of good quality?', () => {
  it('yes three times when every array was judged and the readings came; an honest "uncertain" is a judgement', () => {
    expect(tones(day({}))).toEqual(['good', 'good', 'good']);
  });

  it('is not published without a run, and then nothing is claimed of the rest', () => {
    expect(tones(day({ run: null }))).toEqual(['bad', 'quiet', 'quiet']);
    expect(words(day({ run: null, newerRun: { ...run, state: 'running' } }))[0]).toMatch(/in progress/);
  });

  it('is not complete when arrays are missing or had no data, and says how many', () => {
    const gaps = [
      cell(1, 1),
      cell(1, 2, { condition: null }),
      cell(1, 3, { condition: null, reason: 'insufficient_data' }),
    ];
    expect(words(day({ cells: gaps }))[1]).toBe('1 missing, 1 with insufficient data');
  });

  it('is complete where converters were off or limited, and says how many', () => {
    const cells = [
      cell(1, 1),
      cell(1, 2, { condition: null, reason: 'off' }),
      cell(1, 3, { condition: null, reason: 'limited' }),
    ];
    expect(tones(day({ cells }))[1]).toBe('good');
    expect(words(day({ cells }))[1]).toBe('all 3 arrays assessed, 1 with converter off, 1 power limited');
  });

  it.each([
    ['few readings', { run: { ...run, readingsReceived: 80 } }, /80.0 %/],
    ['a newer run that failed', { newerRun: { ...run, state: 'failed' as const } }, /newer run failed/],
    [
      'arrays unlike the training',
      { cells: [cell(1, 1, { condition: null, reason: 'unfamiliar' as const })] },
      /unlike/,
    ],
    [
      'nameplates that readings contradict',
      { cells: [cell(1, 1, { condition: null, reason: 'check_registration' as const })] },
      /registration of 1 array/,
    ],
  ])('is doubted for %s', (_, changes, expected) => {
    expect(tones(day(changes))[2]).toBe('warn');
    expect(words(day(changes))[2]).toMatch(expected);
  });
});
