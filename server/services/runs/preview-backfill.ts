import { type BackfillPreview, type BackfillRequest, backfillRequestSchema } from '#domain/backfill.ts';
import { requireAction } from '#server/auth/principal.ts';
import type { ServiceContext } from '#server/services/context.ts';
import { parseInput } from '#server/services/parse-input.ts';
import { planBackfill } from '#server/services/runs/plan-backfill.ts';
import { currentRunIds } from '#server/stores/plant-days.ts';

/** Says what a back-fill would do with every day of its range, without queueing anything. Throws what speaks against it. */
export async function previewBackfill(context: ServiceContext, input: BackfillRequest): Promise<BackfillPreview> {
  requireAction(context.principal, 'runs.request');
  const request = parseInput(backfillRequestSchema, input);
  const planned = await planBackfill(context, request);
  const shown = await currentRunIds(context.db, context.plant.id, request);
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
