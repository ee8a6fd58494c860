import { CONDITIONS } from '#domain/conditions.ts';
import { HeliographError } from '#server/errors.ts';
import type { BackendChoice } from './backend.ts';
import type { NetworkLayout } from './networks.ts';
import { IMAGE_PIXELS } from './preprocessing.ts';
import type { TrainingState } from './training-state.ts';

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
  layout: NetworkLayout;
  validation: LabelledImages;
  epochs: number;
  /** Default 64. */
  batchSize?: number;
  /** Of the first epoch; falls along half a cosine to a fiftieth of it in the last. Default 1e-3. */
  learningRate?: number;
  /** Share of the hidden dense layers' values dropped while training. Default 0. */
  dropout?: number;
  /** Each time an image is seen its day is moved by up to so many time bins, earlier or later. Default 0. */
  shiftBins?: number;
  /** Stop after so many epochs without a better validation macro-F1. Default: never. */
  patience?: number;
  /** Of the initial weights, the order of the images, shifts and dropout. */
  seed: number;
  backend?: BackendChoice;
  /** Where an earlier training with the same options was left; it goes on as if it had never stopped. */
  state?: TrainingState;
  onProgress?: (images: number, epochImages: number) => void;
  onEpoch?: (result: EpochResult, state: TrainingState) => void | Promise<void>;
}

export type CompleteTrainingOptions = TrainingOptions &
  Required<Pick<TrainingOptions, 'batchSize' | 'learningRate' | 'dropout' | 'shiftBins' | 'patience'>>;

/** Fills in defaults, and refuses options that cannot be trained with; the HeliographError names the bad one. */
export function completeTrainingOptions(given: TrainingOptions): CompleteTrainingOptions {
  const options = {
    batchSize: 64,
    learningRate: 1e-3,
    dropout: 0,
    shiftBins: 0,
    patience: Number.POSITIVE_INFINITY,
    ...given,
  };
  const { epochs, batchSize, learningRate, dropout, shiftBins, patience } = options;
  const refuse = (message: string) => {
    throw new HeliographError('invalid_input', message);
  };
  if (!Number.isInteger(epochs) || epochs < 1) refuse(`epochs must be a positive integer, not ${epochs}`);
  if (!Number.isInteger(batchSize) || batchSize < 1) refuse(`batchSize must be a positive integer, not ${batchSize}`);
  if (!(learningRate > 0)) refuse(`learningRate must be above 0, not ${learningRate}`);
  if (!(dropout >= 0 && dropout < 1)) refuse(`dropout must be from 0 to below 1, not ${dropout}`);
  if (!Number.isInteger(shiftBins) || shiftBins < 0 || shiftBins > 16)
    refuse(`shiftBins must be an integer from 0 to 16, not ${shiftBins}`);
  if (!(patience >= 1)) refuse(`patience must be 1 or more, not ${patience}`);
  checkImages('training', options);
  checkImages('validation', options.validation);
  return options;
}

function checkImages(name: string, { images, labels }: LabelledImages): void {
  if (labels.length === 0 || images.length !== labels.length * IMAGE_PIXELS) {
    throw new HeliographError(
      'invalid_input',
      `${name}: ${labels.length} labels need ${labels.length * IMAGE_PIXELS} bytes of images, got ${images.length}`,
    );
  }
  const bad = labels.findIndex((label) => label >= CONDITIONS.length);
  if (bad >= 0)
    throw new HeliographError('invalid_input', `${name}: label ${bad} is ${labels[bad]}, not a condition 0 to 5`);
}
