import { z } from 'zod';
import { storedFileSchema } from '#domain/manifest.ts';
import { offsetRangeSchema } from '#domain/offset-range.ts';
import { plantDayStartMs } from '#domain/plant-day.ts';
import { readMessages, shardCountsSchema } from '#domain/reading-counts.ts';
import { HeliographError } from '#server/errors.ts';
import { openReadingsSource } from '#server/gateways/readings/open-readings-source.ts';
import type { NewRunEvent } from '#server/stores/run-events.ts';
import type { StageRules } from './stage-rules.ts';

const count = z.number().int().nonnegative();

/** What exactly is read. Settled when the run is requested, so every attempt reads the same. */
const input = z.object({ partition: count, offsets: offsetRangeSchema.nullable() });

const result = z.object({
  /** The silver it wrote. */
  file: storedFileSchema,
  offsets: offsetRangeSchema.nullable(),
  /** Counts of its arrays' ratios, for the neighbours' reference. */
  sketch: storedFileSchema,
  /** Arrays with readings in this partition. */
  deviceIds: z.array(z.string()),
  counts: shardCountsSchema,
  /** What its arrays saw of the day's light: arrays with a reading in each slot, and those that see light. */
  daylight: z.object({ seen: z.array(count), lit: z.array(count) }),
  /** Devices that send but are not in the registry. */
  unknownDevices: z.array(z.string()),
  /** Arrays that could not be processed. */
  failed: count,
});

export type IngestResult = z.infer<typeof result>;

/** Readings -> silver: a shard is what the source of readings can read by itself. */
export const ingest: StageRules<z.infer<typeof input>, IngestResult> = {
  name: 'ingest',
  input,
  result,
  plan: async ({ plant, day }) => {
    const startMs = plantDayStartMs(day, plant.utcOffsetMinutes);
    const shards = await openReadingsSource(plant.id, plant.settings.kafkaTopics).shardsOf({ day, startMs });
    if (shards.length === 0) throw new HeliographError('no_data', `there are no readings of ${day} to ingest`);
    return {
      total: plant.arrayCount,
      shards: shards.map((shard) => ({ partition: shard.partition, input: shard, total: 0 })),
    };
  },
  next: (runId, shards) => {
    const results = shards.map(({ result }) => ingestResultOf(result));
    refuseEmpty(results);
    return { stage: 'predict', notes: odditiesOf(runId, results) };
  },
};

/** What a shard of ingest has left. */
export function ingestResultOf(stored: unknown): IngestResult {
  const parsed = result.safeParse(stored);
  if (parsed.success) return parsed.data;
  throw new HeliographError('invalid_input', 'the silver there is was made by an earlier version: run from ingest');
}

/** A run that heard of no array knows nothing of its day: it must not take the place of one that did. */
function refuseEmpty(results: readonly IngestResult[]): void {
  if (results.some(({ deviceIds }) => deviceIds.length > 0)) return;
  const read = results.reduce((sum, { counts }) => sum + readMessages(counts), 0);
  throw new HeliographError(
    'no_data',
    `none of the ${read} messages read is a reading of this day from a registered array`,
  );
}

function odditiesOf(runId: string, results: readonly IngestResult[]): NewRunEvent[] {
  const sum = (countOf: (result: IngestResult) => number) =>
    results.reduce((total, result) => total + countOf(result), 0);
  const messages: string[] = [];
  const unknown = [...new Set(results.flatMap((result) => result.unknownDevices))];
  if (unknown.length > 0) {
    const readings = sum(({ counts }) => counts.unregistered);
    const names = `${unknown.slice(0, 5).join(', ')}${unknown.length > 5 ? ', ...' : ''}`;
    messages.push(
      `${readings} readings of ${unknown.length} devices that are not registered were left out: ${names} (npm run plant -- discover)`,
    );
  }
  const quarantined = sum(({ counts }) => counts.quarantined);
  if (quarantined > 0) {
    messages.push(`${quarantined} messages are no readings: npm run quarantine -- --run ${runId} shows them`);
  }
  const failed = sum((result) => result.failed);
  if (failed > 0) messages.push(`${failed} arrays could not be processed`);
  return messages.map((message) => ({ level: 'warning', stage: 'ingest', message }));
}
