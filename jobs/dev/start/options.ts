import { parseOptions, wholeNumber } from '#jobs/process/command.ts';
import { readSettings } from '#server/env.ts';

export const HELP = `npm start -- [options]
  Installs what is missing, simulates the demo plant, runs the pipeline and serves the console.

  --arrays N   arrays of the demo plant; default 48, or what the plant has already
  --days N     plant days to simulate, up to yesterday; default 1
  --port N     port of the console; default 3000, or PORT
`;

export interface StartOptions {
  /** Null: as many as the plant has, 48 for a new one. */
  arrays: number | null;
  days: number;
  port: number;
}

/** The options of the command line, or null when help was asked for. */
export function readStartOptions(): StartOptions | null {
  const { values } = parseOptions({
    arrays: { type: 'string' },
    days: { type: 'string', default: '1' },
    port: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  });
  if (values.help) return null;
  return {
    arrays: values.arrays === undefined ? null : wholeNumber('--arrays', values.arrays, 1, 100_000),
    days: wholeNumber('--days', values.days, 1, 366),
    port: wholeNumber(
      values.port === undefined ? 'PORT' : '--port',
      values.port ?? `${readSettings().PORT}`,
      1,
      65_535,
    ),
  };
}
