import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readColumnMap } from '#jobs/commands/columns/options.ts';
import { readReadingsFile, readReadingsStream } from '#server/gateways/readings/rows/read-file.ts';
import { readingOf } from '#server/gateways/readings/rows/reading-rows.ts';
import { givenFile, refusalOf } from './given-file.ts';

const REAL = 'jobs/lab/evaluate/real';

/** The words of a proposal as a shell hands them on. */
function pasted(refusal: string): Parameters<typeof readColumnMap>[0] {
  const options = refusal.slice(refusal.indexOf('if so, pass ') + 'if so, pass '.length);
  const words = [...options.matchAll(/--([a-z-]+) (?:'([^']*)'|(\S+))/g)];
  return Object.fromEntries(words.map(([, name, quoted, plain]) => [name, quoted ?? plain]));
}

async function readWith(file: string, options: Parameters<typeof readColumnMap>[0]) {
  const readings = [];
  for await (const row of readReadingsFile(file, { map: readColumnMap(options) })) readings.push(readingOf(row, 0));
  return readings;
}

describe('a file whose columns are not ours', () => {
  it('is refused with what it looks like, and the options that read it so', async () => {
    const content = 'Zeit;Wechselrichter;Udc1;Idc1;Tmod;GPOA\n21.06.2026 12:00:00;WR1;150,5;8,25;31,5;0,7\n';
    const file = await givenFile('excel.csv', content);
    const refusal = await refusalOf(file);
    expect(refusal).toMatch(/^invalid_input: .*excel\.csv lacks the columns deviceId, timestamp, /);
    expect(refusal).toContain(
      "; it looks like: delimiter ';', decimal comma, timestamp 'Zeit' (dd.mm.yyyy), voltage 'Udc1' in V, current 'Idc1' in A, " +
        "temperature 'Tmod' in degC, irradiance 'GPOA' in kW/m2, deviceId 'Wechselrichter'; if so, pass --delimiter ';' " +
        '--decimal , --map timestamp=Zeit:dd.mm.yyyy,voltage=Udc1,current=Idc1,temperature=Tmod,' +
        'irradiance=GPOA:kW/m2,deviceId=Wechselrichter',
    );
    expect(await readWith(file, pasted(refusal))).toMatchObject([
      { deviceId: 'WR1', voltage: 150.5, current: 8.25, temperature: 31.5, irradiance: 700 },
    ]);
  });

  it('has what is missing said, and what is ambiguous asked', async () => {
    const file = await givenFile('roof 1.csv', 'Time,Udc,Power DC [kW],G_1,G_2\n02/03/2026 12:00,150,1.2,700,690\n');
    const refusal = await refusalOf(file);
    expect(refusal).toContain("power 'Power DC [kW]' in kW");
    expect(refusal).toContain('no module temperature');
    expect(refusal).toContain('is "02/03/2026 12:00" day first or month first?');
    expect(refusal).toContain("irradiance could be 'G_2' as well");
    expect(refusal).toContain("--device 'roof 1' --map ");
    await expect(readWith(file, pasted(refusal))).rejects.toThrow('line 2: timestamp must be ISO 8601');
    const map = pasted(refusal).map?.replace('timestamp=Time', 'timestamp=Time:dd/mm/yyyy');
    const [reading] = await readWith(file, { ...pasted(refusal), map });
    expect(reading).toMatchObject({ deviceId: 'roof 1', current: 8, temperature: Number.NaN });
  });

  it('that has nothing of readings is refused with its columns alone', async () => {
    expect(await refusalOf(await givenFile('names.csv', 'name,city\nA,B\n'))).not.toContain('looks like');
  });

  it('is refused so from standard input, and as NDJSON, too', async () => {
    const line = JSON.stringify({ ts: 1_780_315_200, udc: 150, idc: 8, tmod: 31, poa: 700, device: 'A' });
    expect(await refusalOf(await givenFile('l.ndjson', `${line}\n`))).toContain(
      '--map timestamp=ts:s,voltage=udc,current=idc,temperature=tmod,irradiance=poa,deviceId=device',
    );
    const file = await givenFile('in.csv', 'ts,udc,idc,tmod,poa,device\n1780315200,150,8,31,700,A\n');
    const read = async () => {
      for await (const row of readReadingsStream(createReadStream(file), { kind: 'csv', name: 'standard input' })) {
        throw new Error(`took ${row.where}`);
      }
    };
    await expect(read()).rejects.toThrow(/^standard input lacks [^\n]*; it looks like: delimiter ',', timestamp 'ts'/);
  });
});

describe('real files, as their owners publish them', () => {
  it('combiner boxes of a wide file are found by the pattern of their columns, and read as it proposes', async () => {
    const file = `${REAL}/pvanalytics-snow-15min.csv`;
    const refusal = await refusalOf(file);
    expect(refusal).toContain('voltage={device} Voltage [V],current={device} Current [A]');
    expect(refusal).toContain('9 arrays, a column each (INV1 CB1, INV1 CB2, INV1 CB3, ...)');
    const readings = await readWith(file, pasted(refusal));
    expect(readings).toHaveLength(9 * 576);
    expect(new Set(readings.map(({ deviceId }) => deviceId)).size).toBe(9);
    expect(
      readings.filter(({ airTemperature = Number.NaN }) => Number.isFinite(airTemperature)).length,
    ).toBeGreaterThan(5000);
    const noon = readings.find(({ timestampMs }) => timestampMs === Date.parse('2022-01-06T12:00:00Z'));
    expect(noon?.voltage).toBeGreaterThan(500);
  });

  it("a Campbell logger's file is told by its head; one system of it is read by a map", async () => {
    const packed = await readFile(`${REAL}/pecos-baseline6kw-1min.dat.gz`);
    const file = await givenFile('pecos.dat', gunzipSync(packed));
    const refusal = await refusalOf(file);
    expect(refusal).toContain('a Campbell logger’s file');
    expect(refusal).toContain('--header-line 2 --data-line 5');
    const map =
      'timestamp=TIMESTAMP:mm/dd/yyyy,voltage=Sys1Vdc_Avg,current=Sys1Str1Idc_Avg,temperature=ModTemp1_Avg,irradiance=POAIrrad1_Avg';
    const readings = await readWith(file, { headerLine: 2, dataLine: 5, device: 'SYSTEM1', map });
    expect(readings).toHaveLength(1351);
    expect(Math.max(...readings.map(({ voltage }) => voltage))).toBeGreaterThan(300);
  });
});
