import { CONDITIONS } from '#server/domain/conditions.ts';
import { HeliographError } from '#server/errors.ts';
import type { BackendChoice } from './backend.ts';
import { IMAGE_PIXELS } from './preprocessing.ts';

/** Images of 64 x 64 x 4 bytes one after the other, and for each its index into CONDITIONS. */
export interface LabelledImages {
  images: Uint8Array;
  labels: Uint8Array;
}

export interface EpochResult {
  /** From 1. */
  epoch: number;
  /** Mean cross-entropy of the training images during the epoch, nats. */
  loss: number;
  learningRate: number;
  validationMacroF1: number;
  validationAccuracy: number;
}

export interface TrainingOptions extends LabelledImages {
  validation: LabelledImages;
  epochs: number;
  /** Default 64. */
  batchSize?: number;
  /** Of the first epoch; falls along half a cosine to a twentieth of it in the last. Default 1e-3. */
  learningRate?: number;
  /** Share of the 120 and 84 hidden values dropped while training; the network itself has no dropout. Default 0. */
  dropout?: number;
  /** Stop after so many epochs without a better validation macro-F1. Default: never. */
  patience?: number;
  /** Of the initial weights, the order of the images, and dropout. */
  seed: number;
  backend?: BackendChoice;
  onEpoch?: (result: EpochResult) => void | Promise<void>;
}

/** Refuses options that cannot be trained with; the HeliographError names the bad one. */
export function checkTrainingOptions(
  options: TrainingOptions,
  { batchSize, learningRate, dropout, patience }: Record<'batchSize' | 'learningRate' | 'dropout' | 'patience', number>,
): void {
  const refuse = (message: string) => {
    throw new HeliographError('invalid_input', message);
  };
  if (!Number.isInteger(options.epochs) || options.epochs < 1)
    refuse(`epochs must be a positive integer, not ${options.epochs}`);
  if (!Number.isInteger(batchSize) || batchSize < 1) refuse(`batchSize must be a positive integer, not ${batchSize}`);
  if (!(learningRate > 0)) refuse(`learningRate must be above 0, not ${learningRate}`);
  if (!(dropout >= 0 && dropout < 1)) refuse(`dropout must be from 0 to below 1, not ${dropout}`);
  if (!(patience >= 1)) refuse(`patience must be 1 or more, not ${patience}`);
  for (const [name, { images, labels }] of [
    ['training', options],
    ['validation', options.validation],
  ] as const) {
    if (labels.length === 0 || images.length !== labels.length * IMAGE_PIXELS) {
      refuse(
        `${name}: ${labels.length} labels need ${labels.length * IMAGE_PIXELS} bytes of images, got ${images.length}`,
      );
    }
    const bad = labels.findIndex((label) => label >= CONDITIONS.length);
    if (bad >= 0) refuse(`${name}: label ${bad} is ${labels[bad]}, not a condition 0 to 5`);
  }
}
