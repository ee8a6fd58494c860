import { daylightOf, sumDaylight } from '#models/series/daylight.ts';
import { readMessages } from '#server/domain/reading-counts.ts';
import type { StageName } from '#server/domain/run.ts';
import { type IngestResult, ingestResultSchema, type PredictInput } from '#server/domain/shard-results.ts';
import { HeliographError } from '#server/errors.ts';
import type { NextStage } from '#server/services/runs/open-stage.ts';
import type { NewRunEvent } from '#server/stores/run-events.ts';
import { toJson } from '#server/stores/shards.ts';

/** A shard that has succeeded, as its row keeps it. */
export interface EndedShard {
  partition: number;
  total: number;
  result: unknown;
}

/**
 * What follows when all shards of a stage have succeeded; null when the run is at its end. Throws when their results
 * show that the run cannot go on.
 */
export function advanceRun(
  run: { id: string; arrays: number },
  stage: StageName,
  shards: readonly EndedShard[],
): { notes: NewRunEvent[]; next: NextStage | null } {
  if (stage === 'ingest') {
    refuseEmpty(shards);
    return { notes: odditiesOf(run.id, shards), next: predictStage(shards) };
  }
  if (stage === 'notify') return { notes: [], next: null };
  const [next, total] = stage === 'predict' ? (['publish', run.arrays] as const) : (['notify', 1] as const);
  return { notes: [], next: { stage: next, total, shards: [{ partition: 0, input: {}, total }] } };
}

/** The predict stage on the silver of an ingest: the same partitions, the daylight of the whole plant. */
export function predictStage(shards: readonly EndedShard[]): NextStage {
  const results = shards.map(({ partition, total, result }) => ({ partition, total, ...parseIngest(result) }));
  refuseSplitArrays(results);
  const votes = results.map(({ daylight: { seen, lit } }) => ({
    seen: Uint32Array.from(seen),
    lit: Uint32Array.from(lit),
  }));
  const daylight = daylightOf(sumDaylight(votes));
  const sketches = results.map(({ sketch }) => sketch);
  return {
    stage: 'predict',
    total: results.reduce((sum, { total }) => sum + total, 0),
    shards: results.map(({ partition, total, file }) => {
      const input: PredictInput = { silver: file, sketches, daylight };
      return { partition, total, input: toJson(input) };
    }),
  };
}

export function parseIngest(result: unknown): IngestResult {
  const parsed = ingestResultSchema.safeParse(result);
  if (parsed.success) return parsed.data;
  throw new HeliographError('invalid_input', 'the silver there is was made by an earlier version: run from ingest');
}

/** A run that heard of no array knows nothing of its day: it must not take the place of one that did. */
function refuseEmpty(shards: readonly EndedShard[]): void {
  const results = shards.map(({ result }) => parseIngest(result));
  if (results.some(({ deviceIds }) => deviceIds.length > 0)) return;
  const read = results.reduce((sum, { counts }) => sum + readMessages(counts), 0);
  throw new HeliographError(
    'no_data',
    `none of the ${read} messages read is a reading of this day from a registered array`,
  );
}

/** An array whose readings are in two partitions would get two verdicts: the producer's keys are wrong. */
function refuseSplitArrays(results: readonly (IngestResult & { partition: number })[]): void {
  const partitionOf = new Map<string, number>();
  for (const { partition, deviceIds } of results) {
    for (const deviceId of deviceIds) {
      const other = partitionOf.get(deviceId);
      if (other !== undefined) {
        throw new HeliographError(
          'invalid_input',
          `readings of ${deviceId} are in partitions ${other} and ${partition}: the key of a message must be its deviceId`,
        );
      }
      partitionOf.set(deviceId, partition);
    }
  }
}

function odditiesOf(runId: string, shards: readonly EndedShard[]): NewRunEvent[] {
  const results = shards.map(({ result }) => parseIngest(result));
  const sum = (count: (result: IngestResult) => number) => results.reduce((total, result) => total + count(result), 0);
  const messages: string[] = [];
  const unknown = [...new Set(results.flatMap((result) => result.unknownDevices))];
  if (unknown.length > 0) {
    const readings = sum(({ counts }) => counts.unregistered);
    const names = `${unknown.slice(0, 5).join(', ')}${unknown.length > 5 ? ', ...' : ''}`;
    messages.push(`${readings} readings of ${unknown.length} devices that are not registered were left out: ${names}`);
  }
  const quarantined = sum(({ counts }) => counts.quarantined);
  if (quarantined > 0) {
    messages.push(`${quarantined} messages are no readings: npm run quarantine -- --run ${runId} shows them`);
  }
  const failed = sum((result) => result.failed);
  if (failed > 0) messages.push(`${failed} arrays could not be processed`);
  return messages.map((message) => ({ level: 'warning', stage: 'ingest', message }));
}
