import { headlineOf } from '#domain/model-metrics.ts';
import type { ModelSummary } from '#domain/model-summary.ts';
import { requireAction } from '#server/auth/principal.ts';
import { HeliographError } from '#server/errors.ts';
import { storedVersions } from '#server/gateways/model/model-store.ts';
import type { ServiceContext } from '#server/services/context.ts';
import type { LoadedModel } from '#server/services/models/check-model.ts';
import { loadBundledModel, loadStoredModel } from '#server/services/models/load-model.ts';
import { versionInUse } from '#server/services/models/use-model.ts';

/** Every model that is known: the bundled one first, then the store's. One that cannot be read is listed with the reason. */
export async function listModels(context: Pick<ServiceContext, 'principal'>): Promise<ModelSummary[]> {
  requireAction(context.principal, 'model.read');
  const loading = loadBundledModel();
  // It may fail before anybody waits for it; what is wrong is said below.
  loading.catch(() => undefined);
  const inUse = await versionInUse(() => loading);
  const bundled = await summaryOf('bundled', 'bundled', inUse, loading);
  const list = [bundled];
  for (const version of await storedVersions()) {
    if (version !== bundled.version) list.push(await summaryOf(version, 'store', inUse, loadStoredModel(version)));
  }
  return list;
}

async function summaryOf(
  name: string,
  place: ModelSummary['place'],
  inUse: string | null,
  loading: Promise<LoadedModel>,
): Promise<ModelSummary> {
  try {
    const { version, manifest, metrics } = await loading;
    const { created, source } = manifest;
    const details = { name: manifest.name, source, created, macroF1: headlineOf(metrics)?.macroF1 ?? null };
    return { version, place, inUse: version === inUse, details, problem: null };
  } catch (error) {
    if (!(error instanceof HeliographError)) throw error;
    return { version: name, place, inUse: name === inUse, details: null, problem: error.message };
  }
}
