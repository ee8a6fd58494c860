import { runIngest, sourceOf } from '#jobs/ingest/run.ts';
import { runNotify } from '#jobs/notify/run.ts';
import { runPredict } from '#jobs/predict/run.ts';
import { runPublish } from '#jobs/publish/run.ts';
import { daylightOf, sumDaylight } from '#models/series/daylight.ts';
import type { StageName } from '#server/domain/run.ts';
import { HeliographError, messageOf } from '#server/errors.ts';
import type { LoadedModel } from '#server/services/models/check-model.ts';
import { loadModelInUse } from '#server/services/models/load-model.ts';
import { getPlantWithArrays } from '#server/services/plants/get-plant-with-arrays.ts';
import { archiveRunLog } from '#server/services/runs/archive-run-log.ts';
import { completeRun, failRun } from '#server/services/runs/end-run.ts';
import { keepRunAlive } from '#server/services/runs/keep-run-alive.ts';
import { startRun } from '#server/services/runs/start-run.ts';
import { trackStage } from '#server/services/runs/track-stage.ts';

export type RunProgress = (progress: { stage: StageName; done: number; total: number }) => void;

/** Executes a queued run in this process, stage after stage. Whatever goes wrong ends in its state and its log. */
export async function executeRun(
  runId: string,
  options: { signal?: AbortSignal; onProgress?: RunProgress } = {},
): Promise<void> {
  const model = await loadModelOrFail(runId);
  const { plantId, day } = await startRun(runId, model.version);
  const heart = keepRunAlive(runId);
  const signal = options.signal ? AbortSignal.any([options.signal, heart.signal]) : heart.signal;
  const total = (await getPlantWithArrays(plantId)).arrays.length;
  const stage = <Result>(name: StageName, work: (onProgress: (done: number) => void) => Promise<Result>) => {
    signal.throwIfAborted();
    return trackStage(runId, name, total, (save) =>
      work((done) => {
        save(done);
        options.onProgress?.({ stage: name, done, total });
      }),
    );
  };
  try {
    const context = { runId, plantId, day, model, signal };
    const ingested = await stage('ingest', (onProgress) => runIngest({ ...context, onProgress }));
    const partitions = ingested.map(({ partition }) => partition);
    const daylight = daylightOf(sumDaylight(ingested.map((shard) => shard.daylight)));
    const shards = { partitions, daylight };
    const predicted = await stage('predict', (onProgress) => runPredict({ ...context, onProgress }, shards));
    const output = {
      silver: ingested.map(({ file }) => file),
      gold: predicted.map(({ file }) => file),
      counts: ingested.map(({ counts }) => counts),
      source: sourceOf(ingested),
    };
    await stage('publish', (onProgress) => runPublish({ ...context, onProgress }, output));
    await stage('notify', () => runNotify({ runId, day, error: null }));
    await completeRun(runId);
  } catch (error) {
    const cause = signal.aborted ? 'interrupted before it ended' : messageOf(error);
    if (await failRun(runId, cause)) await runNotify({ runId, day, error: cause });
    throw signal.aborted ? new HeliographError('cancelled', `the run of ${day} was ${cause}`) : error;
  } finally {
    heart.stop();
    await archiveRunLog(runId);
  }
}

/** A run whose model cannot be read has failed before it began; left queued it would hold its day for ever. */
async function loadModelOrFail(runId: string): Promise<LoadedModel> {
  try {
    return await loadModelInUse();
  } catch (error) {
    await failRun(runId, messageOf(error));
    await archiveRunLog(runId);
    throw error;
  }
}
