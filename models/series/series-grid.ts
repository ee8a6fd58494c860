import { type ArraySeries, CHANNELS, type Channel } from '#domain/channels.ts';
import type { Nameplate } from '#domain/nameplate.ts';
import { SLOT_SECONDS, SLOTS_PER_DAY } from '#domain/plant-day.ts';
import { emptyCounts, type ReadingCounts } from '#domain/reading-counts.ts';
import { channelLimits, type Limits } from '#models/series/channel-limits.ts';

export function emptySeries(): ArraySeries {
  const channel = () => new Float32Array(SLOTS_PER_DAY).fill(Number.NaN);
  return { voltage: channel(), current: channel(), temperature: channel(), irradiance: channel() };
}

/**
 * Lays one array's readings of a plant day on its grid. Slot i takes readings stamped in
 * [dayStartMs + 20 s i, dayStartMs + 20 s (i + 1)); the last one written for a slot wins.
 * Every reading is counted; none is dropped in silence.
 */
export class SeriesGrid {
  readonly series: ArraySeries = emptySeries();
  readonly counts: ReadingCounts = emptyCounts();
  readonly #dayStartMs: number;
  readonly #limits: Record<Channel, Limits>;
  readonly #taken = new Uint8Array(SLOTS_PER_DAY);

  /** @param dayStartMs epoch milliseconds of 00:00 plant standard time */
  constructor(dayStartMs: number, nameplate: Nameplate) {
    this.#dayStartMs = dayStartMs;
    this.#limits = channelLimits(nameplate);
  }

  /** @param timestampMs epoch milliseconds; voltage V, current A, temperature °C, irradiance W/m²; NaN is no value */
  add(timestampMs: number, voltage: number, current: number, temperature: number, irradiance: number): void {
    this.counts.received++;
    const slot = Math.floor((timestampMs - this.#dayStartMs) / (SLOT_SECONDS * 1000));
    if (!(slot >= 0 && slot < SLOTS_PER_DAY)) {
      this.counts.outsideDay++;
      return;
    }
    if (this.#taken[slot]) this.counts.duplicates++;
    this.#taken[slot] = 1;
    this.#put('voltage', slot, voltage);
    this.#put('current', slot, current);
    this.#put('temperature', slot, temperature);
    this.#put('irradiance', slot, irradiance);
  }

  #put(channel: Channel, slot: number, value: number): void {
    const { min, max } = this.#limits[channel];
    const inside = value >= min && value <= max;
    if (Number.isNaN(value)) this.counts.notANumber++;
    else if (!inside) this.counts.outOfRange++;
    this.series[channel][slot] = inside ? value : Number.NaN;
  }
}

/** 1 where all four channels hold a value, else 0; one entry a slot. */
export function usableSlots(series: ArraySeries): Uint8Array {
  const usable = new Uint8Array(SLOTS_PER_DAY).fill(1);
  for (const channel of CHANNELS) {
    series[channel].forEach((value, slot) => {
      if (Number.isNaN(value)) usable[slot] = 0;
    });
  }
  return usable;
}
