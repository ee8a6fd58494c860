import { probeNetwork } from '#models/classifier/probe-network.ts';
import { requireAction } from '#server/auth/principal.ts';
import type { ServiceContext } from '#server/services/context.ts';
import type { LoadedModel } from '#server/services/models/check-model.ts';
import { loadModel } from '#server/services/models/load-model.ts';

/** Loads a model with every check and asks it about probe images. Throws `not_found`, or `model` with the reason. */
export async function verifyModel(
  context: Pick<ServiceContext, 'principal'>,
  { version }: { version: string },
): Promise<{ model: LoadedModel; difference: number }> {
  requireAction(context.principal, 'model.read');
  const model = await loadModel({ version });
  return { model, difference: await probeNetwork(model) };
}
