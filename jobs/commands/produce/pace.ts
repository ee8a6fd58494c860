/** Shorter waits are not worth a batch of their own. */
const TICK_MS = 50;

export interface PaceOptions {
  /** Readings a second at most; null for no limit. */
  rate: number | null;
  /** How many times faster than real time the readings' own times pass; null for at once. */
  replay: number | null;
}

/** Says how long the bridge must wait before the next reading may go. */
export class Pace {
  readonly #options: PaceOptions;
  readonly #now: () => number;
  #startMs: number | null = null;
  #firstTimestampMs = 0;
  #readings = 0;

  /** @param now milliseconds of a clock that never goes back */
  constructor(options: PaceOptions, now: () => number = () => performance.now()) {
    this.#options = options;
    this.#now = now;
  }

  /** Milliseconds to wait before a reading of this time, 0 for none; to be asked once for each reading, in their order. */
  waitMs(timestampMs: number): number {
    const { rate, replay } = this.#options;
    if (rate === null && replay === null) return 0;
    const nowMs = this.#now();
    if (this.#startMs === null) {
      this.#startMs = nowMs;
      this.#firstTimestampMs = timestampMs;
    }
    const elapsedMs = nowMs - this.#startMs;
    const rateMs = rate === null ? 0 : (this.#readings++ * 1000) / rate - elapsedMs;
    const replayMs = replay === null ? 0 : (timestampMs - this.#firstTimestampMs) / replay - elapsedMs;
    return Math.max(rateMs < TICK_MS ? 0 : rateMs, replayMs > 0 ? Math.max(replayMs, TICK_MS) : 0);
  }
}
