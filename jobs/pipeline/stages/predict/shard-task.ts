import { goldShardKey, scalogramsShardKey } from '#domain/object-keys.ts';
import type { ScalogramRow, SilverRow } from '#domain/silver.ts';
import { ownProfilesOf } from '#jobs/pipeline/own-profiles.ts';
import { threadClassifier } from '#jobs/pipeline/thread-classifier.ts';
import { threadPeers } from '#jobs/pipeline/thread-peers.ts';
import { countDone, countTotal, threadTask } from '#jobs/process/thread-pool.ts';
import { type ExaminedArrayDay, examineArrayDay } from '#models/classifier/examine-array-day.ts';
import { judgeArrayDays } from '#models/classifier/judge-array-days.ts';
import { parsePreprocessing, planOf } from '#models/classifier/preprocessing.ts';
import { heldAgainstRegistry } from '#models/classifier/registration-doubt.ts';
import { samplingOf } from '#models/operation/complete-series.ts';
import { coverageOf } from '#models/series/daylight.ts';
import { rejectedPartOf } from '#models/series/rejected-part.ts';
import { messageOf } from '#server/errors.ts';
import { storedFile } from '#server/gateways/manifest/manifest-file.ts';
import { openObjectStore } from '#server/gateways/objects/open-object-store.ts';
import { encodeGold } from '#server/gateways/parquet/gold-file.ts';
import { encodeScalograms } from '#server/gateways/parquet/scalogram-file.ts';
import { readSilver } from '#server/gateways/parquet/silver-file.ts';
import type { PredictShard, PredictShardResult } from './payload.ts';
import { withEnergy } from './with-energy.ts';

/** In a worker thread: silver of one partition -> scalograms -> LeNet-5 -> verdicts -> gold Parquet. */
export const run = threadTask(async (payload: PredictShard, counter): Promise<PredictShardResult> => {
  const { plantId, day, runId, partition, fence, silver, sketches, nameplates, pastDays, model } = payload;
  const rows = await readSilver(openObjectStore('silver'), silver.key);
  countTotal(counter, rows.length);
  const peers = await threadPeers(sketches);
  const profiles = await ownProfilesOf(
    rows.map(({ deviceId }) => deviceId),
    partition,
    pastDays,
  );
  const preprocessing = parsePreprocessing(model.preprocessingJson);
  const plan = planOf(preprocessing);
  const examined = rows.map((row) => {
    const context = { peers, profile: profiles.get(row.deviceId) ?? null };
    const nameplate = nameplates.get(row.deviceId);
    const found = examinedOf(row, () =>
      nameplate ? examineArrayDay({ series: row.series, nameplate, context, plan, preprocessing }) : null,
    );
    countDone(counter);
    return found;
  });
  const verdicts = await judged(payload, examined);
  const operations = new Map(
    examined.flatMap(({ row, day: found }) => (found ? [[row.deviceId, found.operation] as const] : [])),
  );
  const gold = encodeGold(withEnergy(verdicts, rows, nameplates, operations), model.version);
  const key = goldShardKey(plantId, day, runId, partition, fence);
  await openObjectStore('gold').put(key, gold);
  const images = examined.flatMap(({ row, day: found }): ScalogramRow[] =>
    found ? [{ deviceId: row.deviceId, image: found.image }] : [],
  );
  const origin = { day, modelVersion: model.version, preprocessingJson: model.preprocessingJson };
  const scalograms = encodeScalograms(images, origin);
  const imagesKey = scalogramsShardKey(plantId, day, runId, partition, fence);
  await openObjectStore('silver').put(imagesKey, scalograms);
  const imagesPlace = { bucket: 'silver', content: 'scalograms', partition, rows: images.length } as const;
  return {
    arrays: rows.length,
    file: storedFile({ bucket: 'gold', key, partition, rows: rows.length }, gold),
    scalograms: storedFile({ ...imagesPlace, key: imagesKey }, scalograms),
  };
});

interface Examined {
  row: SilverRow;
  day: ExaminedArrayDay | null;
  error: string | null;
}

/** One array that fails does not fail its shard: its verdict says why instead. */
function examinedOf(row: SilverRow, examine: () => ExaminedArrayDay | null): Examined {
  if (row.error !== null) return { row, day: null, error: row.error };
  try {
    return { row, day: examine(), error: null };
  } catch (error) {
    return { row, day: null, error: messageOf(error) };
  }
}

async function judged({ day, daylight, model, doubts }: PredictShard, examined: readonly Examined[]) {
  const classifier = await threadClassifier(model);
  const days = examined.map(({ row, day: found, error }) => ({
    deviceId: row.deviceId,
    image: found?.image ?? null,
    evidence: found?.evidence ?? null,
    error,
    rejectedPart: rejectedPartOf(row.counts),
    // By the whole plant's daylight: which arrays share a partition must not decide what coverage they have.
    coverage: error === null ? coverageOf(samplingOf(row.series).covered, daylight) : 0,
  }));
  const verdicts = await judgeArrayDays(days, classifier, model.calibration);
  return verdicts.map((verdict, index) => ({
    ...heldAgainstRegistry(verdict, doubts.get(verdict.deviceId) ?? null),
    day,
    profile: examined[index]?.day?.profile ?? null,
  }));
}
