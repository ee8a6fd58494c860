import type { ReadingRecord } from '#server/gateways/readings/avro-schema.ts';
import type { ReadingBatch } from '#server/gateways/readings/readings-source.ts';

/** Collects readings into columns of a fixed size. */
export class ReadingBatchBuilder {
  readonly #capacity: number;
  #count = 0;
  #deviceIds: string[] = [];
  #timestampsMs: Float64Array;
  #columns: Float32Array[];

  constructor(capacity: number) {
    this.#capacity = capacity;
    this.#timestampsMs = new Float64Array(capacity);
    this.#columns = newColumns(capacity);
  }

  get full(): boolean {
    return this.#count === this.#capacity;
  }

  get empty(): boolean {
    return this.#count === 0;
  }

  add(reading: ReadingRecord): void {
    const index = this.#count++;
    const [voltage, current, temperature, irradiance] = this.#columns;
    this.#deviceIds[index] = reading.deviceId;
    this.#timestampsMs[index] = reading.timestamp;
    if (voltage) voltage[index] = reading.voltage;
    if (current) current[index] = reading.current;
    if (temperature) temperature[index] = reading.temperature;
    if (irradiance) irradiance[index] = reading.irradiance;
  }

  /** The batch so far; the builder starts a new one. */
  take(): ReadingBatch {
    const count = this.#count;
    const [voltage, current, temperature, irradiance] = this.#columns.map((column) => column.subarray(0, count)) as [
      Float32Array,
      Float32Array,
      Float32Array,
      Float32Array,
    ];
    const batch = {
      count,
      deviceIds: this.#deviceIds,
      timestampsMs: this.#timestampsMs.subarray(0, count),
      voltage,
      current,
      temperature,
      irradiance,
    };
    this.#count = 0;
    this.#deviceIds = [];
    this.#timestampsMs = new Float64Array(this.#capacity);
    this.#columns = newColumns(this.#capacity);
    return batch;
  }
}

function newColumns(capacity: number): Float32Array[] {
  return Array.from({ length: 4 }, () => new Float32Array(capacity));
}
