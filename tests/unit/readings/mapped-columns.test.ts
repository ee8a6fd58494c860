import { describe, expect, it } from 'vitest';
import { readColumnMap } from '#jobs/commands/columns/options.ts';
import { readReadingsFile } from '#server/gateways/readings/rows/read-file.ts';
import { type FileReading, readingOf } from '#server/gateways/readings/rows/reading-rows.ts';
import { writeParquetFile } from '#server/gateways/readings/write-parquet-file.ts';
import { givenFile, HEADER, refusalOf } from './given-file.ts';

type Options = Parameters<typeof readColumnMap>[0];

async function mapped(name: string, content: string, options: Options): Promise<FileReading[]> {
  const readings: FileReading[] = [];
  const file = await givenFile(name, content);
  for await (const row of readReadingsFile(file, { map: readColumnMap(options) })) readings.push(readingOf(row, 60));
  return readings;
}

async function refused(name: string, content: string, options: Options): Promise<string> {
  return mapped(name, content, options).then(
    () => 'not refused',
    (error: Error) => error.message,
  );
}

const NOON = '2026-06-01T12:00:00.000Z';
const at = ({ timestampMs }: FileReading) => new Date(timestampMs).toISOString();

describe('columns of other names', () => {
  it('are read by the map, in CSV as spreadsheets write it: semicolons, decimal commas, days with dots', async () => {
    const content = 'Zeit;WR;Udc1;Idc1;Tmod;GPOA;Pac\n01.06.2026 13:00:00;A1;150,5;8,25;31,5;700,25;1\n';
    const map = 'timestamp=Zeit:dd.mm.yyyy, deviceId=WR, voltage=Udc1, current=Idc1, temperature=Tmod, irradiance=GPOA';
    const [reading] = await mapped('excel.csv', content, { map, decimal: ',' });
    expect(reading).toMatchObject({
      deviceId: 'A1',
      voltage: 150.5,
      current: 8.25,
      temperature: 31.5,
      irradiance: 700.25,
    });
    expect(reading && at(reading)).toBe(NOON);
  });

  it('are ours where the map is silent, and may hold commas, colons and equal signs', async () => {
    const content = `deviceId,timestamp,"U,dc: mean=",current,temperature,irradiance\nA1,${NOON},150,8,31,700\n`;
    expect(await mapped('names.csv', content, { map: 'voltage=U,dc: mean=' })).toMatchObject([
      { voltage: 150, current: 8 },
    ]);
  });

  it.each([
    ['voltage=x:mV', 'voltage', 150_000, 150],
    ['voltage=x:kV', 'voltage', 0.15, 150],
    ['current=x:mA', 'current', 8000, 8],
    ['irradiance=x:kW/m²', 'irradiance', 0.7, 700],
    ['temperature=x:°F', 'temperature', 86, 30],
    ['temperature=x:K', 'temperature', 303.15, 30],
  ] as const)('are turned into our units: %s', async (map, channel, given, expected) => {
    const header = HEADER.replace(channel, 'x');
    const values = { voltage: 150, current: 8, temperature: 31, irradiance: 700, [channel]: given };
    const row = `A1,${NOON},${values.voltage},${values.current},${values.temperature},${values.irradiance}`;
    const [reading] = await mapped('units.csv', `${header}\n${row}\n`, { map });
    expect(reading?.[channel]).toBeCloseTo(expected, 6);
  });

  it('may hold power in place of current, which is then power over voltage, and nothing without voltage', async () => {
    const header = HEADER.replace('current', 'Pdc');
    const content = `${header}\nA1,${NOON},150,1.2,31,700\nA1,${NOON},0,0,31,0\nA1,${NOON},0,0.1,31,5\n`;
    const readings = await mapped('power.csv', content, { map: 'power=Pdc:kW' });
    expect(readings.map(({ current }) => current)).toEqual([8, 0, Number.NaN]);
  });

  it('may name no array: the user does', async () => {
    const content = `${HEADER.replace('deviceId,', '')}\n${NOON},150,8,31,700\n`;
    expect(await mapped('one.csv', content, { device: 'ROOF' })).toMatchObject([{ deviceId: 'ROOF', voltage: 150 }]);
    expect(await refused('one.csv', content, { map: 'voltage=voltage' })).toContain('--device NAME');
  });

  it('may have the day and its time apart', async () => {
    const content = `date,time,voltage,current,temperature,irradiance\n06/01/2026,01:00:00 PM,150,8,31,700\n`;
    const [reading] = await mapped('apart.csv', content, { device: 'A', map: 'date=date:mm/dd/yyyy,time=time' });
    expect(reading && at(reading)).toBe(NOON);
  });

  it('are read by the same map in NDJSON and Parquet', async () => {
    const line = JSON.stringify({
      id: 'A1',
      ts: Date.parse(NOON) / 1000,
      u: 150_000,
      current: 8,
      temperature: 31,
      irradiance: 700,
    });
    const map = 'deviceId=id,timestamp=ts:s,voltage=u:mV';
    const [reading] = await mapped('map.ndjson', `${line}\n`, { map });
    expect(reading).toMatchObject({ deviceId: 'A1', timestampMs: Date.parse(NOON), voltage: 150 });
    const file = await givenFile('map.parquet', '');
    await writeParquetFile(file, [
      { deviceId: 'A1', timestamp: Date.parse(NOON), voltage: 150, current: 8, temperature: 303.15, irradiance: 0.7 },
    ]);
    const found: FileReading[] = [];
    const columns = readColumnMap({ map: 'temperature=temperature:K,irradiance=irradiance:kW/m2' });
    for await (const row of readReadingsFile(file, { map: columns })) found.push(readingOf(row, 0));
    expect(found[0]?.temperature).toBeCloseTo(30, 3);
    expect(found[0]?.irradiance).toBeCloseTo(700, 3);
  });

  it('of a Campbell logger stand in its second line, its values from the fifth on', async () => {
    const content = `TOA5,a,b\nTIMESTAMP,V,I,G\nTS,V,A,W\n,Avg,Avg,Avg\n"2026-06-01 13:00:00",150,8,700\n`;
    const options = { map: 'timestamp=TIMESTAMP,voltage=V,current=I,irradiance=G,temperature=none', device: 'A' };
    const readings = await mapped('toa5.dat', content, { ...options, headerLine: 2, dataLine: 5 });
    expect(readings).toMatchObject([{ deviceId: 'A', voltage: 150, temperature: Number.NaN }]);
  });
});

