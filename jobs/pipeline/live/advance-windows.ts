import { z } from 'zod';
import { liveGoldKey, liveOnsetsKey, livePrefix } from '#domain/object-keys.ts';
import { plantDayStartMs, SLOT_SECONDS, shiftPlantDay } from '#domain/plant-day.ts';
import { messageOf } from '#server/errors.ts';
import { openObjectStore } from '#server/gateways/objects/open-object-store.ts';
import { readGold } from '#server/gateways/parquet/gold-file.ts';
import { log } from '#server/log.ts';
import { listDoubts } from '#server/services/commissioning/list-doubts.ts';
import type { SystemContext } from '#server/services/context.ts';
import { publishWindow } from '#server/services/live/publish-window.ts';
import type { WindowOutcome } from '#server/services/live/window-outcomes.ts';
import { loadModelInUse } from '#server/services/models/load-model.ts';
import { getPlantWithArrays } from '#server/services/plants/get-plant-with-arrays.ts';
import { listPastDays } from '#server/services/runs/list-past-days.ts';
import {
  claimPart,
  type LivePartRow,
  listOldestOpenParts,
  listSnapshotKeys,
  markJudged,
  releasePart,
  removePartsBefore,
} from '#server/stores/live-parts.ts';
import type { WindowToJudge } from './payload.ts';

/** Who claims a part and dies holds it for so long. */
const LEASE_SECONDS = 120;
/** Days of which the day-so-far files are kept: a worker that was away may need yesterday's. */
const KEPT_DAYS = 2;
/** Several topics share the numbers of a run's shards (server/gateways/readings/kafka-source.ts). */
const SHARDS_PER_TOPIC = 10_000;

export interface AdvanceOptions {
  plantId: string;
  windowMinutes: number;
  topics: readonly string[];
  /** Judges a part on a thread. */
  judge: (payload: WindowToJudge) => Promise<unknown>;
}

/**
 * Judges and publishes the plant's windows as far as all partitions have closed them, oldest first. Every worker may do so at the same
 * time: a part is judged by who claims it, and a window is published once.
 */
export async function advanceWindows(services: SystemContext, options: AdvanceOptions): Promise<number> {
  for (let published = 0; ; published++) {
    const parts = await listOldestOpenParts(services.db, options.plantId);
    const [first] = parts;
    if (!first || parts.length < first.counts.partitions) return published;
    await judgeParts(services, parts, options);
    const judged = await listOldestOpenParts(services.db, options.plantId);
    if (judged[0]?.endAt.getTime() !== first.endAt.getTime()) continue;
    // Others are at it: they publish, or the next look does.
    if (judged.some(({ goldKey }) => goldKey === null)) return published;
    await publish(services, judged, options);
  }
}

async function judgeParts(
  services: SystemContext,
  parts: readonly LivePartRow[],
  { plantId, topics, judge }: AdvanceOptions,
): Promise<void> {
  const [first] = parts;
  const waiting = parts.filter(({ goldKey }) => goldKey === null);
  if (!first || waiting.length === 0) return;
  const { day } = first;
  const { plant, arrays } = await getPlantWithArrays(services, plantId, day);
  const nameplates = new Map(arrays.map(({ deviceId, nameplate }) => [deviceId, nameplate]));
  const pastDays = await listPastDays(services, plantId, day);
  const doubts = await listDoubts(services, plantId);
  const { version, topologyJson, weights, calibration, preprocessingJson } = await loadModelInUse();
  const model = { version, topologyJson, weights, calibration, preprocessingJson };
  const knownUntil = (first.endAt.getTime() - plantDayStartMs(day, plant.utcOffsetMinutes)) / (SLOT_SECONDS * 1000);
  await Promise.all(
    waiting.map(async (part) => {
      if (!(await claimPart(services.db, part, LEASE_SECONDS))) return;
      const { topic, partition } = part;
      const goldKey = liveGoldKey({ plantId, day, endSlot: knownUntil, topic, partition });
      try {
        await judge({
          plantId,
          day,
          shard: topics.indexOf(topic) * SHARDS_PER_TOPIC + partition,
          snapshotKeys: await listSnapshotKeys(services.db, part, part),
          knownUntil,
          nameplates,
          sketchKey: part.sketchKey,
          sketchKeys: parts.map(({ sketchKey }) => sketchKey),
          goldKey,
          pastDays,
          doubts,
          model,
        });
        await markJudged(services.db, part, { goldKey, modelVersion: version });
      } catch (error) {
        await releasePart(services.db, part);
        log.warn({ plantId, topic, partition, endAt: part.endAt, error: messageOf(error) }, 'live window not judged');
      }
    }),
  );
}

const onsetsSchema = z.record(z.string(), z.object({ slot: z.number(), uncertaintySlots: z.number() }));

async function publish(
  services: SystemContext,
  parts: readonly LivePartRow[],
  { plantId, windowMinutes }: AdvanceOptions,
): Promise<void> {
  const [first] = parts;
  if (!first) return;
  const store = openObjectStore('gold');
  const outcomes: WindowOutcome[] = [];
  for (const { goldKey } of parts) {
    if (goldKey === null) continue;
    const onsets = onsetsSchema.parse(JSON.parse(Buffer.from(await store.get(liveOnsetsKey(goldKey))).toString()));
    for (const verdict of await readGold(store, goldKey)) {
      outcomes.push({ ...verdict, onset: onsets[verdict.deviceId] ?? null });
    }
  }
  outcomes.sort((a, b) => (a.deviceId < b.deviceId ? -1 : 1));
  const { day, endAt, modelVersion } = first;
  const window = { plantId, day, endAt, windowMinutes, modelVersion: modelVersion ?? '', outcomes };
  if (await publishWindow(services, window)) {
    log.info({ plantId, endAt, arrays: outcomes.length }, 'live window published');
    await forget(services, plantId, shiftPlantDay(day, 1 - KEPT_DAYS));
  }
}

/** What is older than any worker may need goes; live gold stays. */
async function forget({ db }: SystemContext, plantId: string, before: string): Promise<void> {
  for (const day of await removePartsBefore(db, plantId, before)) {
    await openObjectStore('silver').removeAll(livePrefix(plantId, day));
  }
}
