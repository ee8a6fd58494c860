import path from 'node:path';
import type { ColumnMap } from '#domain/column-map.ts';
import { DEFAULT_NAMEPLATE, type Nameplate, nameplateOf } from '#domain/nameplate.ts';
import { SLOT_SECONDS } from '#domain/plant-day.ts';
import { COLUMN_HELP, COLUMN_OPTIONS, readColumnMap } from '#jobs/commands/columns/options.ts';
import { parseOptions, positiveNumber, utcOffset, wholeNumber } from '#jobs/process/command.ts';
import { commandFolder } from '#server/env.ts';
import { HeliographError } from '#server/errors.ts';

export const HELP = `npm run classify -- FILE... [options]
  Classifies the array-days in files of readings (CSV, NDJSON, Parquet or Avro with the columns deviceId, timestamp,
  voltage, current, temperature, irradiance; timestamp as ISO 8601 or epoch milliseconds), or in folders of them.

  --out FILE               also write the verdicts to FILE (.csv, .json or .parquet)
  --until HH:MM            take the days as known until this plant time only, as they were while they went on
  --utc-offset +HH:MM      the plant's standard time; default +00:00
  --modules-in-series N    modules in a string; default ${DEFAULT_NAMEPLATE.modulesInSeries}
  --strings N              strings in parallel; default ${DEFAULT_NAMEPLATE.strings}
  --v-mp V                 array voltage at STC's maximum power point; default: that of default modules
  --i-mp A                 array current at STC's maximum power point; default: that of default modules

${COLUMN_HELP}`;

export const OUT_KINDS = ['.csv', '.json', '.parquet'] as const;

export interface ClassifyOptions {
  files: string[];
  out: string | null;
  utcOffsetMinutes: number;
  nameplate: Nameplate;
  /** Slot from which nothing is known yet; null for whole days. */
  until: number | null;
  /** Which columns hold what; null for ours. */
  map: ColumnMap | null;
}

/** The options of the command line, or null when help was asked for. */
export function readClassifyOptions(): ClassifyOptions | null {
  const { values, positionals } = parseOptions(
    {
      out: { type: 'string' },
      until: { type: 'string' },
      'utc-offset': { type: 'string', default: '+00:00' },
      'modules-in-series': { type: 'string', default: String(DEFAULT_NAMEPLATE.modulesInSeries) },
      strings: { type: 'string', default: String(DEFAULT_NAMEPLATE.strings) },
      'v-mp': { type: 'string' },
      'i-mp': { type: 'string' },
      ...COLUMN_OPTIONS,
      help: { type: 'boolean', short: 'h' },
    },
    { positionals: true },
  );
  if (values.help) return null;
  if (positionals.length === 0) throw new HeliographError('invalid_input', 'name at least one FILE of readings');
  const built = nameplateOf(
    wholeNumber('--modules-in-series', values['modules-in-series'], 1, 60),
    wholeNumber('--strings', values.strings, 1, 100),
  );
  return {
    files: positionals.map(resolved),
    map: readColumnMap(values),
    out: values.out === undefined ? null : checkedOut(resolved(values.out)),
    until: values.until === undefined ? null : slotOf(values.until),
    utcOffsetMinutes: utcOffset('--utc-offset', values['utc-offset']),
    nameplate: {
      ...built,
      vMp: values['v-mp'] === undefined ? built.vMp : positiveNumber('--v-mp', values['v-mp']),
      iMp: values['i-mp'] === undefined ? built.iMp : positiveNumber('--i-mp', values['i-mp']),
    },
  };
}

/** The slot that begins at a plant time, HH:MM. */
function slotOf(time: string): number {
  const [, hours = '', minutes = ''] = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(time) ?? [];
  if (hours === '') throw new HeliographError('invalid_input', `--until must be a time HH:MM, not "${time}"`);
  return ((Number(hours) * 60 + Number(minutes)) * 60) / SLOT_SECONDS;
}

/** npm runs scripts in the project's folder; names are meant from where the user stands. */
const resolved = (file: string) => path.resolve(commandFolder(), file);

function checkedOut(file: string): string {
  if (OUT_KINDS.some((kind) => file.toLowerCase().endsWith(kind))) return file;
  throw new HeliographError('invalid_input', `--out must end in ${OUT_KINDS.join(', ')}, not "${path.basename(file)}"`);
}
