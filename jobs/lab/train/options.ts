import { fileURLToPath } from 'node:url';
import { declareCommand, flag, option, optionOr } from '#jobs/process/declare-command.ts';
import { filePath, wholeNumber } from '#jobs/process/option-values.ts';
import { readTrainingSettings, type TrainingSettings } from './settings.ts';

export interface TrainOptions {
  settings: TrainingSettings;
  resume: boolean;
  out: string;
}

export const trainCommand = declareCommand({
  name: 'train',
  summary:
    "Simulates labelled array-days, trains a network on their scalograms, calibrates it and writes the model's folder.",
  options: {
    settings: option('<file>', 'what it is trained on and how; default: jobs/lab/train/settings.json', filePath),
    seed: option('<n>', "instead of the settings' seed: of everything drawn", wholeNumber(0, 2 ** 31 - 1)),
    epochs: option('<n>', "instead of the settings' epochs", wholeNumber(1, 10_000)),
    resume: flag('goes on from the last whole epoch of a training with the same settings that was interrupted'),
    out: optionOr('models/lenet5', '<dir>', 'the folder it writes', filePath),
  },
  read: async ({ settings: file, seed, epochs, resume, out }): Promise<TrainOptions> => {
    const settings = await readTrainingSettings(file ?? fileURLToPath(new URL('./settings.json', import.meta.url)));
    return {
      settings: { ...settings, ...(seed !== undefined && { seed }), ...(epochs !== undefined && { epochs }) },
      resume,
      out,
    };
  },
});
