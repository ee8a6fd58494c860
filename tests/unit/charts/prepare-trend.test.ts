import { expect, it } from 'vitest';
import { prepareTrend, trendWords } from '#components/charts/prepare-trend.ts';
import { countsOf } from '#domain/trend.ts';

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

it('is told in one sentence, gaps included', () => {
  expect(trendWords(rows)).toBe('1 day with a result, 5 faults a day; 1 without one.');
  const worse = rows.map((row) => ({ ...row, faults: row.faults ?? 9 }));
  expect(trendWords(worse)).toBe('2 days with a result, from 5 to 9 faults a day.');
  expect(trendWords(rows.slice(1))).toMatch(/No day/);
});
