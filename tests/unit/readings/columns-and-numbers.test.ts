import { describe, expect, it } from 'vitest';
import { givenFile, HEADER, readingsIn, refusalOf, VALUES } from './given-file.ts';

const TIME = '2026-06-01T12:00:00Z';
const ROW = `SIM0000001,${TIME},150,8,31,700`;

describe('columns of a file', () => {
  it.each([
    ['the same name', `${HEADER},voltage`, '"voltage" twice'],
    ['another case', `${HEADER},Voltage`, '"voltage" and again as "Voltage"'],
    ['another spelling', `device_id,${HEADER}`, '"device_id" and again as "deviceId"'],
    ['blanks around it', `"${HEADER.replaceAll(',', '","')}"," TIMESTAMP "`, '"timestamp" and again as'],
    ['another that is not read', `${HEADER},note,Note`, '"note" and again as "Note"'],
  ])('that come twice are refused by name in CSV: %s', async (_, header, message) => {
    const extra = ',1'.repeat(header.split(',').length - 6);
    expect(await refusalOf(await givenFile('twice.csv', `${header}\n${ROW}${extra}\n`))).toContain(message);
  });

  it('that come twice are refused by name in NDJSON, in every line', async () => {
    const good = JSON.stringify({ ...VALUES, timestamp: TIME });
    const twice = good.replace('"voltage":150', '"voltage":150,"volt\\u0061ge":151');
    const cased = good.replace('"voltage":150', '"voltage":150,"VOLTAGE":151');
    expect(await refusalOf(await givenFile('a.ndjson', `${twice}\n`))).toContain(
      'a.ndjson has the column "voltage" twice',
    );
    expect(await refusalOf(await givenFile('b.ndjson', `${good}\n${twice}\n`))).toContain(
      'line 2: has the column "voltage" twice',
    );
    expect(await refusalOf(await givenFile('c.ndjson', `${good}\n${cased}\n`))).toContain(
      'line 2: has the column "voltage" and',
    );
    expect(await refusalOf(await givenFile('d.ndjson', `${good.replace('}', ',"a":{"x":1,"x":[{"x":2}]}}')}\n`))).toBe(
      'not refused',
    );
  });

  it.each([
    ['a byte order mark', `\uFEFF${HEADER}\n${ROW}\n`],
    ['quotes', `"${HEADER.replaceAll(',', '","')}"\r\n"${ROW.replaceAll(',', '","')}"\r\n`],
    ['semicolons', `${HEADER.replaceAll(',', ';')};note\n${ROW.replaceAll(',', ';')};a,b,c\n`],
    ['tabs', `${HEADER}\n${ROW}\n`.replaceAll(',', '\t')],
    ['returns alone', `${HEADER}\r${ROW}\r`],
    ["a prototype's name among them", `__proto__,${HEADER},constructor\nx,${ROW},y\n`],
  ])('are found in CSV with %s', async (_, content) => {
    expect(await readingsIn(await givenFile('found.csv', content))).toMatchObject([
      { ...VALUES, timestampMs: Date.parse(TIME) },
    ]);
  });

  it("named as a prototype's part are harmless in NDJSON", async () => {
    const line = `{"__proto__":{"voltage":1},${JSON.stringify({ ...VALUES, timestamp: TIME }).slice(1)}\n`;
    expect(await readingsIn(await givenFile('proto.ndjson', line))).toMatchObject([VALUES]);
  });
});

describe('a value', () => {
  it.each(['0x10', '1e', 'Infinity', '-Infinity', '1_000', '1,5', '0b1', '1e999', 'true', '--1', '1.2.3'])(
    'that is no decimal number is refused with its place: %s',
    async (value) => {
      const content = `${HEADER}\nSIM0000001,${TIME},"${value}",8,31,700\n`;
      const refusal = await refusalOf(await givenFile('v.csv', content));
      expect(refusal).toMatch(/^invalid_input: .*v\.csv line 2: voltage must be a number, not "/);
    },
  );

  it.each([
    ['150', 150],
    ['+1.5e2', 150],
    ['.5', 0.5],
    ['-3.', -3],
    ['1E-3', 0.001],
  ])('that is a decimal number is read: %s', async (text, value) => {
    const [reading] = await readingsIn(await givenFile('v.csv', `${HEADER}\nA,${TIME},${text},8,31,700\n`));
    expect(reading?.voltage).toBe(value);
  });

  it('that is nested without end is refused in one short line', async () => {
    for (const nested of ['['.repeat(20_000) + ']'.repeat(20_000), `${'{"a":'.repeat(9000)}1${'}'.repeat(9000)}`]) {
      const line = JSON.stringify({ ...VALUES, timestamp: TIME }).replace('"voltage":150', `"voltage":${nested}`);
      const refusal = await refusalOf(await givenFile('deep.ndjson', `${line}\n`));
      expect(refusal).toMatch(/deep\.ndjson line 1: voltage must be a number, not an? (list|object)$/);
    }
  });
});

describe('a deviceId', () => {
  it('that is a number is told to be text', async () => {
    const line = JSON.stringify({ ...VALUES, deviceId: 12345, timestamp: TIME });
    expect(await refusalOf(await givenFile('id.ndjson', `${line}\n`))).toContain(
      'deviceId must be text, not the number "12345"',
    );
  });

  it.each(['A\u001b[31m', 'A\u0007', 'A\u009b2J', 'A\u202eB', 'A\u2028B'])(
    'with what steers a terminal is refused, and shown harmless: %j',
    async (deviceId) => {
      const line = JSON.stringify({ ...VALUES, deviceId, timestamp: TIME });
      const refusal = await refusalOf(await givenFile('id.ndjson', `${line}\n`));
      expect(refusal).toMatch(/line 1: deviceId must hold no control characters, not "A\\u\{[0-9a-f]+\}/);
      expect(refusal).not.toContain(deviceId);
    },
  );

  it('may be in any script', async () => {
    const line = JSON.stringify({ ...VALUES, deviceId: 'Süd-阵列 №7', timestamp: TIME });
    expect((await readingsIn(await givenFile('id.ndjson', `${line}\n`)))[0]?.deviceId).toBe('Süd-阵列 №7');
  });
});

describe('a line', () => {
  it('of NDJSON that is too long is told and stepped over, its length never held', async () => {
    const good = JSON.stringify({ ...VALUES, timestamp: TIME });
    const long = `{"deviceId":"${'x'.repeat(3_000_000)}"}`;
    expect(await refusalOf(await givenFile('long.ndjson', `${good}\n${long}\n${good}`))).toMatch(
      /long\.ndjson line 2: longer than 65536 bytes$/,
    );
  });

  it.each([
    ['a header of a million columns', `${HEADER}${',x'.repeat(1_000_000)}\n`],
    ['a row of a million columns', `${HEADER}\n${','.repeat(1_000_000)}\n`],
    ['a row without an end', `${HEADER}\n${'1'.repeat(1_000_000)}`],
    ['a quote without an end', `${HEADER}\n"${ROW}\n${`${ROW}\n`.repeat(10_000)}`],
  ])('of CSV is refused by its number: %s', async (_, content) => {
    expect(await refusalOf(await givenFile('wide.csv', content))).toMatch(
      /^invalid_input: .*wide\.csv: line \d+(:| is longer than 65536 bytes)/,
    );
  });
});
