import { formatUtcOffset, plantDayOf } from '#domain/plant-day.ts';
import type { FirstStage, RunRequest } from '#domain/run.ts';
import { HeliographError } from '#server/errors.ts';
import { openObjectStore } from '#server/gateways/objects/open-object-store.ts';
import type { ServiceContext } from '#server/services/context.ts';
import { isSilverOfKeyRemoved } from '#server/services/housekeeping/silver-removed.ts';
import { loadModel, loadModelInUse } from '#server/services/models/load-model.ts';
import { ingest, ingestResultOf } from '#server/services/runs/stages/ingest.ts';
import { predict } from '#server/services/runs/stages/predict.ts';
import { type PlannedStage, planStage } from '#server/services/runs/stages/stage-rules.ts';
import { databaseNowMs } from '#server/stores/database.ts';
import type { PlantRow } from '#server/stores/plants.ts';
import { findIngestedRun } from '#server/stores/runs.ts';
import { listShardRows } from '#server/stores/shards.ts';

/** A run that could be queued: nothing speaks against it any more. */
export interface RunPlan {
  plantId: string;
  day: string;
  fromStage: FirstStage;
  /** The run whose silver is taken; null when it makes its own. */
  baseRunId: string | null;
  modelVersion: string;
  first: PlannedStage;
}

/** Checks a request and settles what the run will do. Throws the reason why it cannot be done; nothing is changed. */
export async function planRun(context: ServiceContext, request: RunRequest): Promise<RunPlan> {
  const { db, plant } = context;
  const { day, fromStage = 'ingest', modelVersion } = request;
  refuseFuture(plant, day, await databaseNowMs(db));
  const model = modelVersion === undefined ? await loadModelInUse() : await loadModel({ version: modelVersion });
  const plan = { plantId: plant.id, day, fromStage, modelVersion: model.version };
  if (fromStage === 'predict') return { ...plan, ...(await planPredict(context, day)) };
  return { ...plan, baseRunId: null, first: await planStage(ingest, { plant, day, before: [] }) };
}

function refuseFuture({ utcOffsetMinutes }: PlantRow, day: string, nowMs: number): void {
  const today = plantDayOf(nowMs, utcOffsetMinutes);
  if (day < today) return;
  const where = formatUtcOffset(utcOffsetMinutes);
  throw new HeliographError('invalid_input', `${day} is not over at the plant, where it is ${today} (${where})`);
}

async function planPredict({ db, plant }: ServiceContext, day: string) {
  const base = await findIngestedRun(db, plant.id, day);
  if (!base) throw new HeliographError('no_data', `there is no silver of ${day}: run from ingest`);
  const before = await listShardRows(db, base.id, ingest.name);
  const first = await planStage(predict, { plant, day, before });
  for (const { result } of before) {
    const { file, sketch } = ingestResultOf(result);
    if (await isSilverOfKeyRemoved(db, file.key)) throw silverIs('no longer kept', day);
    for (const { key, bytes } of [file, sketch]) await requireSilver(key, bytes, day);
  }
  return { baseRunId: base.id, first };
}

async function requireSilver(key: string, bytes: number, day: string): Promise<void> {
  const found = await openObjectStore('silver')
    .sizeOf(key)
    .catch((error: unknown) => {
      if (error instanceof HeliographError && error.code === 'not_found') return null;
      throw error;
    });
  if (found === bytes) return;
  throw silverIs(`${found === null ? 'gone' : 'damaged'} (${key})`, day);
}

function silverIs(how: string, day: string): HeliographError {
  return new HeliographError('no_data', `silver of ${day} is ${how}: run from ingest`);
}
