import path from 'node:path';
import { ARRAY_COLUMNS } from '#domain/registration.ts';
import { parseOptions, utcOffset } from '#jobs/process/command.ts';
import { commandFolder } from '#server/env.ts';
import { HeliographError } from '#server/errors.ts';

export const HELP = `npm run plant -- VERB
  register FILE            registers a plant with the arrays of FILE (CSV or JSON)
  update FILE              adds the arrays of FILE that are new and changes those that are others; the rest stay
  show                     what is registered, summed up
  export --out FILE        writes every array as a FILE (.csv or .json) that would register it again
  remove-arrays ID...      takes arrays out of service; what was found of them stays
  list                     every plant
  discover [FILE...]       devices that send but are not registered: in files or folders of readings, else in what
                           the pipeline reads of a day, Kafka or the SCADA files

  --plant ID               the plant, a-z, 0-9 and -; default: HELIOGRAPH_PLANT
  --dry-run                register, update: only say what would change
  --name NAME              register, update: what people call the plant; default: its id
  --utc-offset +HH:MM      register, update: its standard time, summer and winter; default +00:00
  --remove-missing         update: arrays that FILE does not name go out of service
  --last-day YYYY-MM-DD    remove-arrays: their last day in service; default: yesterday
  --day YYYY-MM-DD         discover: the day that is looked at; default: yesterday
  --out FILE.csv           discover: also writes the devices as a FILE to fill in and register

  FILE has a line for each array and these columns, in any order; a spreadsheet's CSV is read as it is.
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

export interface PlantFileOptions {
  plantId: string | undefined;
  file: string;
  dryRun: boolean;
  name: string | undefined;
  utcOffsetMinutes: number | undefined;
  removeMissing: boolean;
}

export type PlantCommand =
  | { verb: 'help' | 'list' }
  | { verb: 'show'; plantId: string | undefined }
  | ({ verb: 'register' | 'update' } & PlantFileOptions)
  | { verb: 'discover'; plantId: string | undefined; files: string[]; day: string | undefined; out: string | undefined }
  | { verb: 'export'; plantId: string | undefined; out: string }
  | { verb: 'remove-arrays'; plantId: string | undefined; deviceIds: string[]; lastDay: string | undefined };

const bad = (message: string) => new HeliographError('invalid_input', message);

/** npm runs scripts in the project's folder; names are meant from where the user stands. */
const resolved = (file: string) => path.resolve(commandFolder(), file);

/** What the command line asks for. */
export function readPlantCommand(): PlantCommand {
  const { values, positionals } = parseOptions(
    {
      plant: { type: 'string' },
      'dry-run': { type: 'boolean' },
      name: { type: 'string' },
      'utc-offset': { type: 'string' },
      'remove-missing': { type: 'boolean' },
      'last-day': { type: 'string' },
      day: { type: 'string' },
      out: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
    { positionals: true },
  );
  const [verb, ...words] = positionals;
  if (values.help) return { verb: 'help' };
  const { help: _, plant: plantId, ...given } = values;
  const allow = (most: number, ...options: string[]) => {
    const option = Object.keys(given).find((name) => !options.includes(name));
    if (option !== undefined) throw bad(`${verb} does not take --${option}`);
    const extra = words[most];
    if (extra !== undefined) throw bad(`${verb} does not take "${extra}"`);
  };
  switch (verb) {
    case 'list':
      allow(0);
      return { verb };
    case 'show':
      allow(0);
      return { verb, plantId };
    case 'register':
    case 'update': {
      allow(1, 'dry-run', 'name', 'utc-offset', ...(verb === 'update' ? ['remove-missing'] : []));
      const [file] = words;
      if (file === undefined) throw bad(`${verb} needs a FILE of arrays; --help tells its columns`);
      const offset = given['utc-offset'];
      return {
        verb,
        plantId,
        file: resolved(file),
        dryRun: given['dry-run'] ?? false,
        name: given.name,
        utcOffsetMinutes: offset === undefined ? undefined : utcOffset('--utc-offset', offset),
        removeMissing: given['remove-missing'] ?? false,
      };
    }
    case 'discover': {
      allow(Number.POSITIVE_INFINITY, 'day', 'out');
      const { day, out } = given;
      if (day !== undefined && words.length > 0) throw bad('discover takes files or --day, not both');
      if (out !== undefined && !/\.csv$/i.test(out)) throw bad(`--out must end in .csv, not "${out}"`);
      return { verb, plantId, files: words.map(resolved), day, out: out === undefined ? undefined : resolved(out) };
    }
    case 'export':
      allow(0, 'out');
      if (given.out === undefined) throw bad('export needs --out FILE, .csv or .json');
      if (!/\.(csv|json)$/i.test(given.out)) throw bad(`--out must end in .csv or .json, not "${given.out}"`);
      return { verb, plantId, out: resolved(given.out) };
    case 'remove-arrays':
      allow(Number.POSITIVE_INFINITY, 'last-day');
      if (words.length === 0) throw bad('remove-arrays needs the ID of at least one array');
      return { verb, plantId, deviceIds: words, lastDay: given['last-day'] };
    default:
      throw bad(
        `${verb === undefined ? 'name a verb' : `there is no "${verb}"`}: register, update, show, export, remove-arrays, list or discover`,
      );
  }
}
