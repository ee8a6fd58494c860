import type { RerunPreview } from '#domain/rerun-preview.ts';
import { type RunRequest, runRequestSchema } from '#domain/run.ts';
import { requireAction } from '#server/auth/principal.ts';
import type { ServiceContext } from '#server/services/context.ts';
import { parseInput } from '#server/services/parse-input.ts';
import { planRun } from '#server/services/runs/plan-run.ts';
import { findCurrentRunId } from '#server/stores/plant-days.ts';
import { findLiveRun, getRunRow } from '#server/stores/runs.ts';

/** Says what a run of a day would do, without queueing it. Throws what speaks against it. */
export async function previewRerun(context: ServiceContext, input: RunRequest): Promise<RerunPreview> {
  requireAction(context.principal, 'runs.request');
  const request = parseInput(runRequestSchema, input);
  const { db, plant } = context;
  const { day, fromStage, modelVersion, baseRunId, first } = await planRun(context, request);
  const currentId = await findCurrentRunId(db, plant.id, day);
  const current = currentId ? await getRunRow(db, currentId) : null;
  const live = await findLiveRun(db, plant.id, day);
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
