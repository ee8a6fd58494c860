import { setTimeout as delay } from 'node:timers/promises';
import { HeliographError } from '#server/errors.ts';
import type { ReadingsProducer } from '#server/gateways/kafka/readings-producer.ts';
import type { RawRow } from '#server/gateways/readings/rows/reading-rows.ts';
import { TimeNotes } from '#server/gateways/readings/rows/time-notes.ts';
import { checkedReading } from './check-row.ts';
import type { Checkpoint } from './checkpoint.ts';
import { Outbox, type Parcel } from './outbox.ts';
import type { Pace } from './pace.ts';
import type { ReadingSource } from './reading-source.ts';
import type { Rejects } from './rejects.ts';

const BATCH_BYTES = 448 * 1024;
const LINGER_MS = 250;

export interface Published {
  /** Readings that Kafka has acknowledged. */
  readings: number;
  /** Rows that are none. */
  refused: number;
  /** Rows that an earlier bridge had done. */
  skipped: number;
  /** How times were written that need an answer. */
  notes: TimeNotes;
}

export interface PublishOptions {
  source: ReadingSource;
  producer: ReadingsProducer;
  pace: Pace;
  checkpoint: Checkpoint | null;
  rejects: Rejects;
  /** Ends at the first row that is no reading. */
  strict: boolean;
  /** Ends the source early, by whoever aborts it; what was read is published. */
  stop: AbortController;
  onProgress: (published: Published) => void;
}

/**
 * Publishes the readings of a source. The checkpoint moves only behind what Kafka has acknowledged: an end at any moment
 * loses no row, and publishes at most the parcel under way a second time.
 */
export async function publishReadings(options: PublishOptions): Promise<Published> {
  const { producer, checkpoint, rejects, onProgress } = options;
  const skipped = checkpoint?.rows ?? 0;
  const published = { readings: 0, refused: 0, skipped, notes: new TimeNotes() };
  const deliver = async ({ readings, refused, rows }: Parcel) => {
    if (readings.length > 0) await producer.send(readings);
    await rejects.add(refused);
    await checkpoint?.save(rows);
    published.readings += readings.length;
    published.refused += refused.length;
    onProgress(published);
  };
  const outbox = new Outbox({
    deliver,
    batchBytes: BATCH_BYTES,
    lingerMs: LINGER_MS,
    rows: skipped,
    onFailure: () => options.stop.abort(),
  });
  try {
    await fill(outbox, options, published);
    await outbox.close();
  } catch (error) {
    await outbox.abandon();
    throw error;
  }
  return published;
}

async function fill(
  outbox: Outbox,
  { source, pace, strict, stop }: PublishOptions,
  { skipped, notes }: Published,
): Promise<void> {
  const { signal } = stop;
  let toSkip = skipped;
  for await (const row of source.rows) {
    if (signal.aborted) return;
    if (toSkip > 0) {
      toSkip--;
      continue;
    }
    const reading = readingOrReason(row, source.utcOffsetMinutes, notes);
    if (reading instanceof HeliographError) {
      if (strict) {
        await outbox.close();
        throw reading;
      }
      outbox.refuse(reading.message);
      continue;
    }
    const waitMs = pace.waitMs(reading.timestamp);
    if (waitMs > 0) {
      await outbox.flush();
      await delay(waitMs, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
    }
    outbox.add(reading);
    if (outbox.full) await outbox.flush();
  }
}

function readingOrReason(row: RawRow, utcOffsetMinutes: number, notes: TimeNotes) {
  try {
    return checkedReading(row, utcOffsetMinutes, notes);
  } catch (error) {
    if (error instanceof HeliographError) return error;
    throw error;
  }
}
