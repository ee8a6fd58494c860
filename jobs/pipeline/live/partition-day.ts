import { CHANNELS } from '#domain/channels.ts';
import type { Nameplate } from '#domain/nameplate.ts';
import { DAY_MS, plantDayOf, plantDayStartMs, SLOT_SECONDS, SLOTS_PER_DAY } from '#domain/plant-day.ts';
import type { ReadingCounts } from '#domain/reading-counts.ts';
import { SeriesGrid } from '#models/series/series-grid.ts';

const SLOT_MS = SLOT_SECONDS * 1000;
/** An array counts for the watermark while it is heard once in so many times the messages that there are arrays: half an hour of 20 s. */
const HEARD_WITHIN = 90;
/** Before so many rounds of its arrays a partition closes nothing: the first that is heard may be the one whose clock is wrong. */
const FIRST_ROUNDS = 10;
/** Readings of the next day that come before midnight is closed are kept up to so far into it: clocks run ahead, by hours at most. */
const FURTHEST_AHEAD_SLOTS = (3 * 3600) / SLOT_SECONDS;

/** What a partition does not use of its messages; those readings are the nightly run's alone, or nobody's. */
export interface LiveCounts {
  /** Later than their window. */
  late: number;
  /** Of a time that is hours away. */
  ahead: number;
  /** Of devices that are not registered. */
  unregistered: number;
  /** No readings. */
  quarantined: number;
}

/** A reading of a slot that is not closed yet: device, slot of the day (beyond 4,320 of the next one), and its four values. */
export type OpenReading = [device: number, slot: number, number, number, number, number];

interface Device {
  deviceId: string;
  grid: SeriesGrid;
  /** Newest time of its readings, epoch milliseconds. */
  latestMs: number;
  /** The message it was last heard with. */
  heard: number;
}

/** All that a partition's course rests on, as a snapshot keeps it. */
export interface PartitionState {
  day: string;
  /** Slots of the day that are closed. */
  closedSlots: number;
  messages: number;
  counts: LiveCounts;
  devices: { deviceId: string; latestMs: number; heard: number; counts: ReadingCounts }[];
  open: OpenReading[];
}

export interface PartitionRules {
  utcOffsetMinutes: number;
  windowSlots: number;
  latenessMs: number;
  nameplates: ReadonlyMap<string, Nameplate>;
}

/**
 * The day so far of one partition. It is a function of the partition's messages in their order alone, no clock of ours is in it: whoever
 * reads them again closes the same windows with the same readings.
 *
 * A window closes when more than half of the arrays that are heard have reached its end and the allowed lateness: a clock that is ahead
 * moves nothing, and nor do arrays that fell silent hold it back for longer than the rest needs to send their half hour.
 */
export class PartitionDay {
  readonly #rules: PartitionRules;
  #day: string;
  #startMs: number;
  #closedSlots = 0;
  #messages = 0;
  #devices: Device[] = [];
  #numberOf = new Map<string, number>();
  /** Of the next day: it takes its readings when it begins. */
  #nextDay: OpenReading[] = [];
  #reached = 0;
  #askedAt = 0;
  readonly counts: LiveCounts = { late: 0, ahead: 0, unregistered: 0, quarantined: 0 };

  constructor(rules: PartitionRules, day: string) {
    this.#rules = rules;
    this.#day = day;
    this.#startMs = plantDayStartMs(day, rules.utcOffsetMinutes);
  }

