import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type KafkaBroker, startKafka } from '#jobs/dev/kafka/broker.ts';
import { threadCount } from '#jobs/process/thread-pool.ts';
import { adoptSetting, childEnvironment, readSettings } from '#server/env.ts';
import { median } from './clock.ts';
import type { PartFigures } from './ingest-part.ts';
import { publishDay, simulatedDay } from './ingest-topic.ts';
import { consumeWithKafka } from './kafka-consumer.ts';

const NAMES: Record<string, string> = {
  kafka: "Kafka's own consumer",
  fetch: 'fetch',
  decode: 'fetch, decode',
  grid: 'fetch, decode, grid',
  sketch: 'ratios and their counts alone',
  parquet: 'silver Parquet alone',
  stage: 'whole stage, all threads',
};

const print = (line = '') => process.stdout.write(`${line}\n`);

type Turn = Omit<PartFigures, 'peakBytes'> & { peakBytes: number | null };

/**
 * Prints how many messages a second ingest and each of its parts take from a broker, and their peak of memory, beside
 * Kafka's own consumer on the same topic, turn by turn in one run.
 */
export async function benchIngest(
  options: { arrays: number; partitions: number; rounds: number },
  signal: AbortSignal,
): Promise<void> {
  const { arrays, partitions, rounds } = options;
  const folder = await simulatedDay(arrays, signal);
  const scratch = await mkdtemp(path.join(tmpdir(), 'heliograph-bench-'));
  const topic = `bench.ingest.${process.pid}`;
  let broker: KafkaBroker | null = null;
  try {
    if (!readSettings().KAFKA_SERVERS) {
      broker = await startKafka({ folder: path.join(scratch, 'kafka') });
      adoptSetting('KAFKA_SERVERS', broker.servers.plain);
    }
    adoptSetting('KAFKA_TOPICS', topic);
    const servers = readSettings().KAFKA_SERVERS?.join(',') ?? '';
    const { readings, milliseconds } = await publishDay(folder, topic, partitions, signal);
    const second = Math.round((readings / milliseconds) * 1000);
    print(`${readings} readings of ${arrays} arrays in ${partitions} partitions, published at ${second}/s`);

    const turn = async (name: string): Promise<Turn> => {
      signal.throwIfAborted();
      if (name === 'kafka') return { ...(await consumeWithKafka(servers, topic, readings)), peakBytes: null };
      return runPart(name, arrays, path.join(scratch, 'data'));
    };
    const names = Object.keys(NAMES);
    const turns = new Map(names.map((name): [string, Turn[]] => [name, []]));
    for (let round = 0; round < rounds; round++) {
      for (const name of names) turns.get(name)?.push(await turn(name));
    }
    printTable(turns, rounds);
  } finally {
    await broker?.stop();
    await rm(scratch, { recursive: true });
  }
}

async function runPart(name: string, arrays: number, dataFolder: string): Promise<PartFigures> {
  const script = fileURLToPath(new URL('./ingest-part.ts', import.meta.url));
  const env = childEnvironment({ HELIOGRAPH_DATA: dataFolder, OBJECT_STORE: 'local' });
  const { stdout } = await promisify(execFile)(process.execPath, [script, name, `${arrays}`], { env });
  return JSON.parse(stdout) as PartFigures;
}

function printTable(turns: ReadonlyMap<string, Turn[]>, rounds: number): void {
  const speed = ({ messages, milliseconds }: Turn) => (messages / milliseconds) * 1000;
  const own = (turns.get('kafka') ?? []).map(speed);
  print(`${rounds} turns of each; a part runs on one thread, the whole stage on ${threadCount()}`);
  const heads = ['messages/s', 'seconds', "of Kafka's", 'peak memory'];
  print(`${' '.repeat(28)}${heads.map((head) => head.padStart(14)).join('')}`);
  for (const [name, done] of turns) {
    const ratio = median(done.map((turn, round) => speed(turn) / (own[round] ?? Number.NaN)));
    const peakBytes = Math.max(...done.map((turn) => turn.peakBytes ?? Number.NaN));
    const columns = [
      `${Math.round(median(done.map(speed)))}`,
      (median(done.map(({ milliseconds }) => milliseconds)) / 1000).toFixed(2),
      ratio.toFixed(2),
      Number.isNaN(peakBytes) ? '-' : `${Math.round(peakBytes / 2 ** 20)} MiB`,
    ];
    print(`  ${(NAMES[name] ?? name).padEnd(26)}${columns.map((column) => column.padStart(14)).join('')}`);
  }
}
