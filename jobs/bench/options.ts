import path from 'node:path';
import { parseOptions, wholeNumber } from '#jobs/command.ts';
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

npm run bench -- classifier [--rounds N]
  Images a second of the network on native TensorFlow (where installed), WebAssembly and plain JavaScript.

npm run bench -- ui [--arrays N] [--rounds N]
  Holds the plant page against its budgets: 30 days of synthetic index rows in a PostgreSQL of its own, the production
  build, Chromium with its CPU slowed four times. Default 10000 arrays, 3 loads. Writes bench/ui.json in the data folder.
`;

const SUBJECTS = ['wavelet', 'avro', 'parquet', 'ingest', 'classifier', 'ui'] as const;

export interface BenchOptions {
  subject: (typeof SUBJECTS)[number];
  rounds: number;
  arrays: number;
  partitions: number;
  python: string;
}

/** The options of the command line, or null when help was asked for. */
export function readBenchOptions(): BenchOptions | null {
  const { values, positionals } = parseOptions(
    {
      rounds: { type: 'string' },
      arrays: { type: 'string' },
      partitions: { type: 'string', default: '12' },
      python: { type: 'string', default: 'python3' },
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
    rounds: wholeNumber('--rounds', values.rounds ?? (subject === 'ingest' || subject === 'ui' ? '3' : '9'), 1, 1000),
    arrays: wholeNumber('--arrays', values.arrays ?? (subject === 'ingest' ? '500' : '10000'), 0, 10_000_000),
    partitions: wholeNumber('--partitions', values.partitions, 1, 1000),
    // A bare word is looked up on the PATH, like the shell does.
    python: values.python.includes('/') ? path.resolve(commandFolder(), values.python) : values.python,
  };
}
