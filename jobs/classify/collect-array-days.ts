import { daylightWindow } from '#models/series/daylight.ts';
import { SeriesGrid } from '#models/series/series-grid.ts';
import type { Nameplate } from '#server/domain/nameplate.ts';
import { plantDayOf, plantDayStartMs } from '#server/domain/plant-day.ts';
import { readReadingsFile } from '#server/gateways/readings/rows/read-file.ts';
import { readingOf } from '#server/gateways/readings/rows/reading-rows.ts';

export interface FileArrayDay {
  deviceId: string;
  day: string;
  grid: SeriesGrid;
}

/** All readings of the files on the grids of their array-days, sorted by device and day. */
export async function collectArrayDays(
  files: readonly string[],
  nameplate: Nameplate,
  utcOffsetMinutes: number,
): Promise<FileArrayDay[]> {
  const days = new Map<string, FileArrayDay>();
  for (const file of files) {
    for await (const row of readReadingsFile(file)) {
      const { deviceId, timestampMs, voltage, current, temperature, irradiance } = readingOf(row, utcOffsetMinutes);
      const day = plantDayOf(timestampMs, utcOffsetMinutes);
      const key = `${deviceId} ${day}`;
      let arrayDay = days.get(key);
      if (!arrayDay) {
        arrayDay = { deviceId, day, grid: new SeriesGrid(plantDayStartMs(day, utcOffsetMinutes), nameplate) };
        days.set(key, arrayDay);
      }
      arrayDay.grid.add(timestampMs, voltage, current, temperature, irradiance);
    }
  }
  return [...days.values()].sort((a, b) => (`${a.deviceId} ${a.day}` < `${b.deviceId} ${b.day}` ? -1 : 1));
}

/** Daylight of each day, from all its arrays together. */
export function daylightOf(arrayDays: readonly FileArrayDay[]) {
  const byDay = Map.groupBy(arrayDays, ({ day }) => day);
  return new Map(
    [...byDay].map(([day, ofDay]) => [day, daylightWindow(ofDay.map(({ grid }) => grid.series.irradiance))]),
  );
}
