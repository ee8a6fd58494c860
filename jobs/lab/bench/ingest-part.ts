import process from 'node:process';
import { DEFAULT_NAMEPLATE } from '#domain/nameplate.ts';
import { readMessages } from '#domain/reading-counts.ts';
import type { SilverRow } from '#domain/silver.ts';
import { collectReadings } from '#jobs/pipeline/stages/ingest/collect-readings.ts';
import type { IngestShard } from '#jobs/pipeline/stages/ingest/payload.ts';
import { runOnThreads } from '#jobs/process/thread-pool.ts';
import { arrayOperationOf } from '#models/operation/array-operation.ts';
import { addToSketch, emptySketch, facingOf } from '#models/operation/peer-sketch.ts';
import type { SeriesGrid } from '#models/series/series-grid.ts';
import { HeliographError } from '#server/errors.ts';
import { KafkaConnection } from '#server/gateways/kafka/kafka-connection.ts';
import { kafkaSettings } from '#server/gateways/kafka/kafka-settings.ts';
import { readRange } from '#server/gateways/kafka/read-range.ts';
import { encodeSilver } from '#server/gateways/parquet/silver-file.ts';
import { openReadingsSource } from '#server/gateways/readings/open-readings-source.ts';
import type { ReadingsShard } from '#server/gateways/readings/readings-source.ts';
import type { IngestResult } from '#server/services/runs/stages/ingest.ts';
import { millisecondsOf, millisecondsOfAsync } from './clock.ts';
import { BENCH_DAY, BENCH_DAY_START_MS, benchArrays } from './ingest-topic.ts';

/** What a part took. */
export interface PartFigures {
  messages: number;
  milliseconds: number;
  /** Largest resident memory of the process, threads included. */
  peakBytes: number;
}

const PLANT = 'bench';
const source = openReadingsSource(PLANT);
const arrays = benchArrays(Number(process.argv[3]));

type Part = (shards: readonly ReadingsShard[]) => Promise<Omit<PartFigures, 'peakBytes'>>;

/** The parts of ingest: each takes the shards of a day and says how many messages went through it in what time. */
const PARTS: Record<string, Part> = {
  fetch: (shards) => timed(shards, fetchShard),
  decode: (shards) => timed(shards, decodeShard),
  grid: (shards) => timed(shards, async (shard) => (await collect(shard)).received),
  sketch: async (shards) => {
    const figures = { messages: 0, milliseconds: 0 };
    for (const shard of shards) {
      const { grids, received } = await collect(shard);
      figures.messages += received;
      figures.milliseconds += millisecondsOf(() => sketchOf(grids));
    }
    return figures;
  },
  parquet: async (shards) => {
    const figures = { messages: 0, milliseconds: 0 };
    for (const shard of shards) {
      const { grids, received } = await collect(shard);
      const rows = rowsOf(grids);
      figures.messages += received;
      figures.milliseconds += millisecondsOf(() => encodeSilver(rows, BENCH_DAY));
    }
    return figures;
  },
  stage: wholeStage,
};

async function timed(shards: readonly ReadingsShard[], work: (shard: ReadingsShard) => Promise<number>) {
  let messages = 0;
  const milliseconds = await millisecondsOfAsync(async () => {
    for (const shard of shards) messages += await work(shard);
  });
  return { messages, milliseconds };
}

const refuse = () => {
  throw new HeliographError('invalid_input', 'the topic of the bench holds a message that is no reading');
};

async function fetchShard({ offsets }: ReadingsShard): Promise<number> {
  const settings = kafkaSettings();
  if (!settings || !offsets) throw new HeliographError('internal', 'the bench reads Kafka alone');
  const connection = new KafkaConnection(settings);
  let messages = 0;
  try {
    for await (const records of readRange(connection, offsets)) while (records.next()) messages++;
  } finally {
    await connection.close();
  }
  return messages;
}

async function decodeShard(shard: ReadingsShard): Promise<number> {
  let messages = 0;
  for await (const batch of source.read({ day: BENCH_DAY, startMs: BENCH_DAY_START_MS }, shard, refuse))
    messages += batch.count;
  return messages;
}

async function collect(shard: ReadingsShard) {
  const { grids } = await collectReadings(
    source.read({ day: BENCH_DAY, startMs: BENCH_DAY_START_MS }, shard, refuse),
    arrays,
    BENCH_DAY_START_MS,
  );
  const received = [...grids.values()].reduce((sum, { counts }) => sum + counts.received, 0);
  return { grids, received };
}

function sketchOf(grids: ReadonlyMap<string, SeriesGrid>): void {
  const sketch = emptySketch();
  for (const grid of grids.values()) {
    const operation = arrayOperationOf(grid.series, DEFAULT_NAMEPLATE);
    if (operation) addToSketch(sketch, facingOf(operation), operation);
  }
}

function rowsOf(grids: ReadonlyMap<string, SeriesGrid>): SilverRow[] {
  return [...grids].map(([deviceId, grid]) => ({
    deviceId,
    series: grid.series,
    counts: grid.counts,
    error: null,
  }));
}

/** As a run does it: on all threads, from the broker to silver in the object store. */
async function wholeStage(shards: readonly ReadingsShard[]) {
  const shared = { plantId: PLANT, day: BENCH_DAY, dayStartMs: BENCH_DAY_START_MS, runId: 'bench', fence: 1, arrays };
  const payloads = shards.map((shard): IngestShard => ({ ...shared, shard }));
  let messages = 0;
  const milliseconds = await millisecondsOfAsync(async () => {
    const results = await runOnThreads<IngestShard, IngestResult>({
      task: new URL('../../pipeline/stages/ingest/shard-task.ts', import.meta.url),
      payloads,
      onProgress: () => undefined,
    });
    for (const { counts } of results) messages += readMessages(counts);
  });
  return { messages, milliseconds };
}

// A process of its own for each turn: its peak of memory is that of this part alone.
const part = PARTS[process.argv[2] ?? ''];
if (!part) throw new HeliographError('internal', `ingest has no part ${process.argv[2]}`);
const figures = await part(await source.shardsOf({ day: BENCH_DAY, startMs: BENCH_DAY_START_MS }));
const peakBytes = process.resourceUsage().maxRSS * 1024;
process.stdout.write(JSON.stringify({ ...figures, peakBytes } satisfies PartFigures));
