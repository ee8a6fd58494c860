import type { ColumnMap } from '#domain/column-map.ts';
import type { Nameplate } from '#domain/nameplate.ts';
import { DAY_MS, plantDayStartMs, SLOT_SECONDS, SLOTS_PER_DAY } from '#domain/plant-day.ts';
import { SeriesGrid } from '#models/series/series-grid.ts';
import { HeliographError } from '#server/errors.ts';
import { type LoggedReading, ReadingLog } from '#server/gateways/readings/reading-log.ts';
import { readReadingsFile } from '#server/gateways/readings/rows/read-file.ts';
import { readingOf } from '#server/gateways/readings/rows/reading-rows.ts';
import { FileReport } from './file-report.ts';
import type { DaySource } from './judge-file-days.ts';

interface FileArrayDay {
  deviceId: string;
  day: string;
  grid: SeriesGrid;
  /** °C, a value a slot; null where no reading of the day has any. */
  airTemperature: Float32Array | null;
}

export interface ReadSettings {
  utcOffsetMinutes: number;
  /** Which columns hold what; null for ours. */
  map?: ColumnMap | null;
  interrupted?: AbortSignal;
}

/** °C beyond which no air is. */
const AIR_LIMITS = { min: -60, max: 60 } as const;
/** Verdicts are held until they are written: a year of 2,700 arrays. */
const MAX_ARRAY_DAYS = 1_000_000;

/** The readings of files, laid on grids a day at a time: a year of a plant needs no more memory than one array-day. */
export class FileReadings {
  /** One a file, complete once every day was read. */
  readonly reports: FileReport[] = [];
  readonly #log = new ReadingLog();
  readonly #devices: string[] = [];
  readonly #utcOffsetMinutes: number;
  readonly #map: ColumnMap | null;

  private constructor({ utcOffsetMinutes, map = null }: ReadSettings) {
    this.#utcOffsetMinutes = utcOffsetMinutes;
    this.#map = map;
  }

  /** Reads the files. Throws `invalid_input` with the place of the first row that is no reading, `cancelled` at the signal. */
  static async read(files: readonly string[], settings: ReadSettings): Promise<FileReadings> {
    const readings = new FileReadings(settings);
    try {
      await readings.#readFiles(files, settings.interrupted);
    } catch (error) {
      await readings.close();
      throw error;
    }
    return readings;
  }

  /** Plant days that have a reading, ascending. */
  #days(): string[] {
    return this.#log.days().map((day) => new Date(day * DAY_MS).toISOString().slice(0, 10));
  }

  /** The array-days of arrays of one nameplate; the reports hear of what the grids did when a day is gone through first. */
  source(nameplate: Nameplate, interrupted?: AbortSignal): DaySource {
    const counted = new Set<string>();
    const gridsOf = (day: string) => {
      const count = !counted.has(day);
      counted.add(day);
      return this.#gridsOf(day, nameplate, { count });
    };
    return {
      days: () => this.#days(),
      arrayDaysOf: async function* (day) {
        for await (const { deviceId, grid, airTemperature } of gridsOf(day)) {
          refuseInterrupted(interrupted);
          yield { deviceId, day, series: grid.series, counts: grid.counts, airTemperature };
        }
      },
    };
  }

  async *#gridsOf(day: string, nameplate: Nameplate, { count }: { count: boolean }): AsyncGenerator<FileArrayDay> {
    const startMs = plantDayStartMs(day, this.#utcOffsetMinutes);
    let device: number | undefined;
    let arrayDay: FileArrayDay | undefined;
    for await (const reading of this.#log.readingsOf(Date.parse(day) / DAY_MS)) {
      if (!arrayDay || reading.device !== device) {
        if (arrayDay) yield arrayDay;
        device = reading.device;
        const grid = new SeriesGrid(startMs, nameplate);
        arrayDay = { deviceId: this.#devices[device] ?? '', day, grid, airTemperature: null };
      }
      layAir(reading, arrayDay, startMs);
      lay(reading, arrayDay.grid, count ? this.reports[reading.file] : undefined);
    }
    if (arrayDay) yield arrayDay;
  }

  close(): Promise<void> {
    return this.#log.close();
  }

  async #readFiles(files: readonly string[], interrupted: AbortSignal | undefined): Promise<void> {
    const numberOf = new Map<string, number>();
    const arrayDays = new Set<number>();
    for (const [file, name] of files.entries()) {
      const report = new FileReport(name);
      this.reports.push(report);
      for await (const row of readReadingsFile(name, { map: this.#map })) {
        refuseInterrupted(interrupted);
        const { deviceId, airTemperature = Number.NaN, ...values } = readingOf(row, this.#utcOffsetMinutes);
        let device = numberOf.get(deviceId);
        if (device === undefined) {
          device = this.#devices.push(deviceId) - 1;
          numberOf.set(deviceId, device);
        }
        const day = Math.floor((values.timestampMs + this.#utcOffsetMinutes * 60_000) / DAY_MS);
        // A number for a pair of both: days are fewer than 2^17.
        arrayDays.add(device * 2 ** 17 + day);
        if (arrayDays.size > MAX_ARRAY_DAYS) throw tooMany(row.where);
        const reading = { ...values, airTemperature, day, device, file };
        report.add(reading);
        const full = this.#log.add(reading);
        if (full) await full;
      }
    }
    this.#log.seal();
  }
}

function lay(reading: LoggedReading, grid: SeriesGrid, report: FileReport | undefined): void {
  const { timestampMs, voltage, current, temperature, irradiance } = reading;
  const { duplicates, outOfRange, outsideDay } = grid.counts;
  grid.add(timestampMs, voltage, current, temperature, irradiance);
  report?.laid(reading, {
    duplicate: grid.counts.duplicates > duplicates,
    outOfRange: grid.counts.outOfRange - outOfRange,
    outside: grid.counts.outsideDay > outsideDay,
  });
}

function layAir({ timestampMs, airTemperature }: LoggedReading, arrayDay: FileArrayDay, startMs: number): void {
  if (!Number.isFinite(airTemperature)) return;
  arrayDay.airTemperature ??= new Float32Array(SLOTS_PER_DAY).fill(Number.NaN);
  const slot = Math.floor((timestampMs - startMs) / (SLOT_SECONDS * 1000));
  const { min, max } = AIR_LIMITS;
  if (airTemperature >= min && airTemperature <= max) arrayDay.airTemperature[slot] = airTemperature;
}

/** Files may be long: Ctrl-C ends their reading. */
function refuseInterrupted(interrupted: AbortSignal | undefined): void {
  if (interrupted?.aborted) throw new HeliographError('cancelled', 'interrupted; no verdict was written');
}

function tooMany(where: string): HeliographError {
  const message = `${where}: more than ${MAX_ARRAY_DAYS} array-days at once: classify the files in several parts`;
  return new HeliographError('invalid_input', message);
}
