import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import { csvLine } from '#domain/csv.ts';

it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1', '\n=1', '＝1', '=cmd|"/c calc"!A1'])(
  'the cell %j is text to a spreadsheet',
  (cell) => {
    expect(parse(csvLine([cell, 'x']), { relax_quotes: false })).toEqual([[`'${cell}`, 'x']]);
  },
);

it.each(['plain', 'a,b', 'say "x"', 'two\nlines', 'a=b', 'a;b', ''])('the cell %j comes back as it was', (cell) => {
  expect(parse(csvLine([cell, 'x']))).toEqual([[cell, 'x']]);
});

it('a number is no formula, and null is an empty cell', () => {
  expect(csvLine([-1.5, null, true])).toBe('-1.5,,true\r\n');
});
