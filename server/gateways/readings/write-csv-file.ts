import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadingRecord } from '#server/gateways/readings/avro-schema.ts';
import { writeAside } from '#server/gateways/readings/write-aside.ts';

const LINES_PER_CHUNK = 2048;

/**
 * Writes readings as CSV with a header, timestamps as ISO 8601 in UTC, values to three decimals; the name appears only
 * when the file is whole. The names of devices must need no quotes.
 */
export async function writeCsvFile(file: string, readings: Iterable<ReadingRecord>): Promise<void> {
  await writeAside(file, (temporary) => pipeline(Readable.from(chunksOf(readings)), createWriteStream(temporary)));
}

function* chunksOf(readings: Iterable<ReadingRecord>): Generator<string> {
  let chunk = 'deviceId,timestamp,voltage,current,temperature,irradiance\n';
  let lines = 0;
  for (const { deviceId, timestamp, voltage, current, temperature, irradiance } of readings) {
    const values = `${text(voltage)},${text(current)},${text(temperature)},${text(irradiance)}`;
    chunk += `${deviceId},${new Date(timestamp).toISOString()},${values}\n`;
    if (++lines % LINES_PER_CHUNK > 0) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}

/** A missing value is an empty cell. */
function text(value: number): string {
  return Number.isNaN(value) ? '' : String(Math.round(value * 1000) / 1000);
}
