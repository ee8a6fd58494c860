import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { csvCell, csvLine } from '#server/domain/csv-cell.ts';

describe('a cell of CSV', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx'])('that a spreadsheet would run is text: %j', (text) => {
    expect(parse(csvLine([text]))).toEqual([[`'${text}`]]);
  });

  it('with a number stays that number, a negative one too', () => {
    expect(csvLine([-1.5, 0.1 + 0.2, null])).toBe('-1.5,0.30000000000000004,\r\n');
  });

  it.each(['plain', 'a,b', 'say "so"', 'two\r\nlines', 'Zürich'])('with %j is read back as it was', (text) => {
    expect(parse(`${csvCell(text)},end\r\n`)).toEqual([[text, 'end']]);
  });
});
