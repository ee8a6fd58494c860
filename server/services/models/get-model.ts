import type { ModelView } from '#server/domain/model-view.ts';
import { loadModelFiles } from '#server/gateways/model/load-model-files.ts';
import { loadModelMetrics } from '#server/gateways/model/load-model-metrics.ts';

/** The model that runs judge with, and what was found out about it. */
export async function getModel(): Promise<ModelView> {
  const [{ version, temperature, threshold }, metrics] = await Promise.all([loadModelFiles(), loadModelMetrics()]);
  const options = metrics?.training.options;
  return {
    version,
    temperature,
    threshold,
    training: options ? { days: options.trainDays, seed: options.seed } : null,
    evaluation: metrics?.evaluation ?? null,
  };
}
