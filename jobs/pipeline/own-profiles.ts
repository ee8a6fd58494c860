import type { OwnDayProfile } from '#domain/day-profile.ts';
import type { StoredFile } from '#domain/manifest.ts';
import { LEAST_HISTORY_DAYS, type OwnProfile, ownProfileOf } from '#models/operation/own-profile.ts';
import { isQuietDay } from '#models/operation/quiet-day.ts';
import { openObjectStore } from '#server/gateways/objects/open-object-store.ts';
import { type DayVerdict, readGold } from '#server/gateways/parquet/gold-file.ts';
import type { PastDay } from '#server/services/runs/list-past-days.ts';

/**
 * The profiles of a shard's arrays, learnt from the quiet ones of the past days; arrays with too few of them have none. An array
 * is looked for in the gold of its partition first, and in that of the whole day where the partitions have changed.
 */
export async function ownProfilesOf(
  deviceIds: readonly string[],
  partition: number,
  pastDays: readonly PastDay[],
): Promise<Map<string, OwnProfile>> {
  if (pastDays.length < LEAST_HISTORY_DAYS) return new Map();
  const wanted = new Set(deviceIds);
  const found = new Map<string, OwnDayProfile[]>();
  // Oldest first: the newest quiet days are the ones that count.
  for (const { gold } of pastDays.toReversed()) {
    for (const verdict of await verdictsOf(gold, partition, wanted)) {
      if (!verdict.profile || !isQuietDay(verdict)) continue;
      found.set(verdict.deviceId, [...(found.get(verdict.deviceId) ?? []), verdict.profile]);
    }
  }
  return new Map(
    [...found].flatMap(([deviceId, days]) => {
      const profile = ownProfileOf(days);
      return profile ? [[deviceId, profile] as const] : [];
    }),
  );
}

async function verdictsOf(
  gold: readonly StoredFile[],
  partition: number,
  wanted: ReadonlySet<string>,
): Promise<DayVerdict[]> {
  const own = await readOf(gold, partition, wanted);
  if (own.length === wanted.size) return own;
  const whole = await readOf(gold, null, wanted);
  return whole.length > own.length ? whole : own;
}

async function readOf(gold: readonly StoredFile[], partition: number | null, wanted: ReadonlySet<string>) {
  const file = gold.find((entry) => entry.partition === partition);
  if (!file) return [];
  const verdicts = await readGold(openObjectStore('gold'), file.key);
  return verdicts.filter(({ deviceId }) => wanted.has(deviceId));
}
