import { describe, expect, it } from 'vitest';
import { readArrayRows } from '#server/gateways/registration/read-array-rows.ts';

const read = (text: string) => readArrayRows(text, 'plant.csv');

describe('a file of arrays', () => {
  it('is read as a spreadsheet saves it: byte-order mark, semicolons, decimal commas, empty columns and lines', () => {
    const { rows, problems } = read(
      '\uFEFFdeviceId;Strings;modules_in_series;v_mp;I_MP;In service from;;\r\nINV-3.7/a;3;5;37,2;8,88;24.12.2025;;\r\n;;;;;;;\r\n\r\n"B;1";2;4;;;;;\r\n',
    );
    expect(problems).toEqual([]);
    expect(rows).toEqual([
      {
        line: 2,
        input: {
          deviceId: 'INV-3.7/a',
          strings: 3,
          modulesInSeries: 5,
          vMp: 37.2,
          iMp: 8.88,
          inServiceFrom: '2025-12-24',
        },
      },
      {
        line: 5,
        input: { deviceId: 'B;1', strings: 2, modulesInSeries: 4, vMp: null, iMp: null, inServiceFrom: null },
      },
    ]);
  });

  it('tells every bad cell with its line and column, and reads the other rows', () => {
    const { rows, problems } = read(
      'deviceId,modulesInSeries,strings,blockingDiodes,tilt\nA,five,3,no,\n,5,3,,\nB,5,3,yes,30\nC,61,0,maybe,91\nD,5,3,,,9\n',
    );
    expect(rows.map(({ line, input }) => [line, input.deviceId])).toEqual([[4, 'B']]);
    expect(problems).toEqual([
      { line: 2, column: 'modulesInSeries', message: 'must be a number, not "five"' },
      { line: 3, column: 'deviceId', message: expect.stringContaining('must be 1 to 64 printable characters') },
      { line: 5, column: 'blockingDiodes', message: 'must be yes or no, not "maybe"' },
      { line: 6, column: null, message: 'has 6 values, the header 5' },
    ]);
    expect(read('deviceId,modulesInSeries,strings,tilt\nC,61,0,91\n').problems).toEqual([
      { line: 2, column: 'modulesInSeries', message: 'must be 60 or less' },
      { line: 2, column: 'strings', message: 'must be 1 or more' },
      { line: 2, column: 'tilt', message: 'must be 90 or less' },
    ]);
  });

  it.each([
    [
      'deviceId,modulesInSeries,colour\nA,5,red\n',
      'line 1: there is no column "colour" (number 3); columns are deviceId',
    ],
    ['deviceId,device_id\nA,B\n', 'line 1: the column deviceId is there twice'],
    ['name,strings\nA,3\n', 'line 1: there is no column deviceId'],
    ['', 'is empty'],
    ['deviceId,strings\n', 'holds no arrays'],
    ['deviceId,name\nA,S\uFFFDd\n', 'save it as "CSV UTF-8"'],
    ['PK\u0003\u0004\0\0', 'save it as CSV (UTF-8), not as a workbook'],
    ['deviceId,name\nA,"open\n', 'line 2: Quote Not Closed'],
    ['{"arrays": [', 'is not valid JSON'],
    ['{"arrays": {}}', 'must be a list of arrays, or'],
  ])('%j is refused by name', (text, why) => {
    expect(() => read(text)).toThrow(expect.objectContaining({ code: 'invalid_input' }));
    expect(() => read(text)).toThrow(why);
    expect(() => read(text)).toThrow('plant.csv');
  });

  it('may be JSON, which says what the plant is, too', () => {
    const arrays = [{ deviceId: 'A', modulesInSeries: 5, strings: 3, module: null }, { deviceId: 'B', colour: 1 }, 7];
    const { plant, rows, problems } = read(JSON.stringify({ plant: { name: 'Süd', utcOffset: '+01:00' }, arrays }));
    expect(plant).toEqual({ name: 'Süd', utcOffset: '+01:00' });
    expect(rows).toEqual([{ line: 1, input: arrays[0] }]);
    expect(problems).toEqual([
      { line: 2, column: 'colour', message: expect.stringContaining('is none; columns are deviceId') },
      { line: 3, column: null, message: expect.any(String) },
    ]);
  });
});
