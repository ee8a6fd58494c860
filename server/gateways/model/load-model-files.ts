import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { readSettings } from '#server/env.ts';
import { HeliographError, messageOf } from '#server/errors.ts';

const calibrationSchema = z.object({
  /** Softmax temperature fitted on the validation split. */
  temperature: z.number().positive(),
  /** Least confidence of a verdict. */
  threshold: z.number().min(0).max(1),
});

/** The trained network as it lies in its folder. `version` names its content: other weights, another version. */
export interface ModelFiles {
  version: string;
  topologyJson: string;
  weights: Uint8Array;
  preprocessingJson: string;
  temperature: number;
  threshold: number;
}

/** Reads the model folder of the settings; throws `model` that names the file when one is missing or not valid. */
export async function loadModelFiles(): Promise<ModelFiles> {
  const folder = path.resolve(readSettings().HELIOGRAPH_MODEL);
  const read = async (name: string) => {
    try {
      return await readFile(path.join(folder, name));
    } catch (error) {
      throw new HeliographError('model', `cannot read the model's ${path.join(folder, name)}: ${messageOf(error)}`);
    }
  };
  const names = ['model.json', 'weights.bin', 'preprocessing.json', 'calibration.json'] as const;
  const [topology, weights, preprocessing, calibration] = await Promise.all([
    read(names[0]),
    read(names[1]),
    read(names[2]),
    read(names[3]),
  ]);
  const hash = createHash('sha256');
  for (const bytes of [topology, weights, preprocessing, calibration]) hash.update(bytes);
  return {
    version: `lenet5-${hash.digest('hex').slice(0, 12)}`,
    topologyJson: topology.toString('utf8'),
    weights: new Uint8Array(weights),
    preprocessingJson: preprocessing.toString('utf8'),
    ...parseCalibration(calibration.toString('utf8'), path.join(folder, names[3])),
  };
}

function parseCalibration(text: string, file: string) {
  try {
    return calibrationSchema.parse(JSON.parse(text));
  } catch (error) {
    throw new HeliographError('model', `${file} is not a calibration: ${messageOf(error)}`);
  }
}
