import { readFileSync } from 'node:fs';
import path from 'node:path';
import { commandFolder, type Settings } from '#server/env.ts';
import { HeliographError, messageOf } from '#server/errors.ts';
import { READING_SCHEMA } from './avro-schema.ts';
import { FRAME_BYTES, schemaIdOf, WriterPlans } from './confluent-framing.ts';
import { DecodeFailure } from './decode-failure.ts';
import { DeviceIds } from './device-ids.ts';
import { decodeEvolvedReading } from './evolved-reading.ts';
import { decodePlainReading } from './plain-reading.ts';
import type { ReadingBatchBuilder } from './reading-batch-builder.ts';
import { type RegistrySettings, SchemaRegistry } from './schema-registry.ts';
import { planWriter, type WriterPlan } from './writer-schema.ts';

export type DecoderSettings = RegistrySettings & Pick<Settings, 'READINGS_SCHEMA'>;

/** Turns the values of messages into readings. */
export interface ReadingDecoder {
  /** To be awaited before `decodeInto` sees these values: fetches the schemas they name, each once. */
  prepare(values: Iterable<Buffer | null>): Promise<void>;
  /** Appends the reading; throws a DecodeFailure, with the batch untouched, when the value is none. */
  decodeInto(value: Buffer | null, batch: ReadingBatchBuilder): void;
}

/**
 * The decoder of the settings: plain Avro in the schema of READINGS_SCHEMA (reading.avsc by default), or Confluent's
 * framing when there is a SCHEMA_REGISTRY_URL. Throws `invalid_input` that names what does not fit in READINGS_SCHEMA.
 */
export function createReadingDecoder(settings: DecoderSettings): ReadingDecoder {
  const { SCHEMA_REGISTRY_URL: url, READINGS_SCHEMA: schemaFile } = settings;
  if (url) return framedDecoder(new SchemaRegistry(url, settings));
  return plainDecoder(schemaFile === undefined ? planWriter(READING_SCHEMA) : planFile(schemaFile));
}

function plainDecoder(plan: WriterPlan): ReadingDecoder {
  const deviceIds = new DeviceIds();
  return {
    prepare: async () => undefined,
    decodeInto: (value, batch) => {
      if (!value?.length) throw emptyMessage();
      decode(value, 0, plan, deviceIds, batch);
    },
  };
}

function framedDecoder(registry: SchemaRegistry): ReadingDecoder {
  const deviceIds = new DeviceIds();
  const plans = new WriterPlans(registry);
  return {
    prepare: (values) => plans.learn(values),
    decodeInto: (value, batch) => {
      if (!value?.length) throw emptyMessage();
      const id = schemaIdOf(value);
      if (id === undefined) throw new DecodeFailure('not_framed', 'the message does not begin with a schema id');
      decode(value, FRAME_BYTES, plans.get(id), deviceIds, batch);
    },
  };
}

/** The short way for our own schema; whatever it does not take, the general one reads, or says why it cannot. */
function decode(value: Buffer, start: number, plan: WriterPlan, deviceIds: DeviceIds, batch: ReadingBatchBuilder) {
  if (plan.isOurs && decodePlainReading(value, start, deviceIds, batch)) return;
  decodeEvolvedReading(value, start, plan, deviceIds, batch);
}

function planFile(name: string): WriterPlan {
  const file = path.resolve(commandFolder(), name);
  try {
    return planWriter(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    throw new HeliographError('invalid_input', `READINGS_SCHEMA ${file}: ${messageOf(error)}`, { cause: error });
  }
}

/** A message without a value is how Kafka deletes a key. */
function emptyMessage(): DecodeFailure {
  return new DecodeFailure('empty', 'the message is empty');
}
