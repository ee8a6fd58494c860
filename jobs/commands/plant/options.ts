import type { PlantSettingsChange } from '#domain/plant-settings.ts';
import { ARRAY_COLUMNS } from '#domain/registration.ts';
import { declareCommand, flag, option, optionOr, type Parse, requiredOption } from '#jobs/process/declare-command.ts';
import { anyText, filePath, listOf, plantDay, refusal, utcOffset, wholeNumber } from '#jobs/process/option-values.ts';
import { HeliographError } from '#server/errors.ts';

export interface PlantFileOptions {
  plantId: string | undefined;
  file: string;
  dryRun: boolean;
  name: string | undefined;
  utcOffsetMinutes: number | undefined;
  removeMissing: boolean;
}

export type PlantCommand =
  | { verb: 'list' }
  | { verb: 'show'; plantId: string | undefined }
  | { verb: 'set'; plantId: string | undefined; change: PlantSettingsChange }
  | ({ verb: 'register' | 'update' } & PlantFileOptions)
  | { verb: 'discover'; plantId: string | undefined; files: string[]; day: string | undefined; out: string | undefined }
  | { verb: 'check'; plantId: string | undefined; days: number; json: boolean }
  | { verb: 'export'; plantId: string | undefined; out: string }
  | { verb: 'remove-arrays'; plantId: string | undefined; deviceIds: string[]; lastDay: string | undefined };

const COLUMNS = `FILE has a line for each array and these columns, in any order; a spreadsheet's CSV is read as it is.
  ${ARRAY_COLUMNS.slice(0, 9).join(', ')},
  ${ARRAY_COLUMNS.slice(9).join(', ')}

  deviceId         as the readings name it: 1 to 64 characters
  modulesInSeries, strings   of each array; with deviceId all that is needed
  name             what people call it; default: the deviceId
  row, column      its place on the map; default: in the order of FILE, each group from a new row
  group            where it hangs, like field/inverter/combiner
  module           a name of the CEC list; default: CS6U-330P, 330 W. Or, of one module at 1000 W/m2 and 25 degC:
  vMp, iMp         voltage and current at the maximum power point, V and A
  vOc, iSc, alphaIsc, betaVoc   V, A and % per K: how it bends with light and heat; default: as the CS6U-330P does
  blockingDiodes   yes or no; default: no
  tilt, azimuth    degrees from the horizontal, and from north over east; default: unknown
  inServiceFrom, inServiceTo    first and last day in service; default: always
`;

const plant = option('<id>', 'the plant, a-z, 0-9 and -; default: the setting HELIOGRAPH_PLANT', anyText);
const fileWord: [string, string] = ['<file>', 'its arrays, CSV or JSON; the columns are below'];

const fileOptions = {
  plant,
  dryRun: flag('only says what would change'),
  name: option('<name>', 'what people call the plant; default: its id', anyText),
  utcOffset: option('<+HH:MM>', 'its standard time, summer and winter; default: +00:00', utcOffset),
};

interface FileValues {
  plant: string | undefined;
  dryRun: boolean;
  name: string | undefined;
  utcOffset: number | undefined;
}

function fileOptionsOf(
  { plant: plantId, dryRun, name, utcOffset: utcOffsetMinutes }: FileValues,
  file: string,
): Omit<PlantFileOptions, 'removeMissing'> {
  return { plantId, file: filePath(file, 'FILE'), dryRun, name, utcOffsetMinutes };
}

/** A file whose name has one of some endings. */
function fileEnding(endings: readonly string[]): Parse<string> {
  return (text, name) => {
    if (endings.some((ending) => text.toLowerCase().endsWith(ending))) return filePath(text, name);
    throw refusal(name, `a file that ends in ${endings.join(' or ')}`, text);
  };
}

const register = declareCommand({
  name: 'register',
  summary: 'registers a plant with the arrays of a file, CSV or JSON',
  words: [fileWord],
  options: fileOptions,
  notes: COLUMNS,
  read: (values, [file = '']): PlantCommand => ({
    verb: 'register',
    ...fileOptionsOf(values, file),
    removeMissing: false,
  }),
});

const update = declareCommand({
  name: 'update',
  summary: 'adds the arrays of a file that are new and changes those that are others; the rest stay',
  words: [fileWord],
  options: { ...fileOptions, removeMissing: flag('arrays that the file does not name go out of service') },
  notes: COLUMNS,
  read: ({ removeMissing, ...values }, [file = '']): PlantCommand => ({
    verb: 'update',
    ...fileOptionsOf(values, file),
    removeMissing,
  }),
});

const show = declareCommand({
  name: 'show',
  summary: 'what is registered, summed up',
  options: { plant },
  read: ({ plant: plantId }): PlantCommand => ({ verb: 'show', plantId }),
});

