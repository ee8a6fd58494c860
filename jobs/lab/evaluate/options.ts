import path from 'node:path';
import { parseOptions, wholeNumber } from '#jobs/process/command.ts';
import { commandFolder, readSettings } from '#server/env.ts';
import { HeliographError } from '#server/errors.ts';
import type { FieldOptions } from './evaluate-field.ts';
import { SET_NAMES } from './sets.ts';

export const HELP = `npm run evaluate -- [options]
  Holds a trained model against fresh simulated array-days and writes metrics.json, card.md and plots/ beside it.

  --days N         array-days of the standard and of the natural set; default 6000
  --stress-days N  array-days of each stress set; default 1200
  --field-days N   array-days of each fault of the second simulator, five times as many healthy ones; default 600
  --kind-days N    of each kind of unusual day of the second simulator, alone, among others and with a past; default 100
  --seed N         of everything drawn; not that of the training; default 2026
  --sets A,B       only these sets; default all: ${SET_NAMES.slice(0, 4).join(', ')},
                   ${SET_NAMES.slice(4).join(', ')}
  --model DIR      folder of the model; default the setting HELIOGRAPH_MODEL
  --out DIR        folder to write to; default the model's
`;

export interface EvaluateOptions {
  days: number;
  stressDays: number;
  field: FieldOptions;
  seed: number;
  sets: readonly string[];
  model: string;
  out: string;
}

/** The options of the command line, or null when help was asked for. */
export function readEvaluateOptions(): EvaluateOptions | null {
  const { values } = parseOptions({
    days: { type: 'string', default: '6000' },
    'stress-days': { type: 'string', default: '1200' },
    'field-days': { type: 'string', default: '600' },
    'kind-days': { type: 'string', default: '100' },
    seed: { type: 'string', default: '2026' },
    sets: { type: 'string', default: SET_NAMES.join(',') },
    model: { type: 'string' },
    out: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  });
  if (values.help) return null;
  const model =
    values.model === undefined
      ? path.resolve(readSettings().HELIOGRAPH_MODEL)
      : path.resolve(commandFolder(), values.model);
  return {
    days: wholeNumber('--days', values.days, 6, 1_000_000),
    stressDays: wholeNumber('--stress-days', values['stress-days'], 6, 1_000_000),
    field: {
      faultDays: wholeNumber('--field-days', values['field-days'], 1, 100_000),
      healthyDays: 5 * wholeNumber('--field-days', values['field-days'], 1, 100_000),
      kindDays: wholeNumber('--kind-days', values['kind-days'], 0, 10_000),
      seed: values.seed,
    },
    seed: wholeNumber('--seed', values.seed, 0, 2 ** 31 - 1),
    sets: setNamesOf(values.sets),
    model,
    out: values.out === undefined ? model : path.resolve(commandFolder(), values.out),
  };
}

function setNamesOf(text: string): string[] {
  const names = text.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !SET_NAMES.includes(name));
  if (unknown === undefined) return names;
  throw new HeliographError('invalid_input', `--sets knows ${SET_NAMES.join(', ')}, not "${unknown}"`);
}