describe('a wide file', () => {
  const content = `Time,G,INV1 CB1 U,INV1 CB1 I,INV2 CB1 U,INV2 CB1 I\n${NOON},700,150,8,151,7\n`;
  const map = 'timestamp=Time,irradiance=G,temperature=none,voltage={device} U,current={device} I';

  it('has one array a column of each pattern; what has no pattern is of all', async () => {
    expect(await mapped('wide.csv', content, { map })).toMatchObject([
      { deviceId: 'INV1 CB1', voltage: 150, current: 8, irradiance: 700 },
      { deviceId: 'INV2 CB1', voltage: 151, current: 7, irradiance: 700 },
    ]);
  });

  it('with a deviceId has the inputs of each inverter as arrays of their own', async () => {
    const inputs = `wr,${HEADER.slice(9).replace('voltage,current', 'U1,I1,U2,I2')}\nWR7,${NOON},150,8,151,7,31,700\n`;
    const readings = await mapped('mppt.csv', inputs, { map: 'deviceId=wr,voltage=U{device},current=I{device}' });
    expect(readings).toMatchObject([
      { deviceId: 'WR7-1', voltage: 150, current: 8 },
      { deviceId: 'WR7-2', voltage: 151, current: 7 },
    ]);
  });

  it('that lacks an array in one of its patterns is refused by its name', async () => {
    const lacking = content.replace(',INV2 CB1 I', ',INV3 CB1 I');
    expect(await refused('lacking.csv', lacking, { map })).toContain(
      'has no column current={device} I for the array "INV2 CB1"',
    );
  });
});

