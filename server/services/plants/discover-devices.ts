import { z } from 'zod';
import { csvLine } from '#domain/csv.ts';
import { isDeviceId } from '#domain/device-id.ts';
import { plantDayOf, plantDaySchema, plantDayStartMs, shiftPlantDay } from '#domain/plant-day.ts';
import { requireAction } from '#server/auth/principal.ts';
import { HeliographError } from '#server/errors.ts';
import { openReadingsSource } from '#server/gateways/readings/open-readings-source.ts';
import { findReadingsFiles } from '#server/gateways/readings/rows/find-files.ts';
import { readReadingsFile } from '#server/gateways/readings/rows/read-file.ts';
import { readingOf } from '#server/gateways/readings/rows/reading-rows.ts';
import type { ServiceContext } from '#server/services/context.ts';
import { parseInput } from '#server/services/parse-input.ts';
import type { PlantRow } from '#server/stores/plants.ts';
import { listRegisteredArrays } from '#server/stores/registered-arrays.ts';

const inputSchema = z.strictObject({
  /** Files or folders of readings; none: what the pipeline reads, Kafka or the SCADA files, of a day. */
  files: z.array(z.string()).default([]),
  /** Default: yesterday at the plant. */
  day: plantDaySchema.optional(),
});

/** A device that sends and is not registered, and when it did so first and last, epoch ms. */
export interface DiscoveredDevice {
  deviceId: string;
  readings: number;
  firstMs: number;
  lastMs: number;
}

export interface Discovery {
  devices: DiscoveredDevice[];
  /** Readings of arrays that are registered, out of service or not. */
  registeredReadings: number;
  /** Messages that are no readings. */
  quarantined: number;
  /** What was looked at. */
  source: string;
}

/** Devices that are told; one more is the sign of a wrong column. */
const MAX_DEVICES = 100_000;

/** The devices that send but are not registered, in the order of their ids. Reads only; the signal ends it. */
export async function discoverDevices(
  { plant, principal, db, now }: ServiceContext,
  input: z.input<typeof inputSchema>,
  signal?: AbortSignal,
): Promise<Discovery> {
  requireAction(principal, 'plant.register');
  const { files, day = shiftPlantDay(plantDayOf(now().getTime(), plant.utcOffsetMinutes), -1) } = parseInput(
    inputSchema,
    input,
  );
  const registered = new Set((await listRegisteredArrays(db, plant.id)).map(({ deviceId }) => deviceId));
  const found = new Map<string, DiscoveredDevice>();
  let registeredReadings = 0;
  const add = (deviceId: string, timestampMs: number) => {
    if (signal?.aborted) throw new HeliographError('cancelled', 'stopped while devices were looked for');
    if (registered.has(deviceId)) {
      registeredReadings++;
      return;
    }
    const device = found.get(deviceId);
    if (!device) {
      if (found.size === MAX_DEVICES) throw tooMany();
      found.set(deviceId, { deviceId, readings: 1, firstMs: timestampMs, lastMs: timestampMs });
      return;
    }
    device.readings++;
    if (timestampMs < device.firstMs) device.firstMs = timestampMs;
    if (timestampMs > device.lastMs) device.lastMs = timestampMs;
  };
  const quarantined =
    files.length > 0
      ? await readFiles(files, plant.utcOffsetMinutes, add)
      : await readDay({ plant, day, startMs: plantDayStartMs(day, plant.utcOffsetMinutes), signal }, add);
  const devices = [...found.values()].sort((a, b) => (a.deviceId < b.deviceId ? -1 : 1));
  return {
    devices,
    registeredReadings,
    quarantined,
    source: files.length > 0 ? files.join(', ') : `the readings of ${day}`,
  };
}

type Add = (deviceId: string, timestampMs: number) => void;

async function readFiles(files: readonly string[], utcOffsetMinutes: number, add: Add): Promise<number> {
  for (const file of await findReadingsFiles(files)) {
    for await (const row of readReadingsFile(file)) {
      const { deviceId, timestampMs } = readingOf(row, utcOffsetMinutes);
      add(deviceId, timestampMs);
    }
  }
  return 0;
}

interface DayToRead {
  plant: PlantRow;
  day: string;
  startMs: number;
  signal: AbortSignal | undefined;
}

async function readDay({ plant, day, startMs, signal }: DayToRead, add: Add): Promise<number> {
  const source = openReadingsSource(plant.id, plant.settings.kafkaTopics);
  const shards = await source.shardsOf({ day, startMs }, signal);
  if (shards.length === 0)
    throw new HeliographError('no_data', `there are no readings of ${day}; --day names another day`);
  let quarantined = 0;
  for (const shard of shards) {
    for await (const { count, deviceIds, timestampsMs } of source.read(
      { day, startMs },
      shard,
      () => void quarantined++,
    )) {
      for (let i = 0; i < count; i++) add(deviceIds[i] ?? '', timestampsMs[i] ?? Number.NaN);
    }
  }
  return quarantined;
}

function tooMany(): HeliographError {
  return new HeliographError('invalid_input', `more than ${MAX_DEVICES} devices: is deviceId the right column?`);
}

/** The devices as a file that registers them once their layout is filled in. */
export function discoveryCsv(devices: readonly DiscoveredDevice[]): string {
  const usable = devices.filter(({ deviceId }) => isDeviceId(deviceId));
  const header = csvLine(['deviceId', 'modulesInSeries', 'strings', 'name', 'group', 'module']);
  return [header, ...usable.map(({ deviceId }) => csvLine([deviceId, null, null, null, null, null]))].join('');
}
