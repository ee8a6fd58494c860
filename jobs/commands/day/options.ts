import { DAY_KINDS, type DayKind, type DayRange, dayRangeSchema } from '#domain/day-range.ts';
import { isPlantDay } from '#domain/plant-day.ts';
import { FIRST_STAGES, type FirstStage } from '#domain/run.ts';
import { declareCommand, flag, option, type Parse } from '#jobs/process/declare-command.ts';
import { anyText, listOf, oneOf, plantDay, refusal } from '#jobs/process/option-values.ts';
import { HeliographError } from '#server/errors.ts';

export interface RunSettings {
  fromStage?: FirstStage;
  modelVersion?: string;
  note?: string;
}

export type DayCommand =
  | { do: 'cancel'; runId: string; day?: string }
  | { do: 'day'; day: string; preview: boolean; settings: RunSettings }
  | { do: 'range'; range: DayRange; only: DayKind[]; preview: boolean; settings: RunSettings };

const dayRange: Parse<DayRange> = (text, name) => {
  const [from = '', to = '', ...more] = text.split('..');
  if (more.length > 0 || !isPlantDay(from) || !isPlantDay(to)) throw refusal(name, 'like 2026-06-01..2026-06-30', text);
  const parsed = dayRangeSchema.safeParse({ from, to });
  if (parsed.success) return parsed.data;
  throw bad(`${name} ${text}: ${parsed.error.issues[0]?.message}`);
};

const cancel = declareCommand({
  name: 'cancel',
  summary: 'ends a run without a result; what is shown of its day stays',
  words: [['<run>', 'id of the run']],
  options: { day: option('<YYYY-MM-DD>', 'the day that the run is taken to be of', plantDay) },
  read: ({ day }, [runId = '']): DayCommand => ({ do: 'cancel', runId, ...(day === undefined ? {} : { day }) }),
});

export const dayCommand = declareCommand({
  name: 'day',
  summary: 'Runs the pipeline for one plant day, or for every day of a range, and publishes its result.',
  options: {
    day: option('<YYYY-MM-DD>', 'the plant day', plantDay),
    range: option('<day..day>', 'every day of a range, oldest first, a few at a time', dayRange),
    from: option('<stage>', 'ingest, or predict: on the silver that an earlier run made', oneOf(FIRST_STAGES)),
    model: option('<version>', 'uses this model instead of the one in use', anyText),
    note: option('<text>', 'stays with the run', anyText),
    only: option('<kinds>', 'of a range: failed, missing or both (failed,missing)', listOf(oneOf(DAY_KINDS))),
    preview: flag('says what would be run and replaced, and changes nothing'),
  },
  verbs: [cancel],
  read: ({ day, range, from, model, note, only, preview }, [word]): DayCommand => {
    if (word !== undefined) throw bad(`there is no "${word}"; did you mean cancel RUN, or --day ${word}?`);
    const settings = {
      ...(from === undefined ? {} : { fromStage: from }),
      ...(model === undefined ? {} : { modelVersion: model }),
      ...(note === undefined ? {} : { note }),
    };
    if (range !== undefined) {
      if (day !== undefined) throw bad('give --day or --range, not both');
      return { do: 'range', range, only: only ?? [], preview, settings };
    }
    if (only !== undefined) throw bad('--only is for a --range');
    if (day === undefined) throw bad('--day YYYY-MM-DD is missing');
    return { do: 'day', day, preview, settings };
  },
});

function bad(message: string): HeliographError {
  return new HeliographError('invalid_input', message);
}
