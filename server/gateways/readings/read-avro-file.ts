import { HeliographError, messageOf } from '#server/errors.ts';
import { type AvroBlock, withAvroContainer } from './avro-container.ts';
import { AvroCursor } from './avro-cursor.ts';
import { BARE_TIME, type TimeMeaning } from './avro-time.ts';
import { DecodeFailure } from './decode-failure.ts';
import { fileDeviceIds } from './device-ids.ts';
import { type DecodeRules, readReading } from './evolved-reading.ts';
import { ReadingBatchBuilder } from './reading-batch-builder.ts';
import type { ReadingBatch } from './readings-source.ts';
import { isBelievable, looksLike } from './rows/epoch-numbers.ts';
import { planWriter, type WriterPlan } from './writer-schema.ts';

const BATCH_READINGS = 8192;

export interface AvroFileOptions {
  /** The plant's, minutes: of times without a zone. */
  utcOffsetMinutes: number;
  /** Refuses bare integers that are no milliseconds; without it whoever reads the rows does. */
  checkTimes: boolean;
}

export interface AvroFileBatch {
  batch: ReadingBatch;
  time: TimeMeaning;
}

/** Faults of what the file says, not of how it came to us. */
const WRONG_CONTENT = ['bad_timestamp', 'bad_device_id', 'incompatible_schema'];

/**
 * Reads the readings of one file, in any schema and codec that is read from Kafka as well. Throws `damaged_file` when it is
 * empty, cut off, of no Avro or of a codec that is not read, `invalid_input` when it holds no readings; both name the file.
 */
export async function* readAvroFile(file: string, options: AvroFileOptions): AsyncGenerator<AvroFileBatch> {
  const rules = { deviceIds: fileDeviceIds(), utcOffsetMinutes: options.utcOffsetMinutes };
  let read = 0;
  try {
    yield* withAvroContainer(file, async function* ({ schema, blocks }) {
      const plan = planWriter(schema);
      const time = plan.times.find(({ declared }) => declared) ?? plan.times[0] ?? BARE_TIME;
      const check = options.checkTimes && !time.declared;
      const builder = new ReadingBatchBuilder(BATCH_READINGS);
      for await (const block of blocks) {
        for (const reading of readingsOf(block, plan, rules)) {
          read++;
          if (check) requireMilliseconds(reading.timestamp);
          builder.add(reading);
          if (builder.full) yield { batch: builder.take(), time };
        }
      }
      if (!builder.empty) yield { batch: builder.take(), time };
    });
  } catch (error) {
    throw refusal(file, read, error);
  }
}

function* readingsOf({ number, count, bytes }: AvroBlock, plan: WriterPlan, rules: DecodeRules) {
  const cursor = new AvroCursor(bytes);
  for (let i = 0; i < count; i++) yield readReading(cursor, plan, rules);
  if (cursor.remainingBytes > 0) {
    throw new DecodeFailure('trailing_bytes', `${cursor.remainingBytes} bytes follow the readings of block ${number}`);
  }
}

function requireMilliseconds(timestamp: number): void {
  if (isBelievable(timestamp)) return;
  const found = `${timestamp}, which looks like ${looksLike(timestamp)}`;
  throw new DecodeFailure('bad_timestamp', `timestamp must be epoch milliseconds, not ${found}`);
}

function refusal(file: string, read: number, cause: unknown): HeliographError {
  if (cause instanceof HeliographError) return cause;
  const wrong = cause instanceof DecodeFailure && WRONG_CONTENT.includes(cause.reason);
  if (!wrong) {
    const where = cause instanceof DecodeFailure && read > 0 ? ` (after reading ${read})` : '';
    return new HeliographError(
      'damaged_file',
      `${file} is not a whole Avro file of readings: ${messageOf(cause)}${where}`,
      { cause },
    );
  }
  const where = cause.reason === 'incompatible_schema' ? file : `${file} reading ${read}`;
  return new HeliographError('invalid_input', `${where}: ${messageOf(cause)}`, { cause });
}
