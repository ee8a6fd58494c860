import { DAY_KINDS, type DayKind, type DayRange, dayRangeSchema } from '#domain/day-range.ts';
import { isPlantDay } from '#domain/plant-day.ts';
import { FIRST_STAGES, type FirstStage } from '#domain/run.ts';
import { parseOptions } from '#jobs/process/command.ts';
import { HeliographError } from '#server/errors.ts';

export const HELP = `npm run day -- --day YYYY-MM-DD          runs the pipeline for one plant day and publishes its result
npm run day -- --range DAY..DAY          runs every day of a range, oldest first, a few at a time
npm run day -- cancel RUN [--day DAY]    ends a run without a result; what is shown of its day stays

  --from STAGE      ingest, or predict: on the silver that an earlier run made
  --model VERSION   uses this model instead of the one in use
  --note TEXT       kept with the run
  --only KINDS      of a range: failed, missing or both (failed,missing)
  --preview         says what would be run and replaced, and changes nothing
`;

export interface RunSettings {
  fromStage?: FirstStage;
  modelVersion?: string;
  note?: string;
}

export type DayCommand =
  | { do: 'help' }
  | { do: 'cancel'; runId: string; day?: string }
  | { do: 'day'; day: string; preview: boolean; settings: RunSettings }
  | { do: 'range'; range: DayRange; only: DayKind[]; preview: boolean; settings: RunSettings };

/** What the command line asks for. Throws `invalid_input` that names what is wrong with it. */
export function readDayCommand(): DayCommand {
  const { values, positionals } = parseOptions(
    {
      day: { type: 'string' },
      range: { type: 'string' },
      from: { type: 'string' },
      model: { type: 'string' },
      note: { type: 'string' },
      only: { type: 'string' },
      preview: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
    { positionals: true },
  );
  if (values.help) return { do: 'help' };
  const { day, range, from, model, note, only, preview = false } = values;
  if (day !== undefined && !isPlantDay(day)) refuse(`--day must be a date YYYY-MM-DD, not "${day}"`);
  const [verb, runId, ...more] = positionals;
  if (verb !== undefined) {
    if (verb !== 'cancel') refuse(`there is no "${verb}"; did you mean cancel RUN, or --day ${verb}?`);
    if (runId === undefined || more.length > 0) refuse('cancel needs the id of one RUN');
    return { do: 'cancel', runId, ...(day === undefined ? {} : { day }) };
  }
  const settings = {
    ...(from === undefined ? {} : { fromStage: oneOf('--from', from, FIRST_STAGES) }),
    ...(model === undefined ? {} : { modelVersion: model }),
    ...(note === undefined ? {} : { note }),
  };
  if (range !== undefined) {
    if (day !== undefined) refuse('give --day or --range, not both');
    const only_ = only === undefined ? [] : only.split(',').map((kind) => oneOf('--only', kind, DAY_KINDS));
    return { do: 'range', range: readRange(range), only: only_, preview, settings };
  }
  if (only !== undefined) refuse('--only is for a --range');
  if (day === undefined) refuse('--day YYYY-MM-DD is missing');
  return { do: 'day', day, preview, settings };
}

function readRange(text: string): DayRange {
  const [from = '', to = '', ...more] = text.split('..');
  if (more.length > 0 || !isPlantDay(from) || !isPlantDay(to)) {
    refuse(`--range must be like 2026-06-01..2026-06-30, not "${text}"`);
  }
  const parsed = dayRangeSchema.safeParse({ from, to });
  return parsed.success ? parsed.data : refuse(`--range ${text}: ${parsed.error.issues[0]?.message}`);
}

function oneOf<Word extends string>(option: string, text: string, words: readonly Word[]): Word {
  return words.find((word) => word === text) ?? refuse(`${option} must be ${words.join(' or ')}, not "${text}"`);
}

function refuse(message: string): never {
  throw new HeliographError('invalid_input', message);
}
