import type { RunContext } from '#jobs/pipeline/stage.ts';
import { HeliographError } from '#server/errors.ts';
import { listDoubts } from '#server/services/commissioning/list-doubts.ts';
import type { SystemContext } from '#server/services/context.ts';
import type { LoadedModel } from '#server/services/models/check-model.ts';
import { loadModel } from '#server/services/models/load-model.ts';
import { getPlantWithArrays } from '#server/services/plants/get-plant-with-arrays.ts';
import { findRunPlace } from '#server/services/runs/find-run-place.ts';
import { listPastDays, type PastDay } from '#server/services/runs/list-past-days.ts';

const MAX_CACHED = 4;
const contexts = new Map<string, Promise<RunContext>>();

/** The context of a run; a worker does many shards of the same one. */
export function runContext(services: SystemContext, runId: string): Promise<RunContext> {
  return cached(contexts, runId, async () => {
    const { plantId, day, modelVersion } = await findRunPlace(services, runId);
    const { plant, arrays } = await getPlantWithArrays(services, plantId, day);
    let past: Promise<PastDay[]> | undefined;
    const pastDays = () => {
      past ??= listPastDays(services, plantId, day);
      return past;
    };
    let doubted: Promise<ReadonlyMap<string, string>> | undefined;
    const doubts = () => {
      doubted ??= listDoubts(services, plantId);
      return doubted;
    };
    return { services, plantId, day, plant, arrays, model: () => modelOf(modelVersion), pastDays, doubts };
  });
}

const models = new Map<string, Promise<LoadedModel>>();

function modelOf(version: string): Promise<LoadedModel> {
  return cached(models, version, async () => {
    try {
      return await loadModel({ version });
    } catch (error) {
      // A version that was there when the run was requested, and is gone: no further attempt finds it.
      if (!(error instanceof HeliographError && error.code === 'not_found')) throw error;
      throw new HeliographError('model', error.message, { cause: error });
    }
  });
}

/** The value of a key, made once while it is among the last few; a failure is not kept. */
function cached<Value>(values: Map<string, Promise<Value>>, key: string, make: () => Promise<Value>): Promise<Value> {
  const found = values.get(key);
  if (found) return found;
  const made = make();
  values.set(key, made);
  made.catch(() => values.delete(key));
  for (const oldest of [...values.keys()].slice(0, -MAX_CACHED)) values.delete(oldest);
  return made;
}
