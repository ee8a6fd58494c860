import { z } from 'zod';
import { liveLightKey, liveOnsetsKey } from '#domain/object-keys.ts';
import { ownProfilesOf } from '#jobs/pipeline/own-profiles.ts';
import { threadClassifier } from '#jobs/pipeline/thread-classifier.ts';
import { threadPeers } from '#jobs/pipeline/thread-peers.ts';
import { threadTask } from '#jobs/process/thread-pool.ts';
import type { OwnProfile } from '#models/operation/own-profile.ts';
import { daylightOf, sumDaylight } from '#models/series/daylight.ts';
import { openObjectStore } from '#server/gateways/objects/open-object-store.ts';
import { encodeGold } from '#server/gateways/parquet/gold-file.ts';
import { BoundedCache } from '#server/services/bounded-cache.ts';
import { readDaySoFar } from './day-so-far.ts';
import { daysSoFar, judgeWindow, type WindowVerdict } from './judge-window.ts';
import type { WindowToJudge } from './payload.ts';

/** Array-days whose images are in memory at once. */
const AT_ONCE = 128;
const lightSchema = z.object({ seen: z.array(z.number()), lit: z.array(z.number()) });

/** What the past taught serves all windows of a day. */
const profiles = new BoundedCache<ReadonlyMap<string, OwnProfile>>(64);

/** In a worker thread: the day so far of a partition's arrays -> provisional verdicts -> live gold. */
export const run = threadTask(async (payload: WindowToJudge): Promise<number> => {
  const { plantId, day, shard, snapshotKeys, knownUntil, nameplates, sketchKeys, goldKey, pastDays, doubts, model } =
    payload;
  const arrays = daysSoFar((await readDaySoFar(snapshotKeys)).arrays, nameplates);
  const ids = arrays.map(({ deviceId }) => deviceId);
  const pastOf = [plantId, day, shard, ids.length, pastDays.map((past) => past.day).join(' ')].join('/');
  const context = {
    day,
    knownUntil,
    peers: await threadPeers(sketchKeys.map((key) => ({ key }))),
    daylight: daylightOf(sumDaylight(await Promise.all(sketchKeys.map(readLight)))),
    profiles: await profiles.get(pastOf, () => ownProfilesOf(ids, shard, pastDays)),
    doubts,
    preprocessingJson: model.preprocessingJson,
    calibration: model.calibration,
    classifier: await threadClassifier(model),
  };
  const verdicts: WindowVerdict[] = [];
  for (let from = 0; from < arrays.length; from += AT_ONCE) {
    verdicts.push(...(await judgeWindow(arrays.slice(from, from + AT_ONCE), context)));
  }
  const store = openObjectStore('gold');
  const onsets = Object.fromEntries(verdicts.flatMap(({ deviceId, onset }) => (onset ? [[deviceId, onset]] : [])));
  await store.put(liveOnsetsKey(goldKey), Buffer.from(JSON.stringify(onsets)));
  await store.put(goldKey, encodeGold(verdicts, model.version));
  return verdicts.length;
});

async function readLight(sketchKey: string) {
  const bytes = await openObjectStore('silver').get(liveLightKey(sketchKey));
  const { seen, lit } = lightSchema.parse(JSON.parse(Buffer.from(bytes).toString()));
  return { seen: Uint32Array.from(seen), lit: Uint32Array.from(lit) };
}
