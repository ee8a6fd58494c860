import { stat } from 'node:fs/promises';
import type { TimeMeaning } from '#server/gateways/readings/avro-time.ts';
import { readAvroFile } from '#server/gateways/readings/read-avro-file.ts';
import type { CountBytes, RawRow } from './reading-rows.ts';
import { LocalTime } from './reading-time.ts';

/** The readings of an Avro container file as rows. */
export async function* readAvroRows(file: string, countBytes: CountBytes): AsyncGenerator<RawRow> {
  const { size } = await stat(file);
  let row = 0;
  for await (const { batch, time } of readAvroFile(file, { utcOffsetMinutes: 0, checkTimes: false })) {
    for (let i = 0; i < batch.count; i++) {
      row++;
      const values = {
        deviceId: batch.deviceIds[i],
        timestamp: timeValue(batch.timestampsMs[i] ?? Number.NaN, time),
        voltage: batch.voltage[i],
        current: batch.current[i],
        temperature: batch.temperature[i],
        irradiance: batch.irradiance[i],
      };
      yield { where: `${file} reading ${row}`, values };
    }
  }
  countBytes(size);
}

function timeValue(timestampMs: number, { declared, local }: TimeMeaning): Date | LocalTime | number {
  if (!declared) return timestampMs;
  return local ? new LocalTime(timestampMs) : new Date(timestampMs);
}