/** In the place of a value: the installation's again. The parser of command lines takes null for an empty text. */
const DEFAULT = 'default';
const CLEARED = Symbol(DEFAULT);
const orDefault =
  <Value>(parse: Parse<Value>): Parse<Value | typeof CLEARED> =>
  (text, name) =>
    text === DEFAULT ? CLEARED : parse(text, name);
const degrees: Parse<number> = (text, name) => {
  if (/^-?\d{1,3}(\.\d+)?$/.test(text)) return Number(text);
  throw refusal(name, 'degrees, like 48.1', text);
};

const set = declareCommand({
  name: 'set',
  summary: 'gives the plant a setting of its own in the place of the installation’s',
  options: {
    plant,
    topics: option('<name,...>', 'Kafka topics of its readings', orDefault(listOf(anyText))),
    schedule: option(
      '<cron>',
      "when the day before is run, by its own clock, like '0 1 * * *'; or off",
      orDefault(anyText),
    ),
    tariff: option('<amount>', 'what a kWh is worth, like "0.11 EUR"', orDefault(anyText)),
    silverDays: option('<n>', 'days that silver, logs and quarantine are kept', orDefault(wholeNumber(1, 36_500))),
    goldDays: option('<n>', 'days that replaced verdict files are kept', orDefault(wholeNumber(1, 36_500))),
    latitude: option('<degrees>', 'north of the equator', orDefault(degrees)),
    longitude: option(
      '<degrees>',
      'east of Greenwich: a wrong offset or place is then found surely',
      orDefault(degrees),
    ),
  },
  notes: `${DEFAULT} in the place of a value: the installation's again. "show" tells what the plant has of its own.`,
  read: ({ plant: plantId, topics, schedule, tariff, silverDays, goldDays, latitude, longitude }): PlantCommand => {
    const given = {
      kafkaTopics: topics,
      schedule,
      tariff,
      silverRetentionDays: silverDays,
      goldRetentionDays: goldDays,
      latitude,
      longitude,
    };
    const change: PlantSettingsChange = Object.fromEntries(
      Object.entries(given)
        .filter(([, value]) => value !== undefined)
        .map(([name, value]) => [name, value === CLEARED ? null : value]),
    );
    return { verb: 'set', plantId, change };
  },
});

const exportFile = declareCommand({
  name: 'export',
  summary: 'writes every array as a file that would register it again',
  options: {
    plant,
    out: requiredOption('<file>', '.csv or .json', fileEnding(['.csv', '.json']), 'name a file, .csv or .json'),
  },
  read: ({ plant: plantId, out }): PlantCommand => ({ verb: 'export', plantId, out }),
});

const removeArrays = declareCommand({
  name: 'remove-arrays',
  summary: 'takes arrays out of service; what was found of them stays',
  words: [['<id...>', 'their deviceIds']],
  options: { plant, lastDay: option('<YYYY-MM-DD>', 'their last day in service; default: yesterday', plantDay) },
  read: ({ plant: plantId, lastDay }, deviceIds): PlantCommand => ({
    verb: 'remove-arrays',
    plantId,
    deviceIds: [...deviceIds],
    lastDay,
  }),
});

const list = declareCommand({
  name: 'list',
  summary: 'every plant',
  options: {},
  read: (): PlantCommand => ({ verb: 'list' }),
});

const discover = declareCommand({
  name: 'discover',
  summary: 'devices that send but are not registered: in files, or in what the pipeline reads of a day',
  words: [['[file...]', 'files or folders of readings; default: Kafka or the SCADA files']],
  options: {
    plant,
    day: option('<YYYY-MM-DD>', 'the day that is looked at; default: yesterday', plantDay),
    out: option('<file.csv>', 'also writes the devices as a file to fill in and register', fileEnding(['.csv'])),
  },
  read: ({ plant: plantId, day, out }, files): PlantCommand => {
    if (day !== undefined && files.length > 0) {
      throw new HeliographError('invalid_input', 'discover takes files or --day, not both');
    }
    return { verb: 'discover', plantId, files: files.map((file) => filePath(file, 'FILE')), day, out };
  },
});

const check = declareCommand({
  name: 'check',
  summary: 'compares what is registered with what the last published days measured; changes nothing in the registry',
  options: {
    plant,
    days: optionOr('3', '<n>', 'published days to look at', wholeNumber(1, 7)),
    json: flag('the result and every open finding as JSON'),
  },
  notes: 'What it finds is kept for the page Commissioning, where an administrator applies or ignores it.',
  read: ({ plant: plantId, days, json }): PlantCommand => ({ verb: 'check', plantId, days, json }),
});

export const plantCommand = declareCommand({
  name: 'plant',
  summary: 'A plant and its arrays: registered, changed, shown, exported and checked.',
  options: {},
  notes: COLUMNS,
  verbs: [register, update, show, set, exportFile, removeArrays, list, discover, check],
});
