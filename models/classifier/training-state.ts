import { type AdamOptimizer, tensor, train } from '@tensorflow/tfjs-core';
import type { Sequential } from '@tensorflow/tfjs-layers';
import { z } from 'zod';
import { HeliographError } from '#server/errors.ts';

const floats = z.array(z.custom<Float32Array>((value) => value instanceof Float32Array, 'no float32 values'));
const resultSchema = z.object({
  epoch: z.int().positive(),
  loss: z.number(),
  learningRate: z.number(),
  validationMacroF1: z.number(),
  validationAccuracy: z.number(),
});

/** Everything that a training hands from one epoch to the next. */
export const trainingStateSchema = z.object({
  /** One entry for each epoch done. */
  history: z.array(resultSchema).min(1),
  weights: floats,
  /** Adam's count of steps and its two moments of every weight, in its own order. */
  optimizer: floats,
  /** Epoch with the best validation macro-F1, and its weights. */
  best: z.object({ result: resultSchema, weights: floats }),
});

export type TrainingState = z.infer<typeof trainingStateSchema>;

/** The values of all weights of a network, moving statistics too. */
export function weightsOf(network: Sequential): Float32Array[] {
  return network.getWeights().map((weight) => weight.dataSync<'float32'>().slice());
}

/** Puts values back that `weightsOf` took. Throws a HeliographError when they are of another network. */
export function restoreWeights(network: Sequential, values: readonly Float32Array[]): void {
  const shapes = network.getWeights().map(({ shape }) => shape);
  const sizes = shapes.map((shape) => shape.reduce((size, side) => size * side, 1));
  if (`${sizes}` !== `${values.map(({ length }) => length)}`) {
    throw new HeliographError('model', 'the training was left with weights of another network');
  }
  const tensors = values.map((value, index) => tensor(value, shapes[index]));
  network.setWeights(tensors);
  for (const each of tensors) each.dispose();
}

/** Adam as it stands at the beginning of an epoch; made anew for each, so that going on later is no different. */
export async function openOptimizer(
  network: Sequential,
  learningRate: number,
  values: readonly Float32Array[] | undefined,
): Promise<AdamOptimizer> {
  const optimizer = train.adam(learningRate);
  if (!values) return optimizer;
  const trained = network.trainableWeights.map((weight) => weight.read());
  const [steps, ...moments] = values;
  if (steps?.length !== 1 || moments.length !== 2 * trained.length) {
    throw new HeliographError('model', 'the training was left with an optimizer of another network');
  }
  const named = [steps, ...moments].map((value, index) => {
    const shape = index === 0 ? [] : trained[(index - 1) % trained.length]?.shape;
    return { name: `value ${index}`, tensor: tensor(value, shape, index === 0 ? 'int32' : 'float32') };
  });
  await optimizer.setWeights(named);
  for (const each of named) each.tensor.dispose();
  return optimizer;
}

/** The optimizer's values for `openOptimizer`. */
export async function optimizerValues(optimizer: AdamOptimizer): Promise<Float32Array[]> {
  const [steps, ...moments] = await optimizer.getWeights();
  if (!steps) throw new HeliographError('internal', 'Adam gave no count of its steps');
  const values = [steps, ...moments].map(({ tensor: value }) => Float32Array.from(value.dataSync()));
  // The moments are the optimizer's own; the count was made for us.
  steps.tensor.dispose();
  return values;
}
