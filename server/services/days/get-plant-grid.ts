import { encodeOutcomes, type Outcome, type PlantGridView } from '#domain/plant-grid.ts';
import { requireAction } from '#server/auth/principal.ts';
import type { ServiceContext } from '#server/services/context.ts';
import { findDayRuns } from '#server/services/days/find-day-runs.ts';
import { outcomeColumns } from '#server/services/days/outcome-columns.ts';
import { plantViewOf } from '#server/services/plants/plant-view.ts';

/** The plant on one day in columns: what `placeCells` tells, in a tenth of the bytes. */
export async function getPlantGrid(context: ServiceContext, input: { day: string }): Promise<PlantGridView> {
  requireAction(context.principal, 'plant.read');
  const { plant, day, run, newerRun } = await findDayRuns(context, input);
  const { layout, codes, confidence, coverage, loss } = run
    ? await outcomeColumns(context.db, plant, run.id)
    : { layout: plant.layoutVersion, ...encodeOutcomes(Array.from({ length: plant.arrayCount }, () => UNKNOWN)) };
  return {
    plant: plantViewOf(plant),
    day,
    run,
    newerRun,
    layout,
    codes: toBase64(codes),
    confidence: toBase64(confidence),
    coverage: toBase64(coverage),
    loss: toBase64(loss),
  };
}

const UNKNOWN: Outcome = { outcome: null, confidence: null, coverage: null, lossKwh: null, lossUncertaintyKwh: null };

const toBase64 = (bytes: Uint8Array) =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
