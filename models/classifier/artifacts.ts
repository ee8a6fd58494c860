import { io } from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { z } from 'zod';
import { HeliographError } from '#server/errors.ts';
import { parsedJson } from './parsed-json.ts';

/** A network as data: its layers, and the bytes of its weights. */
export type NetworkArtifacts = Required<Pick<io.ModelArtifacts, 'modelTopology' | 'weightSpecs'>> & {
  weightData: ArrayBuffer;
};

const modelJsonSchema = z.object({
  modelTopology: z.record(z.string(), z.unknown()),
  weightsManifest: z.tuple([
    z.object({
      paths: z.array(z.string()),
      weights: z.array(
        z.object({ name: z.string(), shape: z.array(z.number().int().nonnegative()), dtype: z.literal('float32') }),
      ),
    }),
  ]),
});

/** Takes topology and weights out of a network. */
export async function artifactsOf(network: LayersModel): Promise<NetworkArtifacts> {
  let taken: io.ModelArtifacts | undefined;
  await network.save(
    io.withSaveHandler(async (artifacts) => {
      taken = artifacts;
      return { modelArtifactsInfo: io.getModelArtifactsInfoForJSON(artifacts) };
    }),
  );
  if (!taken?.modelTopology || !taken.weightSpecs || !taken.weightData) {
    throw new HeliographError('model', 'the network gave no topology or no weights');
  }
  const weightData = io.CompositeArrayBuffer.join(taken.weightData);
  return { modelTopology: taken.modelTopology, weightSpecs: taken.weightSpecs, weightData };
}

/** The two files of a network in the form of a TensorFlow.js LayersModel. */
export interface NetworkFiles {
  /** The text of model.json. */
  topologyJson: string;
  /** The bytes of weights.bin: float32, little-endian. */
  weights: Uint8Array;
}

/** Writes a network as its two files. */
export function networkFilesOf(artifacts: NetworkArtifacts): NetworkFiles {
  const { modelTopology, weightSpecs, weightData } = artifacts;
  const model = {
    format: 'layers-model',
    modelTopology,
    weightsManifest: [{ paths: ['weights.bin'], weights: weightSpecs }],
  };
  return { topologyJson: `${JSON.stringify(model, null, 1)}\n`, weights: new Uint8Array(weightData) };
}

/** The two files as they may be handed in. */
export interface NetworkFilesInput {
  topologyJson: string;
  weights: Uint8Array | ArrayBuffer;
}

/** Reads what `networkFilesOf` wrote. Throws a HeliographError ('damaged_file') when the two do not fit together. */
export function artifactsFromFiles({ topologyJson, weights }: NetworkFilesInput): NetworkArtifacts {
  const parsed = modelJsonSchema.safeParse(parsedJson(topologyJson, 'model.json'));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new HeliographError('damaged_file', `model.json: ${issue?.path.join('.')}: ${issue?.message}`);
  }
  const { modelTopology, weightsManifest } = parsed.data;
  const weightSpecs = weightsManifest[0].weights;
  const expectedBytes = weightSpecs.reduce((sum, { shape }) => sum + 4 * shape.reduce((a, b) => a * b, 1), 0);
  if (weights.byteLength !== expectedBytes) {
    throw new HeliographError(
      'damaged_file',
      `weights.bin holds ${weights.byteLength} bytes, model.json names ${expectedBytes}`,
    );
  }
  return { modelTopology, weightSpecs, weightData: new Uint8Array(weights).buffer };
}
