import path from 'node:path';
import { z } from 'zod';
import { type Calibration, UNCALIBRATED } from '#domain/calibration.ts';
import { CONDITIONS } from '#domain/conditions.ts';
import { MODEL_NAME_PATTERN } from '#domain/model-manifest.ts';
import { IMAGE_SHAPE } from '#models/classifier/preprocessing.ts';
import { probeNetwork } from '#models/classifier/probe-network.ts';
import { convertKeras } from '#models/keras/convert.ts';
import { requireAction } from '#server/auth/principal.ts';
import { HeliographError } from '#server/errors.ts';
import { readKerasFile } from '#server/gateways/keras/read-keras-file.ts';
import { storedVersions, storeModel } from '#server/gateways/model/model-store.ts';
import { sealModel } from '#server/gateways/model/seal-model.ts';
import type { InstallationContext } from '#server/services/context.ts';
import { checkModel, checkPreprocessing, parseCalibration } from '#server/services/models/check-model.ts';
import { importedModelCard } from '#server/services/models/imported-model-card.ts';
import { parseInput } from '#server/services/parse-input.ts';
import { appendAudit } from '#server/stores/audit.ts';
import { inTransaction } from '#server/stores/database.ts';

// An object store may take its time.
const STORE_TIMEOUT_MS = 120_000;

const inputSchema = z.object({
  /** Path of a Keras .h5 or .keras file. */
  file: z.string().min(1),
  /** The text of a preprocessing.json: how series became the images that it was trained on. */
  preprocessingJson: z.string(),
  /** The text of a calibration.json; without it verdicts are given only where the softmax is all but sure. */
  calibrationJson: z.string().optional(),
  name: z.string().regex(MODEL_NAME_PATTERN, 'must begin with a-z and be of a-z, 0-9 and -, at most 40'),
  /** What the network's outputs mean, in its order. */
  conditions: z.array(z.string()),
  /** True when the network ends in logits: softmax is added. */
  logits: z.boolean(),
});

export type ImportModelInput = z.infer<typeof inputSchema>;

/** Takes a Keras model into the bootstrap store. It is not in use before `takeModelIntoUse`. Throws `model` with the reason. */
export async function importModel(
  context: InstallationContext,
  input: ImportModelInput,
): Promise<{ version: string; isNew: boolean }> {
  const { principal: actor } = context;
  requireAction(actor, 'model.use');
  const { file, preprocessingJson, calibrationJson, name, conditions, logits } = parseInput(inputSchema, input);
  checkPreprocessing(preprocessingJson);
  const calibration: Calibration = calibrationJson === undefined ? UNCALIBRATED : parseCalibration(calibrationJson);
  const { network: keras, sha256 } = await readKerasFile(file);
  const network = convertKeras(keras, { conditions, logits });
  const importedFrom = { file: path.basename(file), sha256 };
  const json = (value: unknown) => `${JSON.stringify(value, null, 1)}\n`;
  const sealed = sealModel({
    name,
    source: 'imported',
    importedFrom,
    created: context.now(),
    conditions: [...CONDITIONS],
    inputShape: [...IMAGE_SHAPE],
    files: {
      'model.json': network.topologyJson,
      'weights.bin': network.weights,
      'preprocessing.json': preprocessingJson,
      'calibration.json': calibrationJson ?? json(calibration),
      'metrics.json': json({}),
      'card.md': importedModelCard({
        name,
        importedFrom,
        keras,
        conditions,
        logits,
        calibration,
        calibrated: calibrationJson !== undefined,
      }),
    },
  });
  await checkModel(sealed, importedFrom.file);
  await probeNetwork(network);
  // Last: whoever follows the advice must not be refused for something else.
  if (network.advice !== null) throw new HeliographError('model', `${importedFrom.file} is refused: ${network.advice}`);
  const { version } = sealed.manifest;
  const isNew = !(await storedVersions()).includes(version);
  if (isNew) {
    await inTransaction(
      context.db,
      async (db) => {
        await appendAudit(db, {
          actor,
          action: 'model.use: import',
          target: { kind: 'model', id: version },
          before: null,
          after: { ...importedFrom },
        });
        await storeModel(sealed);
      },
      { timeout: STORE_TIMEOUT_MS },
    );
  }
  return { version, isNew };
}
