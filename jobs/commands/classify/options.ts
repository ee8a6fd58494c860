import path from 'node:path';
import type { ColumnMap } from '#domain/column-map.ts';
import { DEFAULT_NAMEPLATE, type Nameplate, nameplateOf } from '#domain/nameplate.ts';
import { SLOT_SECONDS } from '#domain/plant-day.ts';
import { COLUMN_NOTES, COLUMN_OPTIONS, readColumnMap } from '#jobs/commands/columns/options.ts';
import { declareCommand, option, optionOr, type Parse } from '#jobs/process/declare-command.ts';
import { filePath, positiveNumber, refusal, utcOffset, wholeNumber } from '#jobs/process/option-values.ts';
import { HeliographError } from '#server/errors.ts';

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

/** The slot that begins at a plant time, HH:MM. */
const slotOfTime: Parse<number> = (time, name) => {
  const [, hours = '', minutes = ''] = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(time) ?? [];
  if (hours === '') throw refusal(name, 'a time HH:MM', time);
  return ((Number(hours) * 60 + Number(minutes)) * 60) / SLOT_SECONDS;
};

const outFile: Parse<string> = (text, name) => {
  const file = filePath(text, name);
  if (OUT_KINDS.some((kind) => file.toLowerCase().endsWith(kind))) return file;
  throw new HeliographError(
    'invalid_input',
    `${name} must end in ${OUT_KINDS.join(', ')}, not "${path.basename(file)}"`,
  );
};

export const classifyCommand = declareCommand({
  name: 'classify',
  summary:
    'Classifies the array-days in files of readings (CSV, NDJSON, Parquet or Avro with the columns deviceId, timestamp, ' +
    'voltage, current, temperature, irradiance; timestamp as ISO 8601 or epoch milliseconds), or in folders of them.',
  words: [['<file...>', 'files of readings, text also packed by gzip (.csv.gz), or folders of them']],
  options: {
    out: option('<file>', 'also write the verdicts to a file (.csv, .json or .parquet)', outFile),
    until: option(
      '<HH:MM>',
      'take the days as known until this plant time only, as they were while they went on',
      slotOfTime,
    ),
    utcOffset: optionOr('+00:00', '<+HH:MM>', "the plant's standard time", utcOffset),
    modulesInSeries: optionOr(`${DEFAULT_NAMEPLATE.modulesInSeries}`, '<n>', 'modules in a string', wholeNumber(1, 60)),
    strings: optionOr(`${DEFAULT_NAMEPLATE.strings}`, '<n>', 'strings in parallel', wholeNumber(1, 100)),
    vMp: option(
      '<volts>',
      "array voltage at STC's maximum power point; default: that of default modules",
      positiveNumber,
    ),
    iMp: option(
      '<amperes>',
      "array current at STC's maximum power point; default: that of default modules",
      positiveNumber,
    ),
    ...COLUMN_OPTIONS,
  },
  notes: COLUMN_NOTES,
  read: (values, files): ClassifyOptions => {
    const { out, until, utcOffset: utcOffsetMinutes, modulesInSeries, strings, vMp, iMp } = values;
    const built = nameplateOf(modulesInSeries, strings);
    return {
      files: files.map((file) => filePath(file, 'FILE')),
      map: readColumnMap(values),
      out: out ?? null,
      until: until ?? null,
      utcOffsetMinutes,
      nameplate: { ...built, vMp: vMp ?? built.vMp, iMp: iMp ?? built.iMp },
    };
  },
});
