import { declareCommand, type OptionOf, option } from '#jobs/process/declare-command.ts';
import { anyText, filePath, utcOffset, wholeNumber } from '#jobs/process/option-values.ts';
import { readSettings } from '#server/env.ts';
import { HeliographError } from '#server/errors.ts';
import type { OwnPlant } from './prepare-own-plant.ts';

export interface StartOptions {
  /** Null: as many as the plant has, 48 for a new one. */
  arrays: number | null;
  days: number;
  port: number;
  /** Null: the demo, or whatever plant is there. */
  own: OwnPlant | null;
}

const portNumber = wholeNumber(1, 65_535);

const options = {
  arrays: option(
    '<n>',
    'arrays of the demo plant; default: 48, or what the plant has already',
    wholeNumber(1, 100_000),
  ),
  days: option('<n>', 'plant days to simulate, up to yesterday; default: 1', wholeNumber(1, 366)),
  port: option('<n>', 'port of the console; default: 3000, or PORT', portNumber),
  plant: option(
    '<file>',
    'a plant of your own in place of the demo: its arrays, CSV or JSON; "npm run plant -- --help" tells the columns',
    filePath,
  ),
  readings: option(
    '<dir>',
    'its readings: CSV, NDJSON, Parquet or Avro files; every day of them that is over is run',
    filePath,
  ),
  name: option('<name>', "what people call it; default: the plant's id, HELIOGRAPH_PLANT", anyText),
  utcOffset: option('<+HH:MM>', 'its standard time; default: +00:00', utcOffset),
};

type Given = { [Name in keyof typeof options]: (typeof options)[Name] extends OptionOf<infer Value> ? Value : never };

export const startCommand = declareCommand({
  name: 'heliograph',
  typed: 'npm start --',
  summary: 'Installs what is missing, simulates the demo plant, runs the pipeline and serves the console.',
  options,
  read: (given): StartOptions => ({
    arrays: given.arrays ?? null,
    days: given.days ?? 1,
    port: given.port ?? portNumber(`${readSettings().PORT}`, 'PORT'),
    own: ownPlant(given),
  }),
});

function ownPlant({ arrays, days, plant, readings, name, utcOffset: utcOffsetMinutes }: Given): OwnPlant | null {
  if (plant === undefined) {
    const alone = name !== undefined ? '--name' : utcOffsetMinutes !== undefined ? '--utc-offset' : undefined;
    if (alone !== undefined)
      throw new HeliographError('invalid_input', `${alone} is for a plant of your own: --plant FILE`);
  }
  if (plant === undefined && readings === undefined) return null;
  const demo = arrays !== undefined ? '--arrays' : days !== undefined ? '--days' : undefined;
  if (demo !== undefined) throw new HeliographError('invalid_input', `${demo} is for the demo plant alone`);
  return { plantFile: plant ?? null, readings: readings ?? null, name, utcOffsetMinutes };
}