describe('a map', () => {
  const plain = `${HEADER}\nA1,${NOON},150,8,31,700\n`;

  it.each([
    ['volts=U', 'is not KEY=COLUMN; use timestamp'],
    ['voltage=U,voltage=V', '--map names voltage twice'],
    ['voltage=U:K', 'voltage cannot be in "K": use V, mV, kV'],
    ['voltage=U:mv', 'voltage cannot be in "mv"'],
    ['current=I,power=P', 'name current or power, not both'],
    ['date=D', 'date and time belong together'],
    ['@no-such.json', '--map @no-such.json: there is no such file'],
  ])('that is none is refused by what is wrong with it: %s', (map, message) => {
    expect(() => readColumnMap({ map })).toThrow(message);
  });

  it('that names a column which is not there, or is there twice, is refused with those that are', async () => {
    expect(await refused('m.csv', plain, { map: 'voltage=Udc' })).toContain(
      'has no column "Udc": it has deviceId, timestamp',
    );
    const twice = plain.replaceAll('voltage', 'U').replace('irradiance', 'irradiance,U').replace('700', '700,9');
    expect(await refused('t.csv', twice, { map: 'voltage=U' })).toContain('has the column "U" twice');
  });

  it('that is silent on a unit which the column names is refused', async () => {
    const content = plain.replace('voltage', 'Udc [mV]');
    expect(await refused('u.csv', content, { map: 'voltage=Udc [mV]' })).toContain('is it? voltage=Udc [mV]:mV');
    expect(await mapped('u.csv', content, { map: 'voltage=Udc [mV]:mV' })).toMatchObject([{ voltage: 0.15 }]);
  });

  it('may be kept as JSON', async () => {
    const json = { voltage: { column: 'U', unit: 'kV' }, timestamp: 'Zeit:dd.mm.yyyy', decimal: ',', delimiter: ';' };
    const file = await givenFile('map.json', JSON.stringify(json));
    expect(readColumnMap({ map: `@${file}` })).toMatchObject({
      voltage: { column: 'U', unit: 'kV' },
      timestamp: { column: 'Zeit', format: 'dd.mm.yyyy' },
      decimal: ',',
    });
    const bad = await givenFile('bad.json', JSON.stringify({ ...json, volt: 'U' }));
    expect(() => readColumnMap({ map: `@${bad}` })).toThrow('volt');
  });
});

describe('a time that is no ISO 8601', () => {
  const csv = (time: string) => `${HEADER}\nA1,${time},150,8,31,700\n`;

  it.each([
    ['01.06.2026 12:00', 'timestamp=COLUMN:dd.mm.yyyy reads it'],
    ['13/06/2026 12:00', 'timestamp=COLUMN:dd/mm/yyyy reads it'],
    ['06/13/2026 12:00', 'timestamp=COLUMN:mm/dd/yyyy reads it'],
    ['06/01/2026 12:00', 'day or month first?'],
  ])('is refused with the format that reads it, or with the question: %s', async (time, message) => {
    expect(await refusalOf(await givenFile('t.csv', csv(time)))).toContain(message);
  });

  it.each([
    ['dd/mm/yyyy', '01/06/2026 12:00:00+00:00'],
    ['mm/dd/yyyy', '6/1/2026 12:00 PM Z'],
    ['dd.mm.yyyy', '1.6.2026 13:00'],
    ['dd.mm.yy', '01.06.26 13:00:00'],
    ['yyyy/mm/dd', '2026/06/01 13:00'],
    ['s', '1780315200'],
  ])('is read by a format that is told: %s', async (format, time) => {
    const [reading] = await mapped('f.csv', csv(time), { map: `timestamp=timestamp:${format}` });
    expect(reading && at(reading)).toBe(NOON);
  });

  it.each([
    ['dd.mm.yyyy', '30.02.2026 12:00'],
    ['mm/dd/yyyy', '13/01/2026 12:00'],
    ['dd.mm.yyyy', '01.06.26 12:00'],
    ['s', '1780315200000'],
  ])('is refused where there is no such time in that format: %s %s', async (format, time) => {
    expect(await refused('n.csv', csv(time), { map: `timestamp=timestamp:${format}` })).toContain(
      'line 2: timestamp must be',
    );
  });
});
