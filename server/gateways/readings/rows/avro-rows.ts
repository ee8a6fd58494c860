import { stat } from 'node:fs/promises';
import type { ColumnMap } from '#domain/column-map.ts';
import { HeliographError } from '#server/errors.ts';
import type { TimeMeaning } from '#server/gateways/readings/avro-time.ts';
import { readAvroFile } from '#server/gateways/readings/read-avro-file.ts';
import type { CountBytes, RawRow } from './reading-rows.ts';
import { LocalTime } from './reading-time.ts';

/** The readings of an Avro container file as rows. Its schema says what its fields are: it takes no map of columns. */
export async function* readAvroRows(
  file: string,
  countBytes: CountBytes,
  map: ColumnMap | null,
): AsyncGenerator<RawRow> {
  if (map !== null) {
    throw new HeliographError('invalid_input', `${file} takes no map of columns: an Avro schema names its fields`);
  }
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
