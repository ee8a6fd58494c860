import { LEAP_SECOND, MIDNIGHT_24 } from './date-texts.ts';

/** Counts times that were written in a way that needs an answer. */
export class TimeNotes {
  #midnights = 0;
  #leapSeconds = 0;

  add(written: number): void {
    if (written & MIDNIGHT_24) this.#midnights++;
    if (written & LEAP_SECOND) this.#leapSeconds++;
  }

  /** What was made of them, for people; empty when there were none. */
  toList(): string[] {
    const notes: string[] = [];
    if (this.#midnights > 0) notes.push(`${this.#midnights} at 24:00 taken as 00:00 of the next day`);
    if (this.#leapSeconds > 0) notes.push(`${this.#leapSeconds} in a leap second taken as the end of its minute`);
    return notes;
  }
}
