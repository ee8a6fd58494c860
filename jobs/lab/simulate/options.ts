import path from 'node:path';
import { isPlantDay } from '#domain/plant-day.ts';
import { parseOptions, wholeNumber } from '#jobs/process/command.ts';
import { type ArraySpec, GROUNDINGS } from '#models/photovoltaic/array-spec.ts';
import { INJECTED_FAILURES, type InjectedFailure } from '#models/photovoltaic/injected-failures.ts';
import { MODULES } from '#models/photovoltaic/module-parameters.ts';
import { commandFolder } from '#server/env.ts';
import { HeliographError } from '#server/errors.ts';
import { READINGS_FORMATS, type ReadingsFormat } from '#server/gateways/readings/write-readings-file.ts';
import { type ConditionShares, parseConditionShares } from './condition-shares.ts';

export const HELP = `npm run simulate -- --out DIR [options]
  Simulates the readings of a plant's arrays, and what is true of each array-day in DIR/truth.ndjson.

  --out DIR             a new folder for the files
  --arrays N            arrays of the plant; default 12
  --days N              plant days, one after the other; default 1
  --from YYYY-MM-DD     the first of them; default 2026-06-01
  --seed TEXT           the same seed and options give the same files; default 1
  --conditions LIST     balanced (default), natural (99 % normal), one condition, or shares
                        that sum to 1: normal:0.9,arc_fault:0.1
  --format FORMAT       ${READINGS_FORMATS.join(', ')}; default csv. Avro files lie as a SCADA system leaves them
  --array SxP           modules in series x strings; default 5x3
  --module NAME         ${Object.keys(MODULES).join(' or ')}; default CS6U-330P
  --grounding KIND      of the negative conductor: ${GROUNDINGS.join(' or ')}; default negative
  --blocking-diodes     a diode in each string
  --failures LIST       put into every array-day: all, or of
                        ${INJECTED_FAILURES.join(', ')}
  Timestamps are UTC, which is also the plant's standard time.
`;

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

/** The options of the command line, or null when help was asked for. */
export function readSimulateOptions(): SimulateOptions | null {
  const { values } = parseOptions({
    out: { type: 'string' },
    arrays: { type: 'string', default: '12' },
    days: { type: 'string', default: '1' },
    from: { type: 'string', default: '2026-06-01' },
    seed: { type: 'string', default: '1' },
    conditions: { type: 'string', default: 'balanced' },
    format: { type: 'string', default: 'csv' },
    array: { type: 'string', default: '5x3' },
    module: { type: 'string', default: 'CS6U-330P' },
    grounding: { type: 'string', default: 'negative' },
    'blocking-diodes': { type: 'boolean', default: false },
    failures: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  });
  if (values.help) return null;
  if (!values.out) throw new HeliographError('invalid_input', '--out DIR is missing: name a new folder for the files');
  if (!isPlantDay(values.from)) throw refusal('--from', 'a date YYYY-MM-DD', values.from);
  if (values.seed === '') throw refusal('--seed', 'a number or a text', values.seed);
  const module = oneOf('--module', values.module, Object.keys(MODULES) as (keyof typeof MODULES)[]);
  return {
    out: path.resolve(commandFolder(), values.out),
    arrays: wholeNumber('--arrays', values.arrays, 1, 100_000),
    days: wholeNumber('--days', values.days, 1, 3660),
    from: values.from,
    seed: values.seed,
    shares: parseConditionShares(values.conditions),
    format: oneOf('--format', values.format, READINGS_FORMATS),
    array: {
      module: MODULES[module],
      ...parseShape(values.array),
      blockingDiodes: values['blocking-diodes'],
      grounding: oneOf('--grounding', values.grounding, GROUNDINGS),
    },
    inject: values.failures === undefined ? [] : parseFailures(values.failures),
  };
}

function parseShape(text: string): { modulesInSeries: number; strings: number } {
  const [, series, strings] = /^(\d+)x(\d+)$/.exec(text) ?? [];
  if (series === undefined || strings === undefined) {
    throw refusal('--array', 'modules in series x strings, such as 5x3,', text);
  }
  return {
    modulesInSeries: wholeNumber('--array: modules in series', series, 1, 60),
    strings: wholeNumber('--array: strings', strings, 1, 100),
  };
}

function parseFailures(text: string): readonly InjectedFailure[] {
  if (text === 'all') return INJECTED_FAILURES;
  return [...new Set(text.split(',').map((word) => oneOf('--failures', word.trim(), INJECTED_FAILURES)))];
}

function oneOf<Word extends string>(option: string, text: string, words: readonly Word[]): Word {
  const word = words.find((known) => known === text);
  if (word) return word;
  throw refusal(option, `one of ${words.join(', ')}`, text);
}

function refusal(option: string, expected: string, text: string): HeliographError {
  return new HeliographError('invalid_input', `${option} must be ${expected}, not "${text}"`);
}
