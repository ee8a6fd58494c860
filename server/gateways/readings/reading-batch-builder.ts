import type { ReadingRecord } from '#server/gateways/readings/avro-schema.ts';
import type { ReadingBatch } from '#server/gateways/readings/readings-source.ts';

/** Collects readings into columns of a fixed size. */
export class ReadingBatchBuilder {
  readonly #capacity: number;
  #count = 0;
  #columns: Columns;

  constructor(capacity: number) {
    this.#capacity = capacity;
    this.#columns = newColumns(capacity);
  }

  get full(): boolean {
    return this.#count === this.#capacity;
  }

  get empty(): boolean {
    return this.#count === 0;
  }

  /** Device of the reading that was added last. */
  get lastDeviceId(): string | undefined {
    return this.#columns.deviceIds[this.#count - 1];
  }

  /** Takes the reading that was added last out again. */
  dropLast(): void {
    this.#count--;
    this.#columns.deviceIds.length = this.#count;
  }

  add({ deviceId, timestamp, voltage, current, temperature, irradiance }: ReadingRecord): void {
    const index = this.#count++;
    const columns = this.#columns;
    columns.deviceIds[index] = deviceId;
    columns.timestampsMs[index] = timestamp;
    columns.voltage[index] = voltage;
    columns.current[index] = current;
    columns.temperature[index] = temperature;
    columns.irradiance[index] = irradiance;
  }

  /** As `add`, with each channel as the 32 bits of its float: no value is converted on its way from the message. */
  addBits(
    deviceId: string,
    timestampMs: number,
    voltage: number,
    current: number,
    temperature: number,
    irradiance: number,
  ): void {
    const index = this.#count++;
    const { deviceIds, timestampsMs, bits } = this.#columns;
    deviceIds[index] = deviceId;
    timestampsMs[index] = timestampMs;
    const capacity = this.#capacity;
    bits[index] = voltage;
    bits[index + capacity] = current;
    bits[index + 2 * capacity] = temperature;
    bits[index + 3 * capacity] = irradiance;
  }

  /** The batch so far; the builder starts a new one. */
  take(): ReadingBatch {
    const count = this.#count;
    const { deviceIds, timestampsMs, voltage, current, temperature, irradiance } = this.#columns;
    this.#count = 0;
    this.#columns = newColumns(this.#capacity);
    return {
      count,
      deviceIds,
      timestampsMs: timestampsMs.subarray(0, count),
      voltage: voltage.subarray(0, count),
      current: current.subarray(0, count),
      temperature: temperature.subarray(0, count),
      irradiance: irradiance.subarray(0, count),
    };
  }
}

type Columns = ReturnType<typeof newColumns>;

/** The four channels lie behind each other in one block, which `bits` shows as integers. */
function newColumns(capacity: number) {
  const block = new ArrayBuffer(4 * Float32Array.BYTES_PER_ELEMENT * capacity);
  const channel = (index: number) =>
    new Float32Array(block, index * Float32Array.BYTES_PER_ELEMENT * capacity, capacity);
  return {
    deviceIds: [] as string[],
    timestampsMs: new Float64Array(capacity),
    bits: new Int32Array(block),
    voltage: channel(0),
    current: channel(1),
    temperature: channel(2),
    irradiance: channel(3),
  };
}
