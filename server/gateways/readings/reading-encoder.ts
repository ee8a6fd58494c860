import { READING_SCHEMA, READING_TYPE, type ReadingRecord } from './avro-schema.ts';
import { FRAME_BYTES, writeFrame } from './confluent-framing.ts';
import { type RegistrySettings, SchemaRegistry } from './schema-registry.ts';

const LARGEST_READING_BYTES = 64;

export type ReadingEncoder = (reading: ReadingRecord) => Buffer;

/**
 * The encoder of the settings for a topic: plain Avro, or Confluent's framing with reading.avsc registered under the
 * topic's subject when there is a registry.
 */
export async function createReadingEncoder(settings: RegistrySettings, topic: string): Promise<ReadingEncoder> {
  const { SCHEMA_REGISTRY_URL: url } = settings;
  if (!url) return (reading) => READING_TYPE.toBuffer(reading);
  const registry = new SchemaRegistry(url, settings);
  const id = await registry.register(`${topic}-value`, READING_SCHEMA);
  return (reading) => {
    const value = Buffer.allocUnsafe(FRAME_BYTES + LARGEST_READING_BYTES);
    writeFrame(value, id);
    return value.subarray(0, READING_TYPE.encode(reading, value, FRAME_BYTES));
  };
}
