import type { Manifest } from '#domain/manifest.ts';
import { manifestKey } from '#domain/object-keys.ts';
import {
  goldFate,
  logFate,
  orphanFate,
  type RemovalReason,
  type RetainedRun,
  type Retention,
  silverFate,
} from '#domain/retention.ts';
import { isLive } from '#domain/run.ts';
import { findManifest, readManifest } from '#server/gateways/manifest/manifest-file.ts';
import { type PlannedRemoval, RUN_BUCKETS, type RunBucket } from '#server/services/housekeeping/planned-removal.ts';
import type { RetainedRunRow } from '#server/stores/retained-runs.ts';

/** Keys of a plant day by run. */
export type DayObjects = Map<string, Record<RunBucket, string[]>>;

interface PlantDay {
  plantId: string;
  day: string;
  objects: DayObjects;
  /** All runs of the plant. */
  runs: readonly RetainedRunRow[];
  retention: Retention;
  nowMs: number;
}

type Unmeasured = Omit<PlannedRemoval, 'bytes'>;

/**
 * What goes of a plant day; `live` when a run of it is under way, which may use what other runs of the day have left.
 * Throws `damaged_file` when a manifest of the day cannot be read, or that of the run on show is not there.
 */
export async function planDay(plantDay: PlantDay): Promise<Unmeasured[] | 'live'> {
  const { plantId, day, objects, retention, nowMs } = plantDay;
  const rows = plantDay.runs.filter((run) => run.day === day);
  if (rows.some(({ state }) => isLive(state))) return 'live';
  const manifests = await readManifests(plantDay, rows);
  const runs = rows.map((row) => retainedRun(row, rows, manifests));
  const named = keysNamed(
    runs.filter((run) => goldFate(run, retention, nowMs) === null).map(({ id }) => manifests.get(id)),
  );

  const removals: Unmeasured[] = [];
  const add = (runId: string, bucket: RunBucket, keys: readonly string[], reason: RemovalReason, orphan = false) => {
    const whole = keys.length === objects.get(runId)?.[bucket].length;
    const runsOfDay = rows.length;
    if (keys.length > 0) removals.push({ plantId, day, runId, bucket, keys, reason, whole, orphan, runsOfDay });
  };
  for (const run of runs) {
    const found = objects.get(run.id);
    if (!found) continue;
    for (const [reason, keys] of grouped(found.silver, (key) => silverFate(run, named.has(key), retention, nowMs)))
      add(run.id, 'silver', keys, reason);
    for (const [reason, keys] of grouped(found.gold, (key) => fateOfGold(run, key, plantDay, manifests)))
      add(run.id, 'gold', keys, reason);
    for (const [reason, keys] of grouped(found.log, () => logFate(run, retention, nowMs)))
      add(run.id, 'log', keys, reason);
  }
  const known = new Set(plantDay.runs.map(({ id }) => id));
  for (const [runId, found] of objects) {
    const reason = known.has(runId) ? null : orphanFate(runId, nowMs);
    for (const bucket of reason ? RUN_BUCKETS : []) add(runId, bucket, found[bucket], reason ?? 'no such run', true);
  }
  return removals;
}

/** The manifests of a day's runs: asked for one by one, as a listing that missed one would let its silver go. */
async function readManifests({ plantId, day, objects }: PlantDay, rows: readonly RetainedRunRow[]) {
  const manifests = new Map<string, Manifest>();
  // A day that holds no more than what is on show of it has nothing to decide.
  const settled = [...objects].every(
    ([runId, { silver }]) => silver.length === 0 && rows.some(({ id, current }) => id === runId && current),
  );
  for (const { id, current } of settled ? [] : rows) {
    const run = { plantId, day, runId: id };
    const manifest = current ? await readManifest(run) : await findManifest(run);
    if (manifest) manifests.set(id, manifest);
  }
  return manifests;
}

function retainedRun(
  row: RetainedRunRow,
  rows: readonly RetainedRunRow[],
  manifests: ReadonlyMap<string, Manifest>,
): RetainedRun {
  const { id, state, current } = row;
  const endedMs = row.endedAt?.getTime() ?? null;
  const later = rows
    .filter((other) => other.state === 'succeeded' && other.id !== id)
    .map((other) => other.endedAt?.getTime() ?? 0)
    .filter((otherMs) => endedMs !== null && otherMs > endedMs);
  const supersededMs = later.length > 0 ? Math.min(...later) : null;
  return { id, state, current, endedMs, supersededMs, committed: manifests.has(id) };
}

/** All of a run's gold shares one fate, but for what its manifest does not name: that was never a part of it. */
function fateOfGold(
  run: RetainedRun,
  key: string,
  { plantId, day, retention, nowMs }: PlantDay,
  manifests: ReadonlyMap<string, Manifest>,
): RemovalReason | null {
  const fate = goldFate(run, retention, nowMs);
  const manifest = manifests.get(run.id);
  if (fate !== null || !manifest || key === manifestKey(plantId, day, run.id)) return fate;
  return keysNamed([manifest]).has(key) ? null : silverFate(run, false, retention, nowMs) && 'no manifest names it';
}

function keysNamed(manifests: readonly (Manifest | undefined)[]): Set<string> {
  return new Set(manifests.flatMap((manifest) => manifest?.files.map(({ key }) => key) ?? []));
}

function grouped(keys: readonly string[], fateOf: (key: string) => RemovalReason | null): Map<RemovalReason, string[]> {
  const groups = new Map<RemovalReason, string[]>();
  for (const key of keys) {
    const fate = fateOf(key);
    if (fate) groups.set(fate, [...(groups.get(fate) ?? []), key]);
  }
  return groups;
}
