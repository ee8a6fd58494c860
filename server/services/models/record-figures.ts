import { VERSIONED_FILES } from '#domain/model-manifest.ts';
import { requireAction } from '#server/auth/principal.ts';
import { HeliographError } from '#server/errors.ts';
import { bundledModelFolder, writeSealedModel } from '#server/gateways/model/model-folder.ts';
import { storedVersions, storeModel } from '#server/gateways/model/model-store.ts';
import { type ModelFileContents, sealModel } from '#server/gateways/model/seal-model.ts';
import type { ServiceContext } from '#server/services/context.ts';
import { checkModel } from '#server/services/models/check-model.ts';
import { loadModel } from '#server/services/models/load-model.ts';

/**
 * Writes what was measured of a model (metrics.json, card.md, plots) beside its weights, and seals it again. Its version
 * stays: figures are not what verdicts are made of. Throws `invalid_input` at a file that would change verdicts.
 */
export async function recordFigures(
  context: Pick<ServiceContext, 'principal'>,
  input: { version: string; files: ModelFileContents },
): Promise<void> {
  requireAction(context.principal, 'model.use');
  const decisive = VERSIONED_FILES.find((name) => Object.hasOwn(input.files, name));
  if (decisive) throw new HeliographError('invalid_input', `${decisive} makes another version: import or train it`);
  const { manifest, files } = await loadModel({ version: input.version });
  const sealed = sealModel({
    ...manifest,
    created: new Date(manifest.created),
    files: { ...Object.fromEntries(files), ...input.files },
  });
  await checkModel(sealed, `model ${input.version} with its new figures`);
  if ((await storedVersions()).includes(input.version)) await storeModel(sealed);
  else await writeSealedModel(bundledModelFolder(), sealed);
}
