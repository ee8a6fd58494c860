import type { ModelVersions } from '#domain/model-versions.ts';
import { mayDo, type Principal } from '#server/auth/principal.ts';
import { readSettings } from '#server/env.ts';
import { listModels } from '#server/services/models/list-models.ts';
import { database } from '#server/stores/database.ts';
import { listModelStretches } from '#server/stores/model-stretches.ts';

const MAX_STRETCHES = 200;

/** The models that are known, which is in use, and which days were judged by which. */
export async function listModelVersions(actor: Principal): Promise<ModelVersions> {
  const [models, stretches] = await Promise.all([
    listModels(),
    listModelStretches(database(), readSettings().HELIOGRAPH_PLANT, MAX_STRETCHES),
  ]);
  return { models, stretches, mayUse: mayDo(actor, 'model.use') };
}
