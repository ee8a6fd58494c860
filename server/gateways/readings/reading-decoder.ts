import { readFileSync } from 'node:fs';
import path from 'node:path';
import { commandFolder, type Settings } from '#server/env.ts';
import { HeliographError, messageOf } from '#server/errors.ts';
import { READING_SCHEMA } from './avro-schema.ts';
import { FRAME_BYTES, schemaIdOf, WriterPlans } from './confluent-framing.ts';
import { DecodeFailure } from './decode-failure.ts';
import { DeviceIds } from './device-ids.ts';
import { type DecodeRules, decodeEvolvedReading } from './evolved-reading.ts';
import { decodePlainReading } from './plain-reading.ts';
import type { ReadingBatchBuilder } from './reading-batch-builder.ts';
import { type RegistrySettings, SchemaRegistry } from './schema-registry.ts';
import { planWriter, type WriterPlan } from './writer-schema.ts';

export type DecoderSettings = RegistrySettings & Pick<Settings, 'READINGS_SCHEMA'>;

/** Turns the values of messages, bytes [start, end), into readings. */
export interface ReadingDecoder {
  /** The id of a schema that the message names and that must be learnt before it is decoded, else undefined. */
  unlearntSchema(bytes: Buffer, start: number, end: number): number | undefined;
  /** Fetches a schema from the registry. */
  learn(schemaId: number): Promise<void>;
  /** Appends the reading; throws a DecodeFailure, with the batch untouched, when the value is none. */
  decodeInto(bytes: Buffer, start: number, end: number, batch: ReadingBatchBuilder): void;
}

/**
 * The decoder of the settings: plain Avro in the schema of READINGS_SCHEMA (reading.avsc by default), or Confluent's
 * framing when there is a SCHEMA_REGISTRY_URL. Times without a zone are at the plant's offset, minutes. Throws `invalid_input` that names what does not fit in READINGS_SCHEMA.
 */
export function createReadingDecoder(settings: DecoderSettings, utcOffsetMinutes = 0): ReadingDecoder {
  const { SCHEMA_REGISTRY_URL: url, READINGS_SCHEMA: schemaFile } = settings;
  const rules = { deviceIds: new DeviceIds(), utcOffsetMinutes };
  if (url) return framedDecoder(new SchemaRegistry(url, settings), rules);
  return plainDecoder(schemaFile === undefined ? planWriter(READING_SCHEMA) : planFile(schemaFile), rules);
}

interface TopicRules extends DecodeRules {
  deviceIds: DeviceIds;
}

function plainDecoder(plan: WriterPlan, rules: TopicRules): ReadingDecoder {
  return {
    unlearntSchema: () => undefined,
    learn: async () => undefined,
    decodeInto: (bytes, start, end, batch) => {
      if (start === end) throw emptyMessage();
      decode(bytes, start, end, plan, rules, batch);
    },
  };
}

function framedDecoder(registry: SchemaRegistry, rules: TopicRules): ReadingDecoder {
  const plans = new WriterPlans(registry);
  return {
    unlearntSchema: (bytes, start, end) => {
      const id = schemaIdOf(bytes, start, end);
      return id === undefined || plans.has(id) ? undefined : id;
    },
    learn: (schemaId) => plans.learn(schemaId),
    decodeInto: (bytes, start, end, batch) => {
      if (start === end) throw emptyMessage();
      const id = schemaIdOf(bytes, start, end);
      if (id === undefined) throw new DecodeFailure('not_framed', 'the message does not begin with a schema id');
      decode(bytes, start + FRAME_BYTES, end, plans.get(id), rules, batch);
    },
  };
}

/** The short way for our own schema; whatever it does not take, the general one reads, or says why it cannot. */
function decode(
  bytes: Buffer,
  start: number,
  end: number,
  plan: WriterPlan,
  rules: TopicRules,
  batch: ReadingBatchBuilder,
): void {
  if (plan.isOurs && decodePlainReading(bytes, start, end, rules.deviceIds, batch)) return;
  decodeEvolvedReading(bytes, start, end, plan, rules, batch);
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
