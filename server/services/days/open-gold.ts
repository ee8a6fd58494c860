import { requireAction } from '#server/auth/principal.ts';
import { HeliographError } from '#server/errors.ts';
import { fileOf, readManifest, readStoredFile } from '#server/gateways/manifest/manifest-file.ts';
import type { ServiceContext } from '#server/services/context.ts';
import { resolveDay } from '#server/services/days/resolve-day.ts';
import { findCurrentRunId } from '#server/stores/plant-days.ts';

/** The published verdicts of a day as one Parquet file. */
export async function openGold(
  context: ServiceContext,
  input: { day: string },
): Promise<{ fileName: string; bytes: Uint8Array<ArrayBuffer>; sha256: string }> {
  requireAction(context.principal, 'exports.read');
  const { db, plant } = context;
  const day = await resolveDay(context, input.day);
  const runId = await findCurrentRunId(db, plant.id, day);
  if (!runId) throw new HeliographError('not_found', `${day} has no published result`);
  const manifest = await readManifest({ plantId: plant.id, day, runId });
  const gold = fileOf(manifest, 'gold', null);
  const bytes = await readStoredFile(gold);
  return { fileName: `heliograph-${plant.id}-${day}.parquet`, bytes, sha256: gold.sha256 };
}
