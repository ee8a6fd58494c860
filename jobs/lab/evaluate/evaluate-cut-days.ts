import type { CutHour } from '#domain/evaluation.ts';
import { runOnThreads } from '#jobs/process/thread-pool.ts';
import type { Classifier } from '#models/classifier/classifier.ts';
import { judgeArrayDays } from '#models/classifier/judge-array-days.ts';
import { IMAGE_PIXELS } from '#models/classifier/preprocessing.ts';
import type { LoadedModel } from '#server/services/models/check-model.ts';
import type { CutBatch, CutBatchResult, CutRecord } from './cut-task.ts';
import { shareThat } from './share.ts';

const GROUP_DAYS = 6;
const HOURS = [9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20] as const;
const TASK = new URL('./cut-task.ts', import.meta.url);

/** What a model would have said of array-days at each hour while they went on. */
export async function evaluateCutDays(
  options: { days: number; seed: number },
  model: LoadedModel,
  classifier: Classifier,
  onProgress: (done: number, total: number) => void,
): Promise<CutHour[]> {
  const { seed, days } = options;
  const payloads = Array.from({ length: Math.ceil(days / GROUP_DAYS) }, (_, index): CutBatch => {
    return { seed, index, hours: HOURS, preprocessingJson: model.preprocessingJson };
  });
  const results = await runOnThreads<CutBatch, CutBatchResult>({
    task: TASK,
    payloads,
    onProgress: (done) => onProgress(done, payloads.length * GROUP_DAYS),
  });
  const judged: (CutRecord & { verdict: string | null })[] = [];
  for (const { images, records } of results) {
    const verdicts = await judgeArrayDays(
      records.map(({ coverage, evidence }, index) => ({
        deviceId: String(index),
        image: evidence && images.subarray(index * IMAGE_PIXELS, (index + 1) * IMAGE_PIXELS),
        coverage,
        evidence,
        rejectedPart: 0,
        error: null,
      })),
      classifier,
      model.calibration,
    );
    records.forEach((record, index) => {
      judged.push({ ...record, verdict: verdicts[index]?.condition ?? null });
    });
  }
  return HOURS.map((hour) => {
    const at = judged.filter((day) => day.hour === hour);
    const begun = at.filter(({ condition }) => condition !== 'normal');
    const healthy = at.filter(({ condition }) => condition === 'normal');
    const named = (verdict: string | null) => verdict !== null && verdict !== 'normal';
    return {
      hour,
      right: shareThat(begun, ({ condition, verdict }) => verdict === condition),
      wrong: shareThat(begun, ({ condition, verdict }) => named(verdict) && verdict !== condition),
      falseAlarms: shareThat(healthy, ({ verdict }) => named(verdict)),
    };
  });
}
