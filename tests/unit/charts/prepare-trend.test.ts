import { expect, it } from 'vitest';
import { prepareTrend, trendWords } from '#components/charts/prepare-trend.ts';
import { countsOf } from '#domain/trend.ts';
import { textsIn } from '../console/texts-in.ts';

const t = textsIn('en');

const counts = countsOf(
  new Map([
    ['normal', 90],
    ['arc_fault', 2],
    ['open_circuit', 3],
    ['uncertain', 4],
    ['insufficient_data', 1],
  ]),
);
const rows = prepareTrend({
  days: [
    { day: '2026-11-21', counts },
    { day: '2026-11-22', counts: null },
  ],
});

it('a bar stacks each fault and all that has no verdict', () => {
  expect(rows[0]).toMatchObject({ arc_fault: 2, open_circuit: 3, line_line: 0, no_verdict: 5, faults: 5, normal: 90 });
});

it('a day without a result is a gap, not a zero', () => {
  expect(rows[1]).toMatchObject({ arc_fault: null, no_verdict: null, faults: null, normal: null });
});

it('is described in one sentence, gaps included', () => {
  expect(trendWords(rows, t)).toBe('1 day with a result, 5 faults per day; 1 without a result.');
  const worse = rows.map((row) => ({ ...row, faults: row.faults ?? 9 }));
  expect(trendWords(worse, t)).toBe('2 days with a result, 5 to 9 faults per day.');
  expect(trendWords(rows.slice(1), t)).toMatch(/No day/);
});
