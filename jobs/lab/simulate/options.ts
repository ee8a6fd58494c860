import { declareCommand, flag, option, optionOr, type Parse, requiredOption } from '#jobs/process/declare-command.ts';
import { filePath, listOf, oneOf, plantDay, refusal, wholeNumber } from '#jobs/process/option-values.ts';
import { type ArraySpec, GROUNDINGS } from '#models/photovoltaic/array-spec.ts';
import { INJECTED_FAILURES, type InjectedFailure } from '#models/photovoltaic/injected-failures.ts';
import { MODULES } from '#models/photovoltaic/module-parameters.ts';
import { READINGS_FORMATS, type ReadingsFormat } from '#server/gateways/readings/write-readings-file.ts';
import { type ConditionShares, parseConditionShares } from './condition-shares.ts';

export interface SimulateOptions {
  out: string;
  arrays: number;
  days: number;
  from: string;
  seed: string;
  shares: ConditionShares;
  format: ReadingsFormat;
  array: ArraySpec;
  inject: readonly InjectedFailure[];
}

const arrayShape: Parse<{ modulesInSeries: number; strings: number }> = (text, name) => {
  const [, series, strings] = /^(\d+)x(\d+)$/.exec(text) ?? [];
  if (series === undefined || strings === undefined) {
    throw refusal(name, 'modules in series x strings, such as 5x3,', text);
  }
  return {
    modulesInSeries: wholeNumber(1, 60)(series, `${name}: modules in series`),
    strings: wholeNumber(1, 100)(strings, `${name}: strings`),
  };
};

const failures: Parse<readonly InjectedFailure[]> = (text, name) =>
  text === 'all' ? INJECTED_FAILURES : listOf(oneOf(INJECTED_FAILURES))(text, name);

const seedText: Parse<string> = (text, name) => {
  if (text !== '') return text;
  throw refusal(name, 'a number or a text', text);
};

const MODULE_NAMES = Object.keys(MODULES) as (keyof typeof MODULES)[];
const moduleName: Parse<keyof typeof MODULES> = (text, name) => {
  const known = MODULE_NAMES.find((module) => module === text);
  if (known) return known;
  throw refusal(name, `one of ${MODULE_NAMES.join(', ')}`, text);
};

export const simulateCommand = declareCommand({
  name: 'simulate',
  summary:
    "Simulates the readings of a plant's arrays, and what is true of each array-day in truth.ndjson beside them.",
  options: {
    out: requiredOption('<dir>', 'a new folder for the files; needed', filePath, 'name a new folder for the files'),
    arrays: optionOr('12', '<n>', 'arrays of the plant', wholeNumber(1, 100_000)),
    days: optionOr('1', '<n>', 'plant days, one after the other', wholeNumber(1, 3660)),
    from: optionOr('2026-06-01', '<YYYY-MM-DD>', 'the first of them', plantDay),
    seed: optionOr('1', '<text>', 'the same seed and options give the same files', seedText),
    conditions: optionOr(
      'balanced',
      '<list>',
      'balanced, natural (99 % normal), one condition, or shares that sum to 1: normal:0.9,arc_fault:0.1',
      parseConditionShares,
    ),
    format: optionOr<ReadingsFormat>(
      'csv',
      '<format>',
      `${READINGS_FORMATS.join(', ')}; Avro files lie as a SCADA system leaves them`,
      oneOf(READINGS_FORMATS),
    ),
    array: optionOr('5x3', '<SxP>', 'modules in series x strings', arrayShape),
    module: optionOr('CS6U-330P', '<name>', MODULE_NAMES.join(' or '), moduleName),
    grounding: optionOr(
      'negative',
      '<kind>',
      `of the negative conductor: ${GROUNDINGS.join(' or ')}`,
      oneOf(GROUNDINGS),
    ),
    blockingDiodes: flag('a diode in each string'),
    failures: option('<list>', `put into every array-day: all, or of ${INJECTED_FAILURES.join(', ')}`, failures),
  },
  notes: "Timestamps are UTC, which is also the plant's standard time.",
  read: (values): SimulateOptions => {
    const { out, arrays, days, from, seed, conditions, format, array, module, grounding, blockingDiodes } = values;
    return {
      out,
      arrays,
      days,
      from,
      seed,
      shares: conditions,
      format,
      array: { module: MODULES[module], ...array, blockingDiodes, grounding },
      inject: values.failures ?? [],
    };
  },
});
