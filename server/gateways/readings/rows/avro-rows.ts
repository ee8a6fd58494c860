import { stat } from 'node:fs/promises';
import { readAvroFile } from '#server/gateways/readings/avro-file-source.ts';
import type { CountBytes, RawRow } from './reading-rows.ts';

/** The readings of an Avro container file as rows. */
export async function* readAvroRows(file: string, countBytes: CountBytes): AsyncGenerator<RawRow> {
  const { size } = await stat(file);
  let row = 0;
  for await (const batch of readAvroFile(file)) {
    for (let i = 0; i < batch.count; i++) {
      row++;
      const values = {
        deviceId: batch.deviceIds[i],
        timestamp: batch.timestampsMs[i],
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
