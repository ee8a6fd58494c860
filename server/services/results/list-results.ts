import type { Condition } from '#domain/conditions.ts';
import type { NoVerdictReason } from '#domain/no-verdict-reasons.ts';
import type { ResultList } from '#domain/results.ts';
import { requireAction } from '#server/auth/principal.ts';
import { HeliographError } from '#server/errors.ts';
import type { ServiceContext } from '#server/services/context.ts';
import { resolveDay } from '#server/services/days/resolve-day.ts';
import { resultViewOf } from '#server/services/results/result-view.ts';
import { findCurrentRunId } from '#server/stores/plant-days.ts';
import { getRunRow } from '#server/stores/runs.ts';
import { listVerdictPage } from '#server/stores/verdicts.ts';

export interface ResultFilter {
  condition?: Condition | undefined;
  reason?: NoVerdictReason | undefined;
  /** 0..1; array-days without a confidence are left out. */
  minConfidence?: number | undefined;
}

/** The published verdicts of a day in the order of their deviceId, a page at a time. */
export async function listResults(
  context: ServiceContext,
  input: { day: string; limit: number; after: string | undefined } & ResultFilter,
): Promise<ResultList> {
  requireAction(context.principal, 'plant.read');
  const { limit, after, condition, reason, minConfidence } = input;
  const { db, plant } = context;
  const day = await resolveDay(context, input.day);
  const runId = await findCurrentRunId(db, plant.id, day);
  if (!runId) throw new HeliographError('not_found', `${day} has no published result`);
  const [{ modelVersion }, rows] = await Promise.all([
    getRunRow(db, runId),
    listVerdictPage(db, runId, { take: limit + 1, after, condition, reason, minConfidence }),
  ]);
  const page = rows.slice(0, limit);
  return {
    day,
    runId,
    modelVersion,
    results: page.map((row) => resultViewOf(row, day)),
    nextCursor: rows.length > limit ? (page.at(-1)?.deviceId ?? null) : null,
  };
}
