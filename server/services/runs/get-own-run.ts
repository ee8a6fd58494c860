import type { ServiceContext } from '#server/services/context.ts';
import { getRunOfPlant, type RunRow } from '#server/stores/runs.ts';

/** A run of the context's plant. Throws `not_found`, for a run of another plant as well. */
export function getOwnRun({ db, plant }: Pick<ServiceContext, 'db' | 'plant'>, runId: string): Promise<RunRow> {
  return getRunOfPlant(db, plant.id, runId);
}
