import path from 'node:path';
import type { ColumnMap } from '#domain/column-map.ts';
import { isPlantDay } from '#domain/plant-day.ts';
import { COLUMN_HELP, COLUMN_OPTIONS, readColumnMap } from '#jobs/commands/columns/options.ts';
import { parseOptions, positiveNumber, utcOffset, wholeNumber } from '#jobs/process/command.ts';
import { commandFolder } from '#server/env.ts';
import { HeliographError } from '#server/errors.ts';
import { CODEC_NAMES } from '#server/gateways/kafka/codecs.ts';
import type { Compression } from '#server/gateways/kafka/readings-producer.ts';
import { TEXT_KINDS } from '#server/gateways/readings/rows/read-file.ts';
import type { TextKind } from './stream-source.ts';

export const HELP = `npm run produce -- SOURCE [options]
  Publishes readings to Kafka (KAFKA_SERVERS) as Avro, keyed by deviceId. SOURCE is one of

  FILE...                  CSV, NDJSON, Parquet or Avro files, or folders of them
  -                        standard input: CSV or NDJSON; --format csv|ndjson when it is not to be guessed
  --simulate               a day of a simulated plant; --arrays N (default 48), --day YYYY-MM-DD
  --poll URL               an HTTP endpoint that answers a JSON array of readings; --every 20s

  --topic NAME             default: the first of KAFKA_TOPICS
  --create-topic           creates the topic unless it is there; --partitions N (default 12)
  --force                  publishes to a topic, too, whose messages the broker stamps (message.timestamp.type)
  --compression NAME       ${CODEC_NAMES.join(', ')}; default lz4
  --rate N                 at most N readings a second
  --replay 60x             as the readings' own times pass, 60 times faster; 1x is real time
  --checkpoint FILE        remembers what is published; the same command goes on there after an end of any kind
  --strict                 ends at the first row that is no reading, instead of skipping it
  --rejects FILE           keeps what is wrong with each row that is skipped
  --utc-offset +HH:MM      of times without a zone, and of the simulated day; default +00:00

${COLUMN_HELP}`;

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

/** The options of the command line, or null when help was asked for. */
export function readProduceOptions(): ProduceOptions | null {
  const { values, positionals } = parseOptions(
    {
      format: { type: 'string' },
      simulate: { type: 'boolean' },
      arrays: { type: 'string', default: '48' },
      day: { type: 'string' },
      poll: { type: 'string' },
      every: { type: 'string', default: '20s' },
      topic: { type: 'string' },
      'create-topic': { type: 'boolean' },
      partitions: { type: 'string', default: '12' },
      force: { type: 'boolean', default: false },
      compression: { type: 'string', default: 'lz4' },
      rate: { type: 'string' },
      replay: { type: 'string' },
      checkpoint: { type: 'string' },
      rejects: { type: 'string' },
      strict: { type: 'boolean', default: false },
      'utc-offset': { type: 'string' },
      ...COLUMN_OPTIONS,
      help: { type: 'boolean', short: 'h' },
    },
    { positionals: true },
  );
  if (values.help) return null;
  const partitions = wholeNumber('--partitions', values.partitions, 1, 10_000);
  const source = sourceOf(values, positionals);
  if (source.kind === 'poll' && values.checkpoint !== undefined) {
    throw bad('--checkpoint does not go with --poll: an endpoint tells only what is now');
  }
  const map = readColumnMap(values);
  if (map && source.kind === 'simulate') throw bad('a map of columns does not go with --simulate');
  return {
    source,
    map,
    topic: values.topic === undefined ? null : checkedTopic(values.topic),
    createPartitions: values['create-topic'] ? partitions : null,
    force: values.force,
    compression: compressionOf(values.compression),
    rate: values.rate === undefined ? null : positiveNumber('--rate', values.rate),
    replay: values.replay === undefined ? null : positiveNumber('--replay', values.replay.replace(/x$/, '')),
    checkpoint: values.checkpoint === undefined ? null : resolved(values.checkpoint),
    rejects: values.rejects === undefined ? null : resolved(values.rejects),
    strict: values.strict,
    utcOffsetMinutes: values['utc-offset'] === undefined ? null : utcOffset('--utc-offset', values['utc-offset']),
  };
}

interface SourceValues {
  simulate?: boolean | undefined;
  poll?: string | undefined;
  format?: string | undefined;
  arrays: string;
  every: string;
  day?: string | undefined;
}

function sourceOf(values: SourceValues, files: readonly string[]): SourceOptions {
  const named = [files.length > 0, values.simulate, values.poll !== undefined].filter(Boolean).length;
  if (named !== 1) throw bad('name one source: FILE..., -, --simulate or --poll URL');
  if (values.poll !== undefined) return { kind: 'poll', url: checkedUrl(values.poll), everyMs: duration(values.every) };
  if (values.simulate) {
    if (values.day !== undefined && !isPlantDay(values.day)) throw bad(`--day must be a date, not "${values.day}"`);
    return { kind: 'simulate', arrays: wholeNumber('--arrays', values.arrays, 1, 100_000), day: values.day ?? null };
  }
  if (!files.includes('-')) return { kind: 'files', files: files.map(resolved) };
  if (files.length > 1) throw bad('standard input (-) does not go with files');
  const format = TEXT_KINDS.find((kind) => kind === values.format);
  if (values.format !== undefined && !format) throw bad(`--format must be ${TEXT_KINDS.join(' or ')}`);
  return { kind: 'stdin', format: format ?? null };
}

/** npm runs scripts in the project's folder; names are meant from where the user stands. */
const resolved = (file: string) => path.resolve(commandFolder(), file);

function checkedTopic(name: string): string {
  if (/^[A-Za-z0-9._-]{1,249}$/.test(name)) return name;
  throw bad(`--topic must be 1 to 249 of A-Z a-z 0-9 . _ -, not "${name}"`);
}

function checkedUrl(text: string): string {
  const url = URL.parse(text);
  if (url && /^https?:$/.test(url.protocol)) return url.href;
  throw bad(`--poll must be an address that begins with http:// or https://, not "${text}"`);
}

function compressionOf(name: string): Compression {
  const known = CODEC_NAMES.find((codec) => codec === name);
  if (known) return known;
  throw bad(`--compression must be ${CODEC_NAMES.join(', ')}, not "${name}"`);
}

/** Milliseconds of "20s", "500ms" or "1m". */
function duration(text: string): number {
  const match = /^(\d+)(ms|s|m)$/.exec(text);
  const milliseconds = Number(match?.[1]) * (match?.[2] === 'ms' ? 1 : match?.[2] === 's' ? 1000 : 60_000);
  if (match && milliseconds >= 100 && milliseconds <= 86_400_000) return milliseconds;
  throw bad(`--every must be like 20s, 500ms or 1m, not "${text}"`);
}

function bad(message: string): HeliographError {
  return new HeliographError('invalid_input', message);
}
