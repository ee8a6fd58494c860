import { checkFolderIsNew, writeSealedModel } from '#server/gateways/model/model-folder.ts';
import { loadModel } from '#server/services/models/load-model.ts';

/** Writes a version's folder for another installation, which takes it as HELIOGRAPH_MODEL. The folder must be new. */
export async function exportModel({ version, folder }: { version: string; folder: string }): Promise<void> {
  const model = await loadModel({ version });
  await checkFolderIsNew(folder);
  await writeSealedModel(folder, model);
}
