import { createHash } from 'node:crypto';
import kafkajs, { type Message, type Producer } from 'kafkajs';
import { plantDayStartMs } from '#domain/plant-day.ts';
import { ensureSimulatedDay } from '#jobs/simulator/simulate-day.ts';
import { READING_TYPE, type ReadingRecord } from '#server/gateways/readings/avro-schema.ts';
import { scadaRoot } from '#server/gateways/readings/open-readings-source.ts';
import { readAvroFile } from '#server/gateways/readings/read-avro-file.ts';
import { listScadaPartitions, scadaFile } from '#server/gateways/readings/scada-files.ts';
import { openSystem } from '#server/services/context.ts';
import { openGold } from '#server/services/days/open-gold.ts';
import { getPlantWithArrays } from '#server/services/plants/get-plant-with-arrays.ts';
import { registerDemoPlant } from '#server/services/plants/register-demo-plant.ts';
import { contextOf } from '#tests/context.ts';

const MESSAGES_PER_REQUEST = 5000;

/** Simulates a day of the demo plant into its files, and gives its readings in the order of their times. */
export async function simulatedDay(
  day: string,
  arrays: number,
): Promise<{ readings: ReadingRecord[]; startMs: number }> {
  await registerDemoPlant(openSystem(), { arrays });
  await ensureSimulatedDay({ plantId: 'demo', day, onProgress: () => undefined });
  const readings: ReadingRecord[] = [];
  for (const partition of await listScadaPartitions(scadaRoot(), 'demo', day)) {
    const file = scadaFile(scadaRoot(), 'demo', day, partition);
    for await (const { batch } of readAvroFile(file, { utcOffsetMinutes: 0, checkTimes: true })) {
      for (let i = 0; i < batch.count; i++) {
        const value = (column: Float32Array) => column[i] ?? Number.NaN;
        readings.push({
          deviceId: batch.deviceIds[i] ?? '',
          timestamp: batch.timestampsMs[i] ?? 0,
          voltage: value(batch.voltage),
          current: value(batch.current),
          temperature: value(batch.temperature),
          irradiance: value(batch.irradiance),
        });
      }
    }
  }
  readings.sort((a, b) => a.timestamp - b.timestamp);
  return {
    readings,
    startMs: plantDayStartMs(day, (await getPlantWithArrays(openSystem(), 'demo')).plant.utcOffsetMinutes),
  };
}

export function messageOf(reading: ReadingRecord, key: string | null = reading.deviceId): Message {
  return { key, value: READING_TYPE.toBuffer(reading), timestamp: `${reading.timestamp}` };
}

export async function sendAll(producer: Producer, topic: string, messages: readonly Message[]): Promise<void> {
  const compression = kafkajs.CompressionTypes.LZ4;
  for (let from = 0; from < messages.length; from += MESSAGES_PER_REQUEST) {
    await producer.send({ topic, compression, messages: messages.slice(from, from + MESSAGES_PER_REQUEST) });
  }
}

/** SHA-256 of the gold that operators see of a day. */
export async function goldDigest(day: string): Promise<string> {
  return createHash('sha256')
    .update((await openGold(await contextOf(), { day })).bytes)
    .digest('hex');
}
