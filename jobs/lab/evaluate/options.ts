import path from 'node:path';
import { declareCommand, option, optionOr } from '#jobs/process/declare-command.ts';
import { filePath, listOf, oneOf, wholeNumber } from '#jobs/process/option-values.ts';
import { readSettings } from '#server/env.ts';
import type { FieldOptions } from './evaluate-field.ts';
import { SET_NAMES } from './sets.ts';

export interface EvaluateOptions {
  days: number;
  stressDays: number;
  field: FieldOptions;
  seed: number;
  sets: readonly string[];
  model: string;
  out: string;
}

export const evaluateCommand = declareCommand({
  name: 'evaluate',
  summary:
    'Holds a trained model against fresh simulated array-days and writes metrics.json, card.md and plots/ beside it.',
  options: {
    days: optionOr('6000', '<n>', 'array-days of the standard and of the natural set', wholeNumber(6, 1_000_000)),
    stressDays: optionOr('1200', '<n>', 'array-days of each stress set', wholeNumber(6, 1_000_000)),
    fieldDays: optionOr(
      '600',
      '<n>',
      'array-days of each fault of the second simulator, five times as many healthy ones',
      wholeNumber(1, 100_000),
    ),
    kindDays: optionOr(
      '100',
      '<n>',
      'of each kind of unusual day of the second simulator, alone, among others and with a past',
      wholeNumber(0, 10_000),
    ),
    seed: optionOr('2026', '<n>', 'of everything drawn; not that of the training', wholeNumber(0, 2 ** 31 - 1)),
    sets: option('<a,b>', `only these sets; default all: ${SET_NAMES.join(', ')}`, listOf(oneOf(SET_NAMES))),
    model: option('<dir>', 'folder of the model; default the setting HELIOGRAPH_MODEL', filePath),
    out: option('<dir>', "folder to write to; default the model's", filePath),
  },
  read: ({ days, stressDays, fieldDays, kindDays, seed, sets, model, out }): EvaluateOptions => {
    const folder = model ?? path.resolve(readSettings().HELIOGRAPH_MODEL);
    return {
      days,
      stressDays,
      field: { faultDays: fieldDays, healthyDays: 5 * fieldDays, kindDays, seed: `${seed}` },
      seed,
      sets: sets ?? SET_NAMES,
      model: folder,
      out: out ?? folder,
    };
  },
});
