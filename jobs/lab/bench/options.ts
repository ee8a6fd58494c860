import path from 'node:path';
import { declareCommand, option, optionOr, type Parse } from '#jobs/process/declare-command.ts';
import { anyText, filePath, oneOf, wholeNumber } from '#jobs/process/option-values.ts';
import { commandFolder } from '#server/env.ts';
import { benchApi } from './api/api.ts';
import { benchAvro } from './avro.ts';
import { benchClassifier } from './classifier.ts';
import { benchCommissioning } from './commissioning/commissioning.ts';
import { benchEndpoints } from './endpoints/endpoints.ts';
import { benchIngest } from './ingest.ts';
import { benchOriginal } from './original.ts';
import { benchParquet } from './parquet.ts';
import { benchPlant } from './plant.ts';
import { benchSoak } from './soak.ts';
import { benchUi } from './ui/ui.ts';
import { benchWavelet } from './wavelet.ts';

/** A bench, its options read. */
type Bench = (signal: AbortSignal) => Promise<void>;

const roundsOf = (fallback: string) =>
  optionOr(fallback, '<n>', 'turns of every contestant, or loads', wholeNumber(1, 1000));
const arraysOf = (fallback: string) => optionOr(fallback, '<n>', 'arrays', wholeNumber(1, 10_000_000));
const daysOf = (fallback: string) => optionOr(fallback, '<n>', 'plant days', wholeNumber(2, 3660));

/** An interpreter; a bare word is looked up on the PATH, as the shell does. */
const interpreter: Parse<string> = (text) => (text.includes('/') ? path.resolve(commandFolder(), text) : text);

const wavelet = declareCommand({
  name: 'wavelet',
  summary: 'the wavelet engine against its twin and, when Python has them, PyWavelets, NumPy and fCWT, turn by turn',
  options: {
    rounds: roundsOf('9'),
    arrays: optionOr(
      '10000',
      '<n>',
      'array-days of the batch at the end, 0 to leave it out',
      wholeNumber(0, 10_000_000),
    ),
    python: optionOr('python3', '<file>', 'interpreter with PyWavelets, NumPy and fCWT', interpreter),
  },
  notes: 'See tests/bench/README.md.',
  read:
    (options): Bench =>
    (signal) =>
      benchWavelet(options, signal),
});

const avro = declareCommand({
  name: 'avro',
  summary: 'the decoders of readings from Avro messages into columns against avsc, turn by turn',
  options: { rounds: roundsOf('9') },
  read:
    ({ rounds }): Bench =>
    async (signal) =>
      benchAvro(rounds, signal),
});

const parquet = declareCommand({
  name: 'parquet',
  summary: "reading one array of a shard's silver, by ranges from the folder store",
  options: { rounds: roundsOf('9') },
  read:
    (options): Bench =>
    (signal) =>
      benchParquet(options, signal),
});

const ingest = declareCommand({
  name: 'ingest',
  summary: "messages per second and peak memory of ingest and its parts from a broker, beside Kafka's own consumer",
  options: {
    arrays: arraysOf('500'),
    partitions: optionOr('12', '<n>', 'partitions of the topic', wholeNumber(1, 1000)),
    rounds: roundsOf('3'),
  },
  notes: 'Starts a broker of its own, or leaves the topic bench.ingest.N on that of KAFKA_SERVERS.',
  read:
    (options): Bench =>
    (signal) =>
      benchIngest(options, signal),
});

const plant = declareCommand({
  name: 'plant',
  summary: "a whole plant's day through the real pipeline: time, CPU and memory of each stage",
  options: {
    arrays: arraysOf('10000'),
    source: optionOr<'kafka' | 'files'>('kafka', '<kind>', 'kafka or files', oneOf(['kafka', 'files'])),
    workers: optionOr('1', '<n>', 'worker processes', wholeNumber(1, 64)),
    rounds: roundsOf('1'),
    compare: option('<file>', 'record of an earlier bench to compare with', filePath),
  },
  notes:
    'The day is simulated once and stays below the data folder; more rounds run it again through the same workers. Linux only.',
  read:
    ({ compare, ...options }): Bench =>
    (signal) =>
      benchPlant({ ...options, compare: compare ?? null }, signal),
});

const original = declareCommand({
  name: 'original',
  summary: "the pipeline, from files to published gold, beside the first version's way in Python",
  options: {
    arrays: arraysOf('200'),
    rounds: roundsOf('3'),
    python: optionOr('python3', '<file>', 'interpreter with what tests/bench/original/README.md names', interpreter),
  },
  read:
    (options): Bench =>
    (signal) =>
      benchOriginal(options, signal),
});

const soak = declareCommand({
  name: 'soak',
  summary:
    'days back to back with re-runs and cancels: what grows in the worker, the database and on the disk; Linux only',
  options: { arrays: arraysOf('1000'), days: daysOf('30') },
  read:
    (options): Bench =>
    (signal) =>
      benchSoak(options, signal),
});

const api = declareCommand({
  name: 'api',
  summary:
    'every read of /api/v1 on the production build at 50 concurrent clients, over an index of its own, against the ' +
    'budgets (p50 30 ms, p99 150 ms), and publishing one more day on top of it',
  options: {
    arrays: arraysOf('10000'),
    days: daysOf('365'),
    rounds: optionOr('10', '<n>', 'requests of each client', wholeNumber(1, 1000)),
    out: optionOr('bench-api.json', '<file>', 'gets the figures and the plans of the slowest three', anyText),
  },
  read:
    (options): Bench =>
    (signal) =>
      benchApi(options, signal),
});

const endpoints = declareCommand({
  name: 'endpoints',
  summary:
    '200 clients at readiness, the page of runs and the list of days of the production build, over an index of its own: ' +
    'requests per second, p50, p99; fails when an answer is not 200',
  options: {
    arrays: arraysOf('1000'),
    days: daysOf('30'),
    seconds: optionOr('30', '<n>', 'how long each is asked', wholeNumber(1, 600)),
  },
  read:
    (options): Bench =>
    (signal) =>
      benchEndpoints(options, signal),
});

const classifier = declareCommand({
  name: 'classifier',
  summary: 'images per second of the network on native TensorFlow (where installed), WebAssembly and plain JavaScript',
  options: { rounds: roundsOf('9') },
  read:
    (options): Bench =>
    (signal) =>
      benchClassifier(options, signal),
});

const commissioning = declareCommand({
  name: 'commissioning',
  summary: 'what commissioning finds on simulated plants: of seeded mistakes, of none, and of mistakes beside faults',
  options: { arrays: arraysOf('200') },
  read:
    (options): Bench =>
    (signal) =>
      benchCommissioning(options, signal),
});

const ui = declareCommand({
  name: 'ui',
  summary:
    'the plant page against its budgets: 30 days of synthetic index rows in a PostgreSQL of its own, the production ' +
    'build, Chromium with its CPU slowed four times; writes bench/ui.json in the data folder',
  options: { arrays: arraysOf('10000'), rounds: roundsOf('3') },
  read:
    (options): Bench =>
    (signal) =>
      benchUi(options, signal),
});

export const benchCommand = declareCommand({
  name: 'bench',
  summary: 'Times a part of Heliograph, most of them beside others that do the same.',
  options: {},
  verbs: [wavelet, avro, parquet, ingest, plant, original, soak, api, endpoints, classifier, commissioning, ui],
});
