import type { z } from 'zod';
import { type Calibration, calibrationSchema } from '#domain/calibration.ts';
import type { ModelManifest } from '#domain/model-manifest.ts';
import { type ModelMetrics, modelMetricsSchema } from '#domain/model-metrics.ts';
import { SLOTS_PER_DAY } from '#domain/plant-day.ts';
import { artifactsFromFiles, type NetworkFiles } from '#models/classifier/artifacts.ts';
import { createClassifier } from '#models/classifier/classifier.ts';
import { checkWeightsFinite } from '#models/classifier/finite-weights.ts';
import { IMAGE_SHAPE, parsePreprocessing, planOf } from '#models/classifier/preprocessing.ts';
import { HeliographError, messageOf } from '#server/errors.ts';
import type { SealedModel } from '#server/gateways/model/seal-model.ts';

/** A model that may give verdicts. */
export interface LoadedModel extends NetworkFiles {
  version: string;
  manifest: ModelManifest;
  preprocessingJson: string;
  calibration: Calibration;
  metrics: ModelMetrics;
  card: string;
  /** Every file of its folder but the manifest. */
  files: ReadonlyMap<string, Uint8Array>;
}

/**
 * Makes sure that a model's whole files also mean something: schemas, finite weights, and a network that maps a
 * 64 x 64 x 4 image to the six conditions. Throws `model` with `where` and the reason.
 */
export async function checkModel({ manifest, files }: SealedModel, where: string): Promise<LoadedModel> {
  try {
    const text = (name: string) => Buffer.from(files.get(name) ?? []).toString('utf8');
    const network = { topologyJson: text('model.json'), weights: files.get('weights.bin') ?? new Uint8Array(0) };
    checkWeightsFinite(network.weights, artifactsFromFiles(network).weightSpecs);
    const preprocessingJson = text('preprocessing.json');
    checkPreprocessing(preprocessingJson);
    // Building it is what shows whether topology and weights fit together.
    (await createClassifier({ ...network, backend: 'cpu' })).dispose();
    return {
      ...network,
      version: manifest.version,
      manifest,
      preprocessingJson,
      calibration: parseCalibration(text('calibration.json')),
      metrics: parsedAs(modelMetricsSchema, text('metrics.json'), 'metrics.json'),
      card: text('card.md'),
      files,
    };
  } catch (error) {
    if (!(error instanceof HeliographError)) throw error;
    throw new HeliographError('model', `${where} is refused: ${error.message}`, { cause: error });
  }
}

/** Reads calibration.json. Throws `model` that names the bad field. */
export function parseCalibration(json: string): Calibration {
  return parsedAs(calibrationSchema, json, 'calibration.json');
}

/** A preprocessing must make the very image that networks here read. Throws a HeliographError that names the field. */
export function checkPreprocessing(json: string): void {
  const preprocessing = parsePreprocessing(json);
  const { samples, bins, scales } = preprocessing.wavelet;
  const count = 'kind' in scales ? scales.count : scales.length;
  const [rows, columns] = IMAGE_SHAPE;
  if (samples !== SLOTS_PER_DAY || bins !== columns || count !== rows) {
    const expected = `expected ${rows} x ${columns} of ${SLOTS_PER_DAY}`;
    const found = `${count} x ${bins} pixels of ${samples} samples`;
    throw new HeliographError('model', `preprocessing.json: its wavelet makes ${found}; ${expected}`);
  }
  planOf(preprocessing);
}

function parsedAs<T>(schema: z.ZodType<T>, json: string, file: string): T {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    throw new HeliographError('model', `${file} is not valid JSON: ${messageOf(error)}`, { cause: error });
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new HeliographError('model', `${file}: ${issue?.path.join('.')}: ${issue?.message}`);
}
