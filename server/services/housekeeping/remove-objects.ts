import { type Bucket, manifestKey, runPrefix } from '#domain/object-keys.ts';
import { requireAction } from '#server/auth/principal.ts';
import { openObjectStore } from '#server/gateways/objects/open-object-store.ts';
import type { InstallationContext } from '#server/services/context.ts';
import type { PlannedRemoval } from '#server/services/housekeeping/planned-removal.ts';
import { appendAudit } from '#server/stores/audit.ts';
import { findCurrentRunId } from '#server/stores/plant-days.ts';
import { deleteRemoval, insertRemoval } from '#server/stores/removals.ts';
import { countRuns } from '#server/stores/retained-runs.ts';

/**
 * Removes what was planned; false when a run of the day has begun since, which may name what it found there. The record
 * is written before the look for such a run, and a run is written before its look for the record: one sees the other.
 * The entry in the audit log comes before the first object goes: without it nothing does.
 */
export async function removeObjects(context: InstallationContext, removal: PlannedRemoval): Promise<boolean> {
  const { db, principal } = context;
  requireAction(principal, 'housekeeping.run');
  const { plantId, day, runId, bucket, whole, orphan, bytes, keys } = removal;
  const record = whole && !orphan;
  const isNew = record && (await insertRemoval(db, { runId, bucket, objects: keys.length, bytes }));
  let recorded = false;
  try {
    if (await mustStay(context, removal)) return false;
    await auditRemoval(context, removal);
    recorded = true;
  } finally {
    if (isNew && !recorded) await deleteRemoval(db, runId, bucket);
  }
  await removeKeys(bucket, { plantId, day, runId, whole, keys });
  return true;
}

function auditRemoval(
  { db, principal }: InstallationContext,
  { plantId, day, runId, bucket, reason, keys, bytes }: PlannedRemoval,
) {
  return appendAudit(db, {
    actor: principal,
    action: 'housekeeping.run: remove',
    target: { kind: 'run', id: runId },
    before: { plantId, day, bucket, objects: keys.length, bytes },
    after: { reason },
  });
}

async function mustStay(
  { db }: InstallationContext,
  { plantId, day, runId, bucket, runsOfDay }: PlannedRemoval,
): Promise<boolean> {
  // No run of the day was live when this was planned, and runs are never deleted: the same number is the same runs.
  if ((await countRuns(db, plantId, day)) !== runsOfDay) return true;
  // Silver and log of what is on show may go, its gold never.
  return bucket === 'gold' && (await findCurrentRunId(db, plantId, day)) === runId;
}

/** The manifest goes first: what a manifest names is there, at every moment, and an interrupted sweep finds the rest. */
async function removeKeys(
  bucket: Bucket,
  run: Pick<PlannedRemoval, 'plantId' | 'day' | 'runId' | 'whole' | 'keys'>,
): Promise<void> {
  const store = openObjectStore(bucket);
  const manifest = manifestKey(run.plantId, run.day, run.runId);
  if (bucket === 'gold' && run.keys.includes(manifest)) await store.remove(manifest);
  if (run.whole) await store.removeAll(runPrefix(run.plantId, run.day, run.runId));
  else for (const key of run.keys) await store.remove(key);
}
