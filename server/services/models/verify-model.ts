import { probeNetwork } from '#models/classifier/probe-network.ts';
import type { LoadedModel } from '#server/services/models/check-model.ts';
import { loadModel } from '#server/services/models/load-model.ts';

/** Loads a model with every check and asks it about probe images. Throws `not_found`, or `model` with the reason. */
export async function verifyModel({
  version,
}: {
  version: string;
}): Promise<{ model: LoadedModel; difference: number }> {
  const model = await loadModel({ version });
  return { model, difference: await probeNetwork(model) };
}
