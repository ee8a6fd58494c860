import { SLOT_SECONDS } from '#domain/plant-day.ts';
import { printable } from '#domain/printable.ts';
import type { LoggedReading } from '#server/gateways/readings/reading-log.ts';
import { ZONELESS } from '#server/gateways/readings/rows/date-texts.ts';
import { TimeNotes } from '#server/gateways/readings/rows/time-notes.ts';

const SLOT_MS = SLOT_SECONDS * 1000;
/** Steps of time that are looked at for the interval. */
const MAX_STEPS = 4096;

/** What became of the readings of one file. */
export class FileReport {
  readonly file: string;
  read = 0;
  duplicates = 0;
  /** Readings that a later one of the same 20 s stands for: loggers that sample more often. */
  denser = 0;
  /** Values, not readings. */
  outOfRange = 0;
  outside = 0;
  readonly #notes = new TimeNotes();
  #zonelessDuplicates = 0;
  #laid: LoggedReading | null = null;
  readonly #lastMs = new Map<number, number>();
  readonly #stepsMs: number[] = [];

  constructor(file: string) {
    this.file = file;
  }

  /** Hears of a reading as it is read. */
  add({ device, timestampMs, written }: LoggedReading): void {
    this.read++;
    this.#notes.add(written);
    if (this.#stepsMs.length === MAX_STEPS) return;
    const lastMs = this.#lastMs.get(device);
    if (lastMs !== undefined && timestampMs > lastMs) this.#stepsMs.push(timestampMs - lastMs);
    this.#lastMs.set(device, timestampMs);
  }

  /** Hears what the grid of its array-day did with a reading. */
  laid(reading: LoggedReading, did: { duplicate: boolean; outOfRange: number; outside: boolean }): void {
    const before = this.#laid;
    this.#laid = reading;
    this.outOfRange += did.outOfRange;
    if (did.outside) this.outside++;
    if (!did.duplicate) return;
    const laterMs = before?.device === reading.device ? reading.timestampMs - before.timestampMs : 0;
    if (laterMs > 0 && laterMs < SLOT_MS) {
      this.denser++;
      return;
    }
    this.duplicates++;
    if (reading.written & ZONELESS) this.#zonelessDuplicates++;
  }

  /** One line. */
  toString(): string {
    const parts = [
      `${this.read} readings read`,
      `${this.duplicates} duplicates${this.#repeatedHour()}`,
      ...(this.denser > 0 ? [`${this.denser} followed by another in the same ${SLOT_SECONDS} s (which counts)`] : []),
      `${this.outOfRange} values out of range`,
      `${this.outside} outside of their day`,
      this.#interval(),
      ...this.#notes.toList(),
    ];
    return `${printable(this.file)}: ${parts.join(', ')}`;
  }

  /** Without a zone, the hour that a clock repeats in autumn cannot be told from the one before. */
  #repeatedHour(): string {
    if (this.#zonelessDuplicates === 0) return '';
    return ` (the last one counts; ${this.#zonelessDuplicates} in times without a zone, such as an hour that comes twice)`;
  }

  #interval(): string {
    if (this.#stepsMs.length === 0) return 'no interval found';
    const steps = Float64Array.from(this.#stepsMs).sort();
    const seconds = (steps[steps.length >> 1] as number) / 1000;
    // Loggers are a little early or late.
    return `every ${seconds >= 1 ? Math.round(seconds) : seconds} s`;
  }
}
