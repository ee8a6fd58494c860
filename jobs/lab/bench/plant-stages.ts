import type { Manifest } from '#domain/manifest.ts';
import { readMessages } from '#domain/reading-counts.ts';
import type { StageName } from '#domain/run.ts';
import type { RunDetail } from '#domain/views.ts';
import { type ProcessRole, type Sample, usageBetween } from './process-watch.ts';

export interface StageFigures {
  name: StageName | 'whole';
  wallS: number;
  cpuS: Record<ProcessRole, number>;
  peakBytes: Record<ProcessRole, number>;
  /** What goes in: messages of ingest, array-days of the others; null where it is no measure. */
  rows: number | null;
  bytes: number | null;
  /** Seconds that workers were at its shards. */
  workedS: number | null;
}

export interface Measured {
  stages: StageFigures[];
  databaseBusyS: number;
}

/** Puts what was seen of processes beside when each stage began and ended. */
export function measuredOf(input: {
  run: RunDetail;
  manifest: Manifest;
  samples: readonly Sample[];
  sourceBytes: number;
  workedS: Record<string, number>;
  databaseBusyS: number;
}): Measured {
  const { run, manifest, samples, sourceBytes, workedS, databaseBusyS } = input;
  const bytesOf = (bucket: string) =>
    manifest.files.filter((file) => file.bucket === bucket).reduce((sum, file) => sum + file.bytes, 0);
  const messages = readMessages(manifest.counts);
  const flows: Record<StageName, { rows: number | null; bytes: number | null }> = {
    ingest: { rows: messages, bytes: sourceBytes },
    predict: { rows: run.arrays, bytes: bytesOf('silver') },
    publish: { rows: run.arrays, bytes: bytesOf('gold') },
    notify: { rows: null, bytes: null },
  };
  const between = (name: StageFigures['name'], from: string | null, to: string | null) => {
    const [fromMs, toMs] = [Date.parse(from ?? ''), Date.parse(to ?? '')];
    const { cpuSeconds, peakBytes } = usageBetween(samples, fromMs, toMs);
    return { name, wallS: (toMs - fromMs) / 1000, cpuS: cpuSeconds, peakBytes };
  };
  const stages = run.stages.map(({ name, startedAt, endedAt }) => ({
    ...between(name, startedAt, endedAt),
    ...flows[name],
    workedS: workedS[name] ?? null,
  }));
  const whole = {
    ...between('whole', run.requestedAt, run.endedAt),
    rows: messages,
    bytes: sourceBytes,
    workedS: null,
  };
  return { stages: [...stages, whole], databaseBusyS };
}
