import { requireAction } from '#server/auth/principal.ts';
import { checkFolderIsNew, writeSealedModel } from '#server/gateways/model/model-folder.ts';
import type { ServiceContext } from '#server/services/context.ts';
import { loadModel } from '#server/services/models/load-model.ts';

/** Writes a version's folder for another installation, which takes it as HELIOGRAPH_MODEL. The folder must be new. */
export async function exportModel(
  context: Pick<ServiceContext, 'principal'>,
  { version, folder }: { version: string; folder: string },
): Promise<void> {
  requireAction(context.principal, 'model.read');
  const model = await loadModel({ version });
  await checkFolderIsNew(folder);
  await writeSealedModel(folder, model);
}
