import path from 'node:path';
import { parseOptions, positiveNumber, wholeNumber } from '#jobs/command.ts';
import { commandFolder } from '#server/env.ts';

export const HELP = `npm run train -- [options]
  Simulates labelled array-days, trains LeNet-5 on their scalograms and writes the model's folder.

  --train-days N       array-days to train on; default 10800
  --validation-days N  array-days that choose the epoch and calibrate; default 1200
  --test-days N        array-days only used for the reported figures; default 1200
  --epochs N           default 24
  --batch-size N       default 64
  --learning-rate X    of the first epoch; default 0.001
  --seed N             of everything drawn; default 1
  --out DIR            default models/lenet5
`;

export interface TrainOptions {
  trainDays: number;
  validationDays: number;
  testDays: number;
  epochs: number;
  batchSize: number;
  learningRate: number;
  seed: number;
  out: string;
}

/** The options of the command line, or null when help was asked for. */
export function readTrainOptions(): TrainOptions | null {
  const { values } = parseOptions({
    'train-days': { type: 'string', default: '10800' },
    'validation-days': { type: 'string', default: '1200' },
    'test-days': { type: 'string', default: '1200' },
    epochs: { type: 'string', default: '24' },
    'batch-size': { type: 'string', default: '64' },
    'learning-rate': { type: 'string', default: '0.001' },
    seed: { type: 'string', default: '1' },
    out: { type: 'string', default: 'models/lenet5' },
    help: { type: 'boolean', short: 'h' },
  });
  if (values.help) return null;
  return {
    trainDays: wholeNumber('--train-days', values['train-days'], 6, 1_000_000),
    validationDays: wholeNumber('--validation-days', values['validation-days'], 6, 1_000_000),
    testDays: wholeNumber('--test-days', values['test-days'], 6, 1_000_000),
    epochs: wholeNumber('--epochs', values.epochs, 1, 10_000),
    batchSize: wholeNumber('--batch-size', values['batch-size'], 1, 4096),
    learningRate: positiveNumber('--learning-rate', values['learning-rate']),
    seed: wholeNumber('--seed', values.seed, 0, 2 ** 31 - 1),
    out: path.resolve(commandFolder(), values.out),
  };
}
