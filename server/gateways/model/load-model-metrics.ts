import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type ModelMetrics, modelMetricsSchema } from '#server/domain/model-metrics.ts';
import { readSettings } from '#server/env.ts';
import { HeliographError, messageOf } from '#server/errors.ts';
import { systemCode } from '#server/gateways/objects/write-errors.ts';

/** metrics.json of the model folder of the settings, or null when the model came without one; throws `model` when it is damaged. */
export async function loadModelMetrics(): Promise<ModelMetrics | null> {
  const file = path.resolve(readSettings().HELIOGRAPH_MODEL, 'metrics.json');
  try {
    const parsed = modelMetricsSchema.safeParse(JSON.parse(await readFile(file, 'utf8')));
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    throw new HeliographError(
      'model',
      `${file} is not a record of a model: ${issue?.path.join('.')}: ${issue?.message}`,
    );
  } catch (error) {
    if (error instanceof HeliographError) throw error;
    if (systemCode(error) === 'ENOENT') return null;
    throw new HeliographError('model', `${file} cannot be read: ${messageOf(error)}`, { cause: error });
  }
}
