import type { OffsetRange } from '#domain/offset-range.ts';
import type { QuarantinedMessage } from '#domain/quarantine.ts';

/** Readings as columns: entry i of every column belongs together. NaN is a channel without a value. */
export interface ReadingBatch {
  count: number;
  deviceIds: readonly string[];
  /** Epoch milliseconds of the reading itself (event time). */
  timestampsMs: Float64Array;
  voltage: Float32Array;
  current: Float32Array;
  temperature: Float32Array;
  irradiance: Float32Array;
}

/** A plant day, and when it begins. */
export interface ReadingsDay {
  day: string;
  /** Epoch milliseconds of 00:00 plant standard time. */
  startMs: number;
}

/** A part of a day's readings that is read by itself. Plain data: it may travel to another thread or machine. */
export interface ReadingsShard {
  /** Number of the shard in its run. */
  partition: number;
  /** What exactly is read of Kafka; null for a file. */
  offsets: OffsetRange | null;
}

/** Takes a message that is no reading. */
export type Quarantine = (message: QuarantinedMessage) => Promise<void> | void;

/** Where a plant day's readings come from. All readings of an array are in one partition. */
export interface ReadingsSource {
  /** The shards that hold readings of the day, ascending; empty when there is nothing for it. The signal ends the search. */
  shardsOf(day: ReadingsDay, signal?: AbortSignal): Promise<ReadingsShard[]>;
  /** The readings of one shard in the order they were written: the same shard always gives the same ones. */
  read(day: ReadingsDay, shard: ReadingsShard, quarantine: Quarantine): AsyncIterable<ReadingBatch>;
  /** What a shard is read from, for messages: a file, or a partition's offsets. */
  nameOf(day: string, shard: ReadingsShard): string;
}
