import path from 'node:path';
import { parseOptions, utcOffset, wholeNumber } from '#jobs/process/command.ts';
import { commandFolder, readSettings } from '#server/env.ts';
import { HeliographError } from '#server/errors.ts';
import type { OwnPlant } from './prepare-own-plant.ts';

export const HELP = `npm start -- [options]
  Installs what is missing, simulates the demo plant, runs the pipeline and serves the console.

  --arrays N   arrays of the demo plant; default 48, or what the plant has already
  --days N     plant days to simulate, up to yesterday; default 1
  --port N     port of the console; default 3000, or PORT

  A plant of your own in place of the demo:
  --plant FILE           its arrays, CSV or JSON; "npm run plant -- --help" tells the columns
  --readings DIR         its readings: CSV, NDJSON, Parquet or Avro files; every day of them that is over is run
  --name NAME            what people call it; default: the plant's id, HELIOGRAPH_PLANT
  --utc-offset +HH:MM    its standard time; default +00:00
`;

export interface StartOptions {
  /** Null: as many as the plant has, 48 for a new one. */
  arrays: number | null;
  days: number;
  port: number;
  /** Null: the demo, or whatever plant is there. */
  own: OwnPlant | null;
}

/** The options of the command line, or null when help was asked for. */
export function readStartOptions(): StartOptions | null {
  const { values } = parseOptions({
    arrays: { type: 'string' },
    days: { type: 'string' },
    port: { type: 'string' },
    plant: { type: 'string' },
    readings: { type: 'string' },
    name: { type: 'string' },
    'utc-offset': { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  });
  if (values.help) return null;
  return {
    arrays: values.arrays === undefined ? null : wholeNumber('--arrays', values.arrays, 1, 100_000),
    days: wholeNumber('--days', values.days ?? '1', 1, 366),
    port: wholeNumber(
      values.port === undefined ? 'PORT' : '--port',
      values.port ?? `${readSettings().PORT}`,
      1,
      65_535,
    ),
    own: ownPlant(values),
  };
}

interface OwnValues {
  arrays?: string | undefined;
  days?: string | undefined;
  plant?: string | undefined;
  readings?: string | undefined;
  name?: string | undefined;
  'utc-offset'?: string | undefined;
}

function ownPlant(values: OwnValues): OwnPlant | null {
  const { arrays, days, plant, readings, name, 'utc-offset': offset } = values;
  if (plant === undefined) {
    const alone = name !== undefined ? '--name' : offset !== undefined ? '--utc-offset' : undefined;
    if (alone !== undefined)
      throw new HeliographError('invalid_input', `${alone} is for a plant of your own: --plant FILE`);
  }
  if (plant === undefined && readings === undefined) return null;
  const demo = arrays !== undefined ? '--arrays' : days !== undefined ? '--days' : undefined;
  if (demo !== undefined) throw new HeliographError('invalid_input', `${demo} is for the demo plant alone`);
  return {
    plantFile: plant === undefined ? null : resolved(plant),
    readings: readings === undefined ? null : resolved(readings),
    name,
    utcOffsetMinutes: offset === undefined ? undefined : utcOffset('--utc-offset', offset),
  };
}

/** npm runs scripts in the project's folder; names are meant from where the user stands. */
const resolved = (file: string) => path.resolve(commandFolder(), file);
