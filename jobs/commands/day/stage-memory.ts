import process from 'node:process';
import type { StageName } from '#domain/run.ts';
import type { RunProgress } from '#jobs/pipeline/run-day.ts';

const SAMPLE_EVERY_MS = 50;

/** Watches this process's resident memory, threads included, and keeps the peak of each stage. */
export function watchStageMemory(): {
  onProgress: RunProgress;
  peakBytes(stage: StageName): number | null;
  stop(): void;
} {
  const peaks = new Map<StageName, number>();
  let current: StageName | undefined;
  const sample = () => {
    if (current) peaks.set(current, Math.max(peaks.get(current) ?? 0, process.memoryUsage.rss()));
  };
  const timer = setInterval(sample, SAMPLE_EVERY_MS);
  return {
    onProgress: ({ stage }) => {
      current = stage;
      sample();
    },
    peakBytes: (stage) => peaks.get(stage) ?? null,
    stop: () => clearInterval(timer),
  };
}
