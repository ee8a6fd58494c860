import type { Nameplate } from '#domain/nameplate.ts';
import { liveSketchKey, liveWindowKey } from '#domain/object-keys.ts';
import { SLOT_SECONDS } from '#domain/plant-day.ts';
import { openObjectStore } from '#server/gateways/objects/open-object-store.ts';
import { DecodeFailure } from '#server/gateways/readings/decode-failure.ts';
import { ReadingBatchBuilder } from '#server/gateways/readings/reading-batch-builder.ts';
import type { ReadingDecoder } from '#server/gateways/readings/reading-decoder.ts';
import type { Database } from '#server/stores/database.ts';
import { findLastPart, insertPart, listSnapshotKeys, type PartitionPlace } from '#server/stores/live-parts.ts';
import { encodeClosed, readDaySoFar } from './day-so-far.ts';
import { PartitionDay, type PartitionRules } from './partition-day.ts';
import type { ClosedWindow } from './payload.ts';

/** A message as a consumer gets it. */
export interface LiveMessage {
  offset: number;
  key: Buffer | null;
  value: Buffer | null;
}

export interface PartitionOptions extends PartitionRules {
  db: Database;
  decoder: ReadingDecoder;
  partitions: number;
  /** Counts what the arrays of a closed window add to the plant's reference, and keeps it. */
  sketch: (closed: ClosedWindow) => Promise<unknown>;
  nameplates: ReadonlyMap<string, Nameplate>;
}

/** One partition of a topic as it is read: its day so far, and the offset that reading goes on with. */
export class LivePartition {
  readonly place: PartitionPlace;
  readonly day: PartitionDay;
  /** The next message. */
  offset: number;
  /** False until the consumer stands at that offset. */
  isSought = false;
  /** When the last message came, by this process's own clock. */
  heardAtMs = performance.now();
  readonly #options: PartitionOptions;
  readonly #batch = new ReadingBatchBuilder(1);

  private constructor(place: PartitionPlace, options: PartitionOptions, day: PartitionDay, offset: number) {
    this.place = place;
    this.day = day;
    this.offset = offset;
    this.#options = options;
  }

  /**
   * A partition where its newest snapshot left it; else at the first message of `begin.day`.
   * @param begin `isKept` says whether a snapshot of a day still serves
   */
  static async open(
    place: PartitionPlace,
    options: PartitionOptions,
    begin: { day: string; isKept: (day: string) => boolean; firstOffset: () => Promise<number> },
  ): Promise<LivePartition> {
    const last = await findLastPart(options.db, place);
    if (!last || !begin.isKept(last.day)) {
      return new LivePartition(place, options, new PartitionDay(options, begin.day), await begin.firstOffset());
    }
    const keys = await listSnapshotKeys(options.db, place, last);
    const { arrays, state } = await readDaySoFar(keys);
    const seriesOf = new Map(arrays.map(({ deviceId, series }) => [deviceId, series]));
    const day = PartitionDay.resumed(options, state, (deviceId) => seriesOf.get(deviceId));
    // The snapshot of a day's last window is of that day; reading goes on with the next.
    day.begin();
    return new LivePartition(place, options, day, last.offset);
  }

  /** Takes messages in their order; those before its offset it has had. Windows that they end are closed on the way. */
  async take(messages: readonly LiveMessage[], onClosed: () => Promise<void>): Promise<void> {
    this.heardAtMs = performance.now();
    for (const message of messages) {
      if (message.offset < this.offset) continue;
      await this.#add(message);
      this.offset = message.offset + 1;
      while (this.day.isDue()) {
        await this.closeWindow();
        await onClosed();
      }
    }
  }

  /** Closes the next window: first its readings are kept, then that it is closed. Who dies between does the same again. */
  async closeWindow(): Promise<void> {
    const { day, offset, place } = this;
    const { windowSlots, db, partitions, nameplates, sketch } = this.#options;
    const endAt = new Date(day.nextEndMs);
    day.close();
    const at = { ...place, day: day.day, endSlot: day.closedSlots };
    const [snapshotKey, sketchKey] = [liveWindowKey(at), liveSketchKey(at)];
    await openObjectStore('silver').put(snapshotKey, await encodeClosed(day, windowSlots));
    const earlier = await listSnapshotKeys(db, place, { day: day.day, endAt: new Date(endAt.getTime() - 1) });
    const snapshotKeys = [...earlier, snapshotKey];
    await sketch({ snapshotKeys, knownUntil: day.closedSlots, nameplates, sketchKey });
    const counts = { partitions, ...day.counts };
    const arrays = day.grids().length;
    await insertPart(db, { ...place, endAt, day: day.day, offset, arrays, counts, snapshotKey, sketchKey });
    day.begin();
  }

  async #add({ key, value }: LiveMessage): Promise<void> {
    const { decoder } = this.#options;
    const bytes = value ?? Buffer.alloc(0);
    try {
      const schemaId = decoder.unlearntSchema(bytes, 0, bytes.length);
      if (schemaId !== undefined) await decoder.learn(schemaId);
      decoder.decodeInto(bytes, 0, bytes.length, this.#batch);
    } catch (error) {
      if (!(error instanceof DecodeFailure)) throw error;
      this.day.addUnreadable();
      return;
    }
    const { deviceIds, timestampsMs, voltage, current, temperature, irradiance } = this.#batch.take();
    const deviceId = deviceIds[0] ?? '';
    // The nightly run quarantines it for the same reason.
    if (key?.toString() !== deviceId) {
      this.day.addUnreadable();
      return;
    }
    const at = (column: Float32Array) => column[0] ?? Number.NaN;
    this.day.add(deviceId, timestampsMs[0] ?? 0, at(voltage), at(current), at(temperature), at(irradiance));
  }
}

export const slotsOf = (windowMinutes: number) => (windowMinutes * 60) / SLOT_SECONDS;
