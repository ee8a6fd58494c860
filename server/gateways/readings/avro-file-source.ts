import { plantDayStartMs } from '#domain/plant-day.ts';
import { readAvroFile } from './read-avro-file.ts';
import type { ReadingBatch, ReadingsDay, ReadingsShard, ReadingsSource } from './readings-source.ts';
import { listScadaPartitions, scadaFile } from './scada-files.ts';

/** Readings from Avro object container files, one a partition and plant day, as a SCADA system drops them. */
export class AvroFileSource implements ReadingsSource {
  readonly #root: string;
  readonly #plantId: string;

  constructor(root: string, plantId: string) {
    this.#root = root;
    this.#plantId = plantId;
  }

  async shardsOf({ day }: ReadingsDay): Promise<ReadingsShard[]> {
    const partitions = await listScadaPartitions(this.#root, this.#plantId, day);
    return partitions.map((partition) => ({ partition, offsets: null }));
  }

  async *read({ day, startMs }: ReadingsDay, shard: ReadingsShard): AsyncGenerator<ReadingBatch> {
    const utcOffsetMinutes = (plantDayStartMs(day, 0) - startMs) / 60_000;
    for await (const { batch } of readAvroFile(this.nameOf(day, shard), { utcOffsetMinutes, checkTimes: true })) {
      yield batch;
    }
  }

  nameOf(day: string, { partition }: ReadingsShard): string {
    return scadaFile(this.#root, this.#plantId, day, partition);
  }
}
