import { type FirstStage, type RunRequest, runRequestSchema } from '#server/domain/run.ts';
import { readSettings } from '#server/env.ts';
import { parseInput } from '#server/services/parse-input.ts';
import { planRun } from '#server/services/runs/plan-run.ts';
import { database } from '#server/stores/database.ts';
import { findCurrentRunId } from '#server/stores/plant-days.ts';
import { findLiveRun, getRunRow } from '#server/stores/runs.ts';

/** What a run would do, and what operators would see instead of what they see now. */
export interface RerunPreview {
  day: string;
  fromStage: FirstStage;
  modelVersion: string;
  /** Shards of its first stage. */
  partitions: number[];
  /** The run whose silver it takes; null when it makes its own. */
  silverOf: string | null;
  /** The result it would replace; null when the day has none. */
  replaces: { runId: string; modelVersion: string | null; endedAt: string | null } | null;
  /** A run that must end before; null when the day is free. */
  waitsFor: string | null;
}

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
