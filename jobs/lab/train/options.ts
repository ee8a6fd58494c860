import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseOptions, wholeNumber } from '#jobs/process/command.ts';
import { commandFolder } from '#server/env.ts';
import { readTrainingSettings, type TrainingSettings } from './settings.ts';

export const HELP = `npm run train -- [options]
  Simulates labelled array-days, trains a network on their scalograms, calibrates it and writes the model's folder.

  --settings FILE  what it is trained on and how; default jobs/lab/train/settings.json
  --seed N         instead of the settings' seed: of everything drawn
  --epochs N       instead of the settings' epochs
  --resume         go on from the last whole epoch of a training with the same settings that was interrupted
  --out DIR        default models/lenet5
`;

export interface TrainOptions {
  settings: TrainingSettings;
  resume: boolean;
  out: string;
}

/** The options of the command line, or null when help was asked for. */
export async function readTrainOptions(): Promise<TrainOptions | null> {
  const { values } = parseOptions({
    settings: { type: 'string' },
    seed: { type: 'string' },
    epochs: { type: 'string' },
    resume: { type: 'boolean', default: false },
    out: { type: 'string', default: 'models/lenet5' },
    help: { type: 'boolean', short: 'h' },
  });
  if (values.help) return null;
  const own = fileURLToPath(new URL('./settings.json', import.meta.url));
  const file = values.settings === undefined ? own : path.resolve(commandFolder(), values.settings);
  const settings = await readTrainingSettings(file);
  const { seed, epochs } = values;
  return {
    settings: {
      ...settings,
      ...(seed !== undefined && { seed: wholeNumber('--seed', seed, 0, 2 ** 31 - 1) }),
      ...(epochs !== undefined && { epochs: wholeNumber('--epochs', epochs, 1, 10_000) }),
    },
    resume: values.resume,
    out: path.resolve(commandFolder(), values.out),
  };
}
