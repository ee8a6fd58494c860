import path from 'node:path';
import { parseOptions, wholeNumber } from '#jobs/process/command.ts';
import { commandFolder } from '#server/env.ts';
import { HeliographError } from '#server/errors.ts';

export const HELP = `npm run bench -- wavelet [options]
  Times the wavelet engine against its twin and, when Python has them, PyWavelets, NumPy and fCWT, turn by turn.

  --rounds N    turns of every contestant; default 9
  --arrays N    array-days for the batch at the end, 0 to leave it out; default 10000
  --python FILE interpreter with PyWavelets, NumPy and fCWT; default python3. See tests/bench/README.md

npm run bench -- avro [--rounds N]
  Times the decoders of readings from Avro messages into columns against avsc, turn by turn.

npm run bench -- parquet [--rounds N]
  Times reading one array of a shard's silver, by ranges from the folder store.

npm run bench -- ingest [--arrays N] [--partitions N] [--rounds N]
  Messages a second and peak memory of ingest and its parts from a broker, beside Kafka's own consumer. Starts a broker
  of its own, or leaves the topic bench.ingest.N on that of KAFKA_SERVERS. Default 500 arrays, 12 partitions, 3 turns.

npm run bench -- plant [--arrays N] [--source kafka|files] [--workers N] [--rounds N] [--compare FILE]
  A whole plant's day, default 10000 arrays, through the real pipeline with worker processes of its own: time, CPU and
  memory of each stage. The day is simulated once and kept below the data folder; more rounds run it again through the
  same workers, 1 unless told. Linux only.

npm run bench -- original [--arrays N] [--rounds N] --python FILE
  The pipeline, from files to published gold, beside the first version's way in Python, default 200 arrays, 3 turns.
  See tests/bench/original/README.md.

npm run bench -- soak [--arrays N] [--days N]
  Days back to back with re-runs and cancels between, default 30 of 1000 arrays: what grows in the worker, the database
  and on the disk. Linux only.
npm run bench -- api [--arrays N] [--days N] [--rounds N] [--out FILE]
  Times every read of /api/v1 on the production build at 50 concurrent clients, over an index of
  its own, against the budgets (p50 30 ms, p99 150 ms), and publishing one more day on top of it; FILE gets the figures and
  the plans of the slowest three as JSON.
  Default 10000 arrays, 365 days, 10 requests of each client, bench-api.json.

npm run bench -- doors [--arrays N] [--days N] [--seconds N]
  200 clients at readiness, the page of runs and the list of days of the production build, default 30 s each, over an index
  of its own of 1000 arrays and 30 days: requests a second, p50, p99. Fails when an answer is not 200.

npm run bench -- classifier [--rounds N]
  Images a second of the network on native TensorFlow (where installed), WebAssembly and plain JavaScript.

npm run bench -- commissioning [--arrays N]
  Counts what commissioning finds of twelve seeded mistakes, and what it finds of a plant without any, under three skies and
  with faults beside. Default 200 arrays, two days each.

npm run bench -- ui [--arrays N] [--rounds N]
  Holds the plant page against its budgets: 30 days of synthetic index rows in a PostgreSQL of its own, the production
  build, Chromium with its CPU slowed four times. Default 10000 arrays, 3 loads. Writes bench/ui.json in the data folder.
`;

const SUBJECTS = [
  'wavelet',
  'avro',
  'parquet',
  'ingest',
  'plant',
  'original',
  'soak',
  'api',
  'doors',
  'ui',
  'classifier',
  'commissioning',
] as const;

type Subject = (typeof SUBJECTS)[number];
const ROUNDS: Partial<Record<Subject, string>> = { plant: '1', ingest: '3', original: '3', ui: '3', api: '10' };
const ARRAYS: Partial<Record<Subject, string>> = {
  ingest: '500',
  original: '200',
  commissioning: '200',
  soak: '1000',
  doors: '1000',
};
const DAYS: Partial<Record<Subject, string>> = { soak: '30', doors: '30' };

export interface BenchOptions {
  subject: (typeof SUBJECTS)[number];
  rounds: number;
  arrays: number;
  days: number;
  /** How long each door is held. */
  seconds: number;
  out: string;
  partitions: number;
  python: string;
  source: 'kafka' | 'files';
  workers: number;
  /** Record of an earlier bench of the plant. */
  compare: string | null;
}

/** The options of the command line, or null when help was asked for. */
export function readBenchOptions(): BenchOptions | null {
  const { values, positionals } = parseOptions(
    {
      rounds: { type: 'string' },
      arrays: { type: 'string' },
      days: { type: 'string' },
      seconds: { type: 'string', default: '30' },
      out: { type: 'string', default: 'bench-api.json' },
      partitions: { type: 'string', default: '12' },
      python: { type: 'string', default: 'python3' },
      source: { type: 'string', default: 'kafka' },
      workers: { type: 'string', default: '1' },
      compare: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
    { positionals: true },
  );
  if (values.help) return null;
  const subject = SUBJECTS.find((known) => known === positionals.join(' '));
  if (!subject) {
    const known = SUBJECTS.map((name) => `"${name}"`).join(' or ');
    throw new HeliographError('invalid_input', `what to bench must be ${known}, not "${positionals.join(' ')}"`);
  }
  return {
    subject,
    rounds: wholeNumber('--rounds', values.rounds ?? ROUNDS[subject] ?? '9', 1, 1000),
    arrays: wholeNumber('--arrays', values.arrays ?? ARRAYS[subject] ?? '10000', 0, 10_000_000),
    days: wholeNumber('--days', values.days ?? DAYS[subject] ?? '365', 2, 3660),
    seconds: wholeNumber('--seconds', values.seconds, 1, 600),
    out: values.out,
    partitions: wholeNumber('--partitions', values.partitions, 1, 1000),
    source: sourceOf(values.source),
    workers: wholeNumber('--workers', values.workers, 1, 64),
    compare: values.compare === undefined ? null : path.resolve(commandFolder(), values.compare),
    // A bare word is looked up on the PATH, like the shell does.
    python: values.python.includes('/') ? path.resolve(commandFolder(), values.python) : values.python,
  };
}

function sourceOf(text: string): 'kafka' | 'files' {
  if (text === 'kafka' || text === 'files') return text;
  throw new HeliographError('invalid_input', `--source must be kafka or files, not "${text}"`);
}
