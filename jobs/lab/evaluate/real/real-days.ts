import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import type { ArraySeries } from '#domain/channels.ts';
import type { Nameplate } from '#domain/nameplate.ts';
import { SLOT_SECONDS } from '#domain/plant-day.ts';
import { emptyCounts, type ReadingCounts } from '#domain/reading-counts.ts';
import { emptySeries } from '#models/series/series-grid.ts';

/** An array-day as it was measured, in plant time. */
export interface RealArrayDay {
  deviceId: string;
  day: string;
  series: ArraySeries;
  counts: ReadingCounts;
}

/** Arrays of one plant that were measured together. */
export interface RealPlant {
  name: string;
  source: string;
  nameplate: Nameplate;
  days: RealArrayDay[];
}

const rowSchema = z.record(z.string(), z.string());
type Row = z.infer<typeof rowSchema>;

const PECOS: Nameplate = { modulesInSeries: 12, strings: 1, vMp: 364, iMp: 8.35 };
const SNOW: Nameplate = { modulesInSeries: 18, strings: 3, vMp: 670, iMp: 30 };

/** The real plants that there are. */
export async function realPlants(): Promise<RealPlant[]> {
  return [await pecosPlant(), await snowPlant()];
}

async function pecosPlant(): Promise<RealPlant> {
  const packed = await readFile(new URL('./pecos-baseline6kw-1min.dat.gz', import.meta.url));
  const lines = (await promisify(gunzip)(packed)).toString('utf8').split('\n');
  // A logger's header: what it is, names, units, how they were reduced.
  const rows = rowsOf([lines[1], ...lines.slice(4)].join('\n'));
  const meanOf = (row: Row, first: number) =>
    Array.from({ length: 8 }, (_, index) => numberIn(row, `ModTemp${first + index}_Avg`)).reduce((a, b) => a + b, 0) /
    8;
  const system = (number: 1 | 2): RealArrayDay => {
    const series = emptySeries();
    for (const row of rows) {
      put(series, secondsOf(/ (\d+):(\d+)/.exec(row.TIMESTAMP ?? '')), {
        voltage: numberIn(row, `Sys${number}Vdc_Avg`),
        current: numberIn(row, `Sys${number}Str1Idc_Avg`) + numberIn(row, `Sys${number}Str2Idc_Avg`),
        temperature: meanOf(row, number === 1 ? 1 : 9),
        irradiance: numberIn(row, 'POAIrrad1_Avg'),
      });
    }
    return { deviceId: `SYSTEM${number}`, day: '2015-11-11', series, counts: emptyCounts() };
  };
  return { name: 'Albuquerque, 1 min', source: 'sandialabs/pecos', nameplate: PECOS, days: [system(1), system(2)] };
}

async function snowPlant(): Promise<RealPlant> {
  const rows = rowsOf(await readFile(new URL('./pvanalytics-snow-15min.csv', import.meta.url), 'utf8'));
  const boxes = [1, 2, 3].flatMap((inverter) => [1, 2, 3].map((box) => `INV${inverter} CB${box}`));
  const byDay = Map.groupBy(rows, (row) => (row.Timestamp ?? '').slice(0, 10));
  const days = [...byDay].flatMap(([day, ofDay]) =>
    boxes.map((box): RealArrayDay => {
      const series = emptySeries();
      for (const row of ofDay) {
        put(series, secondsOf(/ (\d+):(\d+)/.exec(row.Timestamp ?? '')), {
          voltage: numberIn(row, `${box} Voltage [V]`),
          current: numberIn(row, `${box} Current [A]`),
          temperature: numberIn(row, 'Module Temp [C]'),
          irradiance: numberIn(row, 'POA [W/m²]'),
        });
      }
      return { deviceId: box, day, series, counts: emptyCounts() };
    }),
  );
  return { name: 'Nine combiner boxes under snow, 15 min', source: 'pvlib/pvanalytics', nameplate: SNOW, days };
}

function rowsOf(text: string): Row[] {
  return z.array(rowSchema).parse(parse(text, { columns: true, skip_empty_lines: true, relax_column_count: true }));
}

function numberIn(row: Row, name: string): number {
  const text = row[name];
  return text === undefined || text === '' ? Number.NaN : Number(text);
}

function secondsOf(time: RegExpExecArray | null): number {
  return (Number(time?.[1]) * 60 + Number(time?.[2])) * 60;
}

function put(series: ArraySeries, seconds: number, values: Record<keyof ArraySeries, number>): void {
  const slot = Math.floor(seconds / SLOT_SECONDS);
  // At night the boxes report nothing: such a row is no reading.
  if (!Number.isFinite(values.voltage + values.current + values.irradiance)) return;
  for (const channel of ['voltage', 'current', 'temperature', 'irradiance'] as const) {
    series[channel][slot] = values[channel];
  }
}