  /** The same partition from its snapshot; `seriesOf` gives what is closed of a device's day. */
  static resumed(
    rules: PartitionRules,
    state: PartitionState,
    seriesOf: (deviceId: string) => SeriesGrid['series'] | undefined,
  ): PartitionDay {
    const day = new PartitionDay(rules, state.day);
    day.#closedSlots = state.closedSlots;
    day.#messages = state.messages;
    Object.assign(day.counts, state.counts);
    for (const { deviceId, latestMs, heard, counts } of state.devices) {
      const nameplate = rules.nameplates.get(deviceId);
      const closed = seriesOf(deviceId);
      if (!nameplate) continue;
      const grid = new SeriesGrid(day.#startMs, nameplate);
      if (closed) for (const channel of CHANNELS) grid.series[channel].set(closed[channel]);
      day.#numberOf.set(deviceId, day.#devices.push({ deviceId, grid, latestMs, heard }) - 1);
      Object.assign(grid.counts, counts);
    }
    const numberOf = state.devices.map(({ deviceId }) => day.#numberOf.get(deviceId));
    for (const [device, slot, voltage, current, temperature, irradiance] of state.open) {
      const number = numberOf[device];
      const grid = number === undefined ? undefined : day.#devices[number]?.grid;
      if (number === undefined || !grid) continue;
      if (slot >= SLOTS_PER_DAY) day.#nextDay.push([number, slot, voltage, current, temperature, irradiance]);
      else {
        // It was counted when it came.
        const values = { voltage, current, temperature, irradiance };
        for (const channel of CHANNELS) grid.series[channel][slot] = values[channel];
      }
    }
    day.#countReached();
    return day;
  }

  get day(): string {
    return this.#day;
  }

  get closedSlots(): number {
    return this.#closedSlots;
  }

  /** End of the window that closes next, epoch milliseconds. */
  get nextEndMs(): number {
    return this.#startMs + (this.#closedSlots + this.#rules.windowSlots) * SLOT_MS;
  }

  /** One message that is no reading. */
  addUnreadable(): void {
    this.#messages++;
    this.counts.quarantined++;
  }

  /** @param timestampMs epoch milliseconds; values in V, A, °C, W/m²; NaN is none */
  add(
    deviceId: string,
    timestampMs: number,
    voltage: number,
    current: number,
    temperature: number,
    irradiance: number,
  ): void {
    this.#messages++;
    const number = this.#deviceNumber(deviceId);
    const device = number === undefined ? undefined : this.#devices[number];
    if (number === undefined || !device) {
      this.counts.unregistered++;
      return;
    }
    device.heard = this.#messages;
    if (timestampMs > device.latestMs) {
      const goal = this.nextEndMs + this.#rules.latenessMs;
      if (device.latestMs < goal && timestampMs >= goal) this.#reached++;
      device.latestMs = timestampMs;
    }
    const slot = Math.floor((timestampMs - this.#startMs) / SLOT_MS);
    if (slot < this.#closedSlots) this.counts.late++;
    else if (slot < SLOTS_PER_DAY) device.grid.add(timestampMs, voltage, current, temperature, irradiance);
    else if (slot < SLOTS_PER_DAY + FURTHEST_AHEAD_SLOTS) {
      this.#nextDay.push([number, slot, voltage, current, temperature, irradiance]);
    } else this.counts.ahead++;
  }

  /** True when the next window is over, as far as this partition's messages tell. */
  isDue(): boolean {
    // Asked after every message: the arrays are gone through when another has got there, and once a round of them.
    if (this.#reached === 0 || this.#messages < FIRST_ROUNDS * this.#devices.length) return false;
    if (this.#messages < this.#askedAt && this.#reached * 2 <= this.#devices.length) return false;
    this.#askedAt = this.#messages + this.#devices.length;
    const goal = this.nextEndMs + this.#rules.latenessMs;
    const since = this.#messages - HEARD_WITHIN * this.#devices.length;
    let [heard, there] = [0, 0];
    for (const device of this.#devices) {
      if (device.heard <= since) continue;
      heard++;
      if (device.latestMs >= goal) there++;
    }
    return there * 2 > heard;
  }

  /** The arrays that have sent something of the day, by their grids. */
  grids(): { deviceId: string; grid: SeriesGrid }[] {
    return this.#devices.filter(({ grid }) => grid.counts.received > 0);
  }

  /** Closes the next window, and with the last one the day. Take `grids()` and `state()` of a window between `close` and `begin`. */
  close(): void {
    this.#closedSlots += this.#rules.windowSlots;
    this.#countReached();
  }

  /** Begins the next day when this one is closed. */
  begin(): void {
    if (this.#closedSlots < SLOTS_PER_DAY) return;
    this.#startMs += DAY_MS;
    this.#day = plantDayOf(this.#startMs, this.#rules.utcOffsetMinutes);
    this.#closedSlots = 0;
    this.#devices = this.#devices.map((device) => ({ ...device, grid: this.#gridOf(device.deviceId) ?? device.grid }));
    const readings = this.#nextDay;
    this.#nextDay = [];
    for (const [number, slot, voltage, current, temperature, irradiance] of readings) {
      const atMs = this.#startMs + (slot - SLOTS_PER_DAY) * SLOT_MS;
      this.#devices[number]?.grid.add(atMs, voltage, current, temperature, irradiance);
    }
    this.#countReached();
  }

  state(): PartitionState {
    const open: OpenReading[] = [];
    this.#devices.forEach(({ grid: { series } }, number) => {
      for (let slot = this.#closedSlots; slot < SLOTS_PER_DAY; slot++) {
        const values = CHANNELS.map((channel) => series[channel][slot] as number) as [number, number, number, number];
        if (values.some(Number.isFinite)) open.push([number, slot, ...values]);
      }
    });
    return {
      day: this.#day,
      closedSlots: this.#closedSlots,
      messages: this.#messages,
      counts: { ...this.counts },
      devices: this.#devices.map(({ deviceId, latestMs, heard, grid }) => ({
        deviceId,
        latestMs,
        heard,
        counts: { ...grid.counts },
      })),
      open: [...open, ...this.#nextDay],
    };
  }

  /** The newest reading of each array that has one today, for those who want to know how things are now. */
  newest(): { deviceId: string; latestMs: number; slot: number; grid: SeriesGrid }[] {
    return this.#devices
      .filter(({ latestMs }) => latestMs >= this.#startMs)
      .map(({ deviceId, latestMs, grid }) => {
        return { deviceId, latestMs, slot: Math.floor((latestMs - this.#startMs) / SLOT_MS), grid };
      });
  }

  #deviceNumber(deviceId: string): number | undefined {
    const known = this.#numberOf.get(deviceId);
    if (known !== undefined) return known;
    const grid = this.#gridOf(deviceId);
    if (!grid) return undefined;
    const number = this.#devices.push({ deviceId, grid, latestMs: Number.NEGATIVE_INFINITY, heard: 0 }) - 1;
    this.#numberOf.set(deviceId, number);
    return number;
  }

  #gridOf(deviceId: string): SeriesGrid | undefined {
    const nameplate = this.#rules.nameplates.get(deviceId);
    return nameplate && new SeriesGrid(this.#startMs, nameplate);
  }

  #countReached(): void {
    const goal = this.nextEndMs + this.#rules.latenessMs;
    this.#reached = this.#devices.filter(({ latestMs }) => latestMs >= goal).length;
    this.#askedAt = 0;
  }
}
