import { expect, it } from 'vitest';
import { csvCell, csvLine } from '#server/domain/csv-cell.ts';

it('text that a spreadsheet would run as a formula is marked as text; negative numbers stay numbers', () => {
  for (const text of ['=1+1', '+1', '@SUM(A1)', '-1+2', '\tx', '\rx']) expect(csvCell(text)).toMatch(/^"?'/);
  expect(csvCell(-1.5)).toBe('-1.5');
  expect(csvCell('-2')).toBe('-2');
});

it('quotes hold commas, quotes and line ends; an unknown value is an empty cell', () => {
  expect(csvLine(['a,b', 'say "no"', 'two\nlines', null, 0])).toBe('"a,b","say ""no""","two\nlines",,0\r\n');
});
