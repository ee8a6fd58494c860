import type { ModelView } from '#domain/model-view.ts';
import { requireAction } from '#server/auth/principal.ts';
import type { ServiceContext } from '#server/services/context.ts';
import { loadModelInUse } from '#server/services/models/load-model.ts';

/** The model that runs judge with, and what was found out about it. */
export async function getModel(context: Pick<ServiceContext, 'principal'>): Promise<ModelView> {
  requireAction(context.principal, 'model.read');
  const { version, calibration, metrics } = await loadModelInUse();
  const { training, evaluation } = metrics;
  const days = training?.sets.reduce((sum, set) => sum + set.days, 0) ?? 0;
  return {
    version,
    temperature: calibration.temperature,
    threshold: calibration.threshold,
    normalThreshold: calibration.normalThreshold ?? calibration.threshold,
    checksFamiliarity: calibration.familiarity !== undefined,
    training: training ? { days, seed: training.seed } : null,
    evaluation: evaluation ?? null,
  };
}
