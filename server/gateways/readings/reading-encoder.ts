import { READING_SCHEMA, READING_TYPE, type ReadingRecord } from './avro-schema.ts';
import { FRAME_BYTES, writeFrame } from './confluent-framing.ts';
import { type RegistrySettings, SchemaRegistry } from './schema-registry.ts';

const LARGEST_READING_BYTES = 64;

/** Encodes a reading; the bytes are good until the next one is encoded. */
export type ReadingEncoder = (reading: ReadingRecord) => Buffer;

/**
 * The encoder of the settings for a topic: plain Avro, or Confluent's framing with reading.avsc registered under the
 * topic's subject when there is a registry.
 */
export async function createReadingEncoder(settings: RegistrySettings, topic: string): Promise<ReadingEncoder> {
  const { SCHEMA_REGISTRY_URL: url } = settings;
  const value = Buffer.alloc(FRAME_BYTES + LARGEST_READING_BYTES);
  if (!url) return (reading) => value.subarray(0, READING_TYPE.encode(reading, value, 0));
  const registry = new SchemaRegistry(url, settings);
  const id = await registry.register(`${topic}-value`, READING_SCHEMA);
  writeFrame(value, id);
  return (reading) => value.subarray(0, READING_TYPE.encode(reading, value, FRAME_BYTES));
}
