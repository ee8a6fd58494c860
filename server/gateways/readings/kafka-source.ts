import { DAY_MS, plantDayStartMs } from '#domain/plant-day.ts';
import type { Settings } from '#server/env.ts';
import { HeliographError } from '#server/errors.ts';
import { findDayRanges } from '#server/gateways/kafka/find-day-ranges.ts';
import { KafkaConnection } from '#server/gateways/kafka/kafka-connection.ts';
import type { KafkaSettings } from '#server/gateways/kafka/kafka-settings.ts';
import { readRange } from '#server/gateways/kafka/read-range.ts';
import type { KafkaMessage, Records } from '#server/gateways/kafka/records.ts';
import { topicsStampedByBroker, whyStampedIsWrong } from '#server/gateways/kafka/topic-timestamps.ts';
import { DecodeFailure } from './decode-failure.ts';
import { ReadingBatchBuilder } from './reading-batch-builder.ts';
import { createReadingDecoder, type ReadingDecoder } from './reading-decoder.ts';
import type { Quarantine, ReadingBatch, ReadingsDay, ReadingsShard, ReadingsSource } from './readings-source.ts';

const BATCH_READINGS = 8192;
/** Several topics share the numbers of a run's shards. */
const SHARDS_PER_TOPIC = 10_000;

/** Readings from Kafka: a shard is the range of a partition's offsets that was written on and shortly after the day. */
export class KafkaSource implements ReadingsSource {
  readonly #kafka: KafkaSettings;
  readonly #settings: Settings;

  constructor(kafka: KafkaSettings, settings: Settings) {
    this.#kafka = kafka;
    this.#settings = settings;
  }

  async shardsOf({ day, startMs }: ReadingsDay, signal?: AbortSignal): Promise<ReadingsShard[]> {
    const connection = new KafkaConnection(this.#kafka);
    const span = { startMs, endMs: startMs + DAY_MS + this.#settings.HELIOGRAPH_LATENESS_MINUTES * 60_000 };
    signal?.throwIfAborted();
    const stopped = new Promise<never>((_, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
    try {
      return await Promise.race([this.#find(connection, day, span), stopped]);
    } finally {
      await connection.close();
    }
  }

  async #find(connection: KafkaConnection, day: string, span: { startMs: number; endMs: number }) {
    const shards: ReadingsShard[] = [];
    for (const [index, topic] of this.#kafka.topics.entries()) {
      for (const offsets of await findDayRanges(connection, topic, day, span)) {
        shards.push({ partition: index * SHARDS_PER_TOPIC + offsets.partition, offsets });
      }
    }
    if (shards.length === 0) await this.#explainNothing(day);
    return shards;
  }

  /** A topic that never holds a day under the day's own time is no reason to wait for readings. */
  async #explainNothing(day: string): Promise<void> {
    const [stamped] = await topicsStampedByBroker(this.#kafka);
    if (stamped) throw new HeliographError('no_data', `there are no readings of ${day}: ${whyStampedIsWrong(stamped)}`);
  }

  nameOf(_day: string, { offsets }: ReadingsShard): string {
    return offsets ? `${offsets.topic} partition ${offsets.partition}, offsets ${offsets.begin} to ${offsets.end}` : '';
  }

  async *read(
    { day, startMs }: ReadingsDay,
    { offsets }: ReadingsShard,
    quarantine: Quarantine,
  ): AsyncGenerator<ReadingBatch> {
    if (!offsets) throw new HeliographError('internal', 'a shard of Kafka without its offsets');
    const connection = new KafkaConnection(this.#kafka);
    const decoder = createReadingDecoder(this.#settings, (plantDayStartMs(day, 0) - startMs) / 60_000);
    const batch = new ReadingBatchBuilder(BATCH_READINGS);
    try {
      for await (const records of readRange(connection, offsets)) {
        while (records.next()) {
          const schemaId = decoder.unlearntSchema(records.bytes, records.valueStart, records.valueEnd);
          if (schemaId !== undefined) await decoder.learn(schemaId);
          const failure = decode(decoder, records, batch);
          if (failure) await quarantine(quarantined(offsets, records.message(), failure));
          if (batch.full) yield batch.take();
        }
      }
      if (!batch.empty) yield batch.take();
    } finally {
      await connection.close();
    }
  }
}

/** Adds the message's reading to the batch, or says why there is none. */
function decode(decoder: ReadingDecoder, records: Records, batch: ReadingBatchBuilder): DecodeFailure | null {
  const { bytes, keyStart, keyEnd, valueStart, valueEnd } = records;
  try {
    // A message without a value is as empty as one of no bytes.
    decoder.decodeInto(bytes, valueStart < 0 ? valueEnd : valueStart, valueEnd, batch);
  } catch (error) {
    if (error instanceof DecodeFailure) return error;
    throw error;
  }
  const deviceId = batch.lastDeviceId ?? '';
  if (keyStart >= 0 && isText(bytes, keyStart, keyEnd, deviceId)) return null;
  batch.dropLast();
  const found =
    keyStart < 0 ? 'no key' : `the key "${bytes.toString('latin1', keyStart, Math.min(keyEnd, keyStart + 40))}"`;
  return new DecodeFailure('wrong_key', `a reading of ${deviceId} with ${found}`);
}

/** True when bytes [start, end) are those of a text; of ASCII no string is made. */
function isText(bytes: Buffer, start: number, end: number, text: string): boolean {
  if (end - start < text.length) return false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 127) return bytes.toString('utf8', start, end) === text;
    if (bytes[start + i] !== code) return false;
  }
  return end - start === text.length;
}

function quarantined(
  { topic, partition }: { topic: string; partition: number },
  { offset, timestampMs, key, value }: KafkaMessage,
  { reason, message: detail }: DecodeFailure,
) {
  const keyBase64 = key?.toString('base64') ?? null;
  const valueBase64 = value?.toString('base64') ?? null;
  return { topic, partition, offset, timestampMs, keyBase64, valueBase64, bytes: value?.length ?? 0, reason, detail };
}
