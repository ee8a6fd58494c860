import type { ReadingRecord } from '#server/gateways/readings/avro-schema.ts';

/** Bytes of a reading in a batch of Kafka's before compression: key, value, times and lengths. */
const READING_BYTES = 56;

export interface Parcel {
  readings: ReadingRecord[];
  /** Messages about rows that were refused. */
  refused: string[];
  /** Rows of the source up to here. */
  rows: number;
}

/**
 * Gathers readings into parcels and delivers them one after the other, the next one being filled while one is under way.
 * What was gathered is delivered at the latest after `lingerMs`, however slowly the source goes on.
 */
export class Outbox {
  readonly #deliver: (parcel: Parcel) => Promise<void>;
  readonly #capacity: number;
  readonly #timer: NodeJS.Timeout;
  #parcel: Parcel;
  #underWay: Promise<void> = Promise.resolve();
  #busy = false;

  constructor(options: {
    deliver: (parcel: Parcel) => Promise<void>;
    batchBytes: number;
    lingerMs: number;
    rows: number;
    /** Hears that a delivery has failed, which `flush` throws as well. */
    onFailure: () => void;
  }) {
    const { deliver, batchBytes, lingerMs, rows, onFailure } = options;
    this.#deliver = deliver;
    this.#capacity = Math.max(1, Math.floor(batchBytes / READING_BYTES));
    this.#parcel = { readings: [], refused: [], rows };
    this.#timer = setInterval(() => {
      if (!this.#busy) this.#handOver().catch(onFailure);
    }, lingerMs);
  }

  get full(): boolean {
    return this.#parcel.readings.length + this.#parcel.refused.length >= this.#capacity;
  }

  add(reading: ReadingRecord): void {
    this.#parcel.readings.push(reading);
    this.#parcel.rows++;
  }

  refuse(message: string): void {
    this.#parcel.refused.push(message);
    this.#parcel.rows++;
  }

  /** Waits for the parcel under way and sends the next one off. Throws when that delivery had failed. */
  async flush(): Promise<void> {
    await this.#underWay;
    void this.#handOver().catch(() => undefined);
  }

  /** Delivers all that is left. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#underWay;
    await this.#handOver();
  }

  /** Ends without delivering more than what is under way. */
  async abandon(): Promise<void> {
    clearInterval(this.#timer);
    await this.#underWay.catch(() => undefined);
  }

  #handOver(): Promise<void> {
    const parcel = this.#parcel;
    if (parcel.readings.length === 0 && parcel.refused.length === 0) return this.#underWay;
    this.#parcel = { readings: [], refused: [], rows: parcel.rows };
    this.#busy = true;
    this.#underWay = this.#deliver(parcel).finally(() => {
      this.#busy = false;
    });
    return this.#underWay;
  }
}
