import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DAY_MS } from '#domain/plant-day.ts';
import { OWNER_ONLY } from '#server/data-folder.ts';
import { HeliographError, messageOf } from '#server/errors.ts';
import { whyNotWritten } from '#server/gateways/objects/write-errors.ts';
import type { ReadingRecord } from '#server/gateways/readings/avro-schema.ts';
import { scadaRoot } from '#server/gateways/readings/open-readings-source.ts';
import { type LoggedReading, ReadingLog } from '#server/gateways/readings/reading-log.ts';
import { findReadingsFiles } from '#server/gateways/readings/rows/find-files.ts';
import { readReadingsFile } from '#server/gateways/readings/rows/read-file.ts';
import { readingOf } from '#server/gateways/readings/rows/reading-rows.ts';
import { scadaDayFolder, scadaFile } from '#server/gateways/readings/scada-files.ts';
import { writeAvroFile } from '#server/gateways/readings/write-avro-file.ts';

const DEVICES_PER_PARTITION = 6;
const MAX_PARTITIONS = 24;
/** Beside a day's files: what they were made of. */
const DIGEST_FILE = 'readings.sha256';

/** What files of readings held. */
export interface ImportedReadings {
  /** Days that are over, ascending; `isNew` where their readings were not there yet, or are others now. */
  days: { day: string; isNew: boolean }[];
  /** Readings of a day that is not over at the plant: a later import takes them. */
  tooEarly: number;
  readings: number;
  devices: readonly string[];
}

/**
 * Takes the readings in the files of a folder over as SCADA files of a plant, day by day, each day whole or not at all: what
 * a file of any kind held is then read, re-run and cleaned up like every other day. Readings that are there already stay.
 * Throws `invalid_input` with the place of the first row that is no reading, `cancelled` at the signal.
 */
export async function importReadings(options: {
  plantId: string;
  utcOffsetMinutes: number;
  folder: string;
  /** The plant day that it is. */
  today: string;
  signal: AbortSignal;
}): Promise<ImportedReadings> {
  const { plantId, utcOffsetMinutes, folder, today, signal } = options;
  const log = new ReadingLog();
  try {
    const { devices, readings } = await readInto(log, folder, utcOffsetMinutes, signal);
    const [firstToCome, days] = [Date.parse(today) / DAY_MS, [] as ImportedReadings['days']];
    let tooEarly = 0;
    for (const number of log.days()) {
      if (number >= firstToCome) for await (const _ of log.readingsOf(number)) tooEarly++;
      else {
        const day = new Date(number * DAY_MS).toISOString().slice(0, 10);
        days.push({ day, isNew: await writeDay(log.readingsOf(number), { plantId, day, devices, signal }) });
      }
    }
    return { days, tooEarly, readings, devices };
  } finally {
    await log.close();
  }
}

async function readInto(log: ReadingLog, folder: string, utcOffsetMinutes: number, signal: AbortSignal) {
  const numberOf = new Map<string, number>();
  let readings = 0;
  for (const [file, name] of (await findReadingsFiles([folder])).entries()) {
    for await (const row of readReadingsFile(name)) {
      if (signal.aborted) throw new HeliographError('cancelled', 'stopped while readings were taken over');
      const { deviceId, airTemperature = Number.NaN, ...values } = readingOf(row, utcOffsetMinutes);
      const device = numberOf.get(deviceId) ?? numberOf.size;
      numberOf.set(deviceId, device);
      readings++;
      const day = Math.floor((values.timestampMs + utcOffsetMinutes * 60_000) / DAY_MS);
      const full = log.add({ ...values, airTemperature, day, device, file });
      if (full) await full;
    }
  }
  log.seal();
  return { devices: [...numberOf.keys()], readings };
}

interface DayToWrite {
  plantId: string;
  day: string;
  devices: readonly string[];
  signal: AbortSignal;
}

/** Writes a day aside and moves it in, unless the very same readings are there. Returns whether it is new. */
async function writeDay(readings: AsyncGenerator<LoggedReading>, of: DayToWrite): Promise<boolean> {
  const { plantId, day, devices, signal } = of;
  const aside = path.join(scadaRoot(), '.importing');
  const [from, to] = [scadaDayFolder(aside, plantId, day), scadaDayFolder(scadaRoot(), plantId, day)];
  const hash = createHash('sha256');
  try {
    await rm(aside, { recursive: true, force: true });
    const partitions = Math.min(MAX_PARTITIONS, Math.ceil(devices.length / DEVICES_PER_PARTITION));
    const stream = readings[Symbol.asyncIterator]();
    let next = await stream.next();
    // Readings come device by device: a partition is a stretch of them.
    for (let partition = 0; partition < partitions; partition++) {
      const end = Math.ceil(((partition + 1) * devices.length) / partitions);
      const stretch = async function* (): AsyncGenerator<ReadingRecord> {
        while (!next.done && next.value.device < end) {
          if (signal.aborted) throw new HeliographError('cancelled', 'stopped while readings were taken over');
          const record = recordOf(next.value, devices);
          hash.update(JSON.stringify(Object.values(record)));
          yield record;
          next = await stream.next();
        }
      };
      if (!next.done && next.value.device < end) {
        await writeAvroFile(scadaFile(aside, plantId, day, partition), stretch());
      }
    }
    const digest = hash.digest('hex');
    const before = await readFile(path.join(to, DIGEST_FILE), 'utf8').catch(() => '');
    if (before === digest) return false;
    await writeFile(path.join(from, DIGEST_FILE), digest);
    await mkdir(path.dirname(to), { recursive: true, mode: OWNER_ONLY });
    await rm(to, { recursive: true, force: true });
    await rename(from, to);
    return true;
  } catch (error) {
    if (signal.aborted) throw new HeliographError('cancelled', 'stopped while readings were taken over');
    if (error instanceof HeliographError) throw error;
    throw new HeliographError('storage', `cannot write ${to}: ${whyNotWritten(error) || messageOf(error)}`, {
      cause: error,
    });
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

function recordOf(reading: LoggedReading, devices: readonly string[]): ReadingRecord {
  const { device, timestampMs, voltage, current, temperature, irradiance } = reading;
  return { deviceId: devices[device] ?? '', timestamp: timestampMs, voltage, current, temperature, irradiance };
}
