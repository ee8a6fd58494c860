import type { ColumnMap } from '#domain/column-map.ts';
import { COLUMN_NOTES, COLUMN_OPTIONS, readColumnMap } from '#jobs/commands/columns/options.ts';
import { declareCommand, flag, option, optionOr, type Parse } from '#jobs/process/declare-command.ts';
import {
  filePath,
  oneOf,
  plantDay,
  positiveNumber,
  refusal,
  utcOffset,
  wholeNumber,
} from '#jobs/process/option-values.ts';
import { HeliographError } from '#server/errors.ts';
import { CODEC_NAMES } from '#server/gateways/kafka/codecs.ts';
import type { Compression } from '#server/gateways/kafka/readings-producer.ts';
import { TEXT_KINDS } from '#server/gateways/readings/rows/read-file.ts';
import type { TextKind } from './stream-source.ts';

export type SourceOptions =
  | { kind: 'files'; files: string[] }
  | { kind: 'stdin'; format: TextKind | null }
  | { kind: 'simulate'; arrays: number; day: string | null }
  | { kind: 'poll'; url: string; everyMs: number };

export interface ProduceOptions {
  source: SourceOptions;
  topic: string | null;
  createPartitions: number | null;
  force: boolean;
  compression: Compression;
  rate: number | null;
  replay: number | null;
  checkpoint: string | null;
  rejects: string | null;
  strict: boolean;
  utcOffsetMinutes: number | null;
  /** Which columns hold what; null for ours. */
  map: ColumnMap | null;
}

const topicName: Parse<string> = (name, option) => {
  if (/^[A-Za-z0-9._-]{1,249}$/.test(name)) return name;
  throw refusal(option, '1 to 249 of A-Z a-z 0-9 . _ -', name);
};

const webAddress: Parse<string> = (text, option) => {
  const url = URL.parse(text);
  if (url && /^https?:$/.test(url.protocol)) return url.href;
  throw refusal(option, 'an address that begins with http:// or https://', text);
};

/** Milliseconds of "20s", "500ms" or "1m". */
const duration: Parse<number> = (text, option) => {
  const match = /^(\d+)(ms|s|m)$/.exec(text);
  const milliseconds = Number(match?.[1]) * (match?.[2] === 'ms' ? 1 : match?.[2] === 's' ? 1000 : 60_000);
  if (match && milliseconds >= 100 && milliseconds <= 86_400_000) return milliseconds;
  throw refusal(option, 'like 20s, 500ms or 1m', text);
};

const speed: Parse<number> = (text, option) => positiveNumber(text.replace(/x$/, ''), option);

export const produceCommand = declareCommand({
  name: 'produce',
  summary: 'Publishes readings to Kafka (KAFKA_SERVERS) as Avro, keyed by deviceId.',
  words: [
    ['[file...]', 'CSV, NDJSON, Parquet or Avro files, or folders of them; - is standard input, as CSV or NDJSON'],
  ],
  options: {
    format: option('<kind>', 'of standard input, when it is not to be guessed: csv or ndjson', oneOf(TEXT_KINDS)),
    simulate: flag('instead of files: a day of a simulated plant'),
    arrays: optionOr('48', '<n>', 'arrays of the simulated plant', wholeNumber(1, 100_000)),
    day: option('<YYYY-MM-DD>', 'its day', plantDay),
    poll: option('<url>', 'instead of files: an HTTP endpoint that answers a JSON array of readings', webAddress),
    every: optionOr('20s', '<time>', 'how often it is asked', duration),
    topic: option('<name>', 'default: the first of KAFKA_TOPICS', topicName),
    createTopic: flag('creates the topic unless it is there'),
    partitions: optionOr('12', '<n>', 'of a topic that is created', wholeNumber(1, 10_000)),
    force: flag('publishes to a topic, too, whose messages the broker stamps (message.timestamp.type)'),
    compression: optionOr<Compression>('lz4', '<name>', CODEC_NAMES.join(', '), oneOf(CODEC_NAMES)),
    rate: option('<n>', 'at most so many readings per second', positiveNumber),
    replay: option('<60x>', "as the readings' own times pass, 60 times faster; 1x is real time", speed),
    checkpoint: option(
      '<file>',
      'remembers what is published; the same command goes on there after an end of any kind',
      filePath,
    ),
    strict: flag('ends at the first row that is no reading, instead of skipping it'),
    rejects: option('<file>', 'collects what is wrong with each row that is skipped', filePath),
    utcOffset: option('<+HH:MM>', 'of times without a zone, and of the simulated day; default +00:00', utcOffset),
    ...COLUMN_OPTIONS,
  },
  notes: COLUMN_NOTES,
  read: (values, files): ProduceOptions => {
    const { topic, createTopic, partitions, force, compression, rate, replay, checkpoint, rejects, strict } = values;
    const source = sourceOf(values, files);
    if (source.kind === 'poll' && checkpoint !== undefined) {
      throw bad('--checkpoint does not go with --poll: an endpoint tells only what is now');
    }
    const map = readColumnMap(values);
    if (map && source.kind === 'simulate') throw bad('a map of columns does not go with --simulate');
    return {
      source,
      map,
      topic: topic ?? null,
      createPartitions: createTopic ? partitions : null,
      force,
      compression,
      rate: rate ?? null,
      replay: replay ?? null,
      checkpoint: checkpoint ?? null,
      rejects: rejects ?? null,
      strict,
      utcOffsetMinutes: values.utcOffset ?? null,
    };
  },
});

interface SourceValues {
  simulate: boolean;
  poll: string | undefined;
  format: TextKind | undefined;
  arrays: number;
  every: number;
  day: string | undefined;
}

function sourceOf(values: SourceValues, files: readonly string[]): SourceOptions {
  const { simulate, poll, format = null, arrays, every: everyMs, day = null } = values;
  const named = [files.length > 0, simulate, poll !== undefined].filter(Boolean).length;
  if (named !== 1) throw bad('name one source: FILE..., -, --simulate or --poll URL');
  if (poll !== undefined) return { kind: 'poll', url: poll, everyMs };
  if (simulate) return { kind: 'simulate', arrays, day };
  if (!files.includes('-')) return { kind: 'files', files: files.map((file) => filePath(file, 'FILE')) };
  if (files.length > 1) throw bad('standard input (-) does not go with files');
  return { kind: 'stdin', format };
}

function bad(message: string): HeliographError {
  return new HeliographError('invalid_input', message);
}
