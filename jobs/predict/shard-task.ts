import { countDone, countTotal, threadTask } from '#jobs/thread-pool.ts';
import { judgeArrayDays } from '#models/classifier/judge-array-days.ts';
import { coverageOf } from '#models/series/daylight.ts';
import { usableSlots } from '#models/series/series-grid.ts';
import { goldShardKey } from '#server/domain/object-keys.ts';
import { storedFile } from '#server/gateways/manifest/manifest-file.ts';
import { openObjectStore } from '#server/gateways/objects/open-object-store.ts';
import { encodeGold } from '#server/gateways/parquet/gold-file.ts';
import { readSilver } from '#server/gateways/parquet/silver-file.ts';
import type { PredictShard, PredictShardResult } from './definition.ts';
import { threadClassifier } from './thread-classifier.ts';
import { withEnergy } from './with-energy.ts';

/** In a worker thread: silver of one partition -> LeNet-5 -> verdicts -> gold Parquet. */
export const run = threadTask(async (payload: PredictShard, counter): Promise<PredictShardResult> => {
  const { plantId, day, runId, partition, fence, silver, daylight, nameplates, model } = payload;
  const { rows } = await readSilver(openObjectStore('silver'), silver.key);
  countTotal(counter, rows.length);
  const classifier = await threadClassifier(model);
  // By the whole plant's daylight: which arrays share a partition must not decide what coverage they have.
  const days = rows.map((row) => ({ ...row, coverage: row.error ? 0 : coverageOf(usableSlots(row.series), daylight) }));
  const verdicts = (await judgeArrayDays(days, classifier, model.calibration)).map((verdict) => ({ ...verdict, day }));
  const gold = encodeGold(withEnergy(verdicts, rows, nameplates), model.version);
  const key = goldShardKey(plantId, day, runId, partition, fence);
  await openObjectStore('gold').put(key, gold);
  countDone(counter, rows.length);
  const file = storedFile({ bucket: 'gold', key, partition, rows: rows.length }, gold);
  return { arrays: rows.length, file };
});
