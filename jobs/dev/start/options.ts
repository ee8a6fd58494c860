import { declareCommand, option, optionOr } from '#jobs/process/declare-command.ts';
import { wholeNumber } from '#jobs/process/option-values.ts';
import { readSettings } from '#server/env.ts';

export interface StartOptions {
  /** Null: as many as the plant has, 48 for a new one. */
  arrays: number | null;
  days: number;
  port: number;
}

const portNumber = wholeNumber(1, 65_535);

export const startCommand = declareCommand({
  name: 'heliograph',
  typed: 'npm start --',
  summary: 'Installs what is missing, simulates the demo plant, runs the pipeline and serves the console.',
  options: {
    arrays: option(
      '<n>',
      'arrays of the demo plant; default: 48, or what the plant has already',
      wholeNumber(1, 100_000),
    ),
    days: optionOr('1', '<n>', 'plant days to simulate, up to yesterday', wholeNumber(1, 366)),
    port: option('<n>', 'port of the console; default: 3000, or PORT', portNumber),
  },
  read: ({ arrays, days, port }): StartOptions => ({
    arrays: arrays ?? null,
    days,
    port: port ?? portNumber(`${readSettings().PORT}`, 'PORT'),
  }),
});
