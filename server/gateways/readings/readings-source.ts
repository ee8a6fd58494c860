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

/** Where a plant day's readings come from. All readings of an array are in one partition. */
export interface ReadingsSource {
  /** Partitions that hold readings of the day, ascending; empty when there is nothing for it. */
  partitionsOf(day: string): Promise<number[]>;
  /** The readings of one partition in the order they were written. */
  read(day: string, partition: number): AsyncIterable<ReadingBatch>;
}
