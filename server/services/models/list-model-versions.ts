import type { ModelVersions } from '#domain/model-versions.ts';
import { mayDo } from '#server/auth/principal.ts';
import type { ServiceContext } from '#server/services/context.ts';
import { listModels } from '#server/services/models/list-models.ts';
import { listModelStretches } from '#server/stores/model-stretches.ts';

const MAX_STRETCHES = 200;

/** The models that are known, which is in use, and which days were judged by which. */
export async function listModelVersions(context: ServiceContext): Promise<ModelVersions> {
  const { db, plant, principal } = context;
  const [models, stretches] = await Promise.all([listModels(context), listModelStretches(db, plant.id, MAX_STRETCHES)]);
  return { models, stretches, mayUse: mayDo(principal, 'model.use') };
}
