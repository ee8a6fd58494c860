import type { RerunPreview } from '#domain/rerun-preview.ts';
import { type RunRequest, runRequestSchema } from '#domain/run.ts';
import { readSettings } from '#server/env.ts';
import { parseInput } from '#server/services/parse-input.ts';
import { planRun } from '#server/services/runs/plan-run.ts';
import { database } from '#server/stores/database.ts';
import { findCurrentRunId } from '#server/stores/plant-days.ts';
import { findLiveRun, getRunRow } from '#server/stores/runs.ts';

/** Says what a run of a day would do, without queueing it. Throws what speaks against it. */
export async function previewRerun(input: RunRequest): Promise<RerunPreview> {
  const request = parseInput(runRequestSchema, input);
  const plantId = readSettings().HELIOGRAPH_PLANT;
  const { day, fromStage, modelVersion, baseRunId, first } = await planRun(plantId, request);
  const currentId = await findCurrentRunId(database(), plantId, day);
  const current = currentId ? await getRunRow(database(), currentId) : null;
  const live = await findLiveRun(database(), plantId, day);
  return {
    day,
    fromStage,
    modelVersion,
    partitions: first.shards.map(({ partition }) => partition),
    silverOf: baseRunId,
    replaces: current && {
      runId: current.id,
      modelVersion: current.modelVersion,
      endedAt: current.endedAt?.toISOString() ?? null,
    },
    waitsFor: live?.id ?? null,
  };
}
