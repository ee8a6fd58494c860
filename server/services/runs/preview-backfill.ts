import { type BackfillPreview, type BackfillRequest, backfillRequestSchema } from '#domain/backfill.ts';
import { readSettings } from '#server/env.ts';
import { parseInput } from '#server/services/parse-input.ts';
import { planBackfill } from '#server/services/runs/plan-backfill.ts';
import { database } from '#server/stores/database.ts';
import { currentRunIds } from '#server/stores/plant-days.ts';

/** Says what a back-fill would do with every day of its range, without queueing anything. Throws what speaks against it. */
export async function previewBackfill(input: BackfillRequest): Promise<BackfillPreview> {
  const request = parseInput(backfillRequestSchema, input);
  const plantId = readSettings().HELIOGRAPH_PLANT;
  const planned = await planBackfill(plantId, request);
  const shown = await currentRunIds(database(), plantId, request);
  return {
    days: planned.map((entry) => ({
      day: entry.day,
      outcome: entry.outcome,
      reason: reasonOf(entry),
      replaces: entry.outcome === 'run' ? (shown.get(entry.day) ?? null) : null,
    })),
  };
}

function reasonOf(entry: Awaited<ReturnType<typeof planBackfill>>[number]): string | null {
  if (entry.outcome === 'run') return null;
  return entry.outcome === 'live' ? `run ${entry.runId} is under way` : entry.reason;
}
