import { prepareTimeline, type TimelineSegment } from '#components/charts/run-timeline.ts';
import type { AttemptView } from '#domain/run-shards.ts';
import type { RunView } from '#domain/views.ts';

/** A stage in figures. */
export interface StageFigures extends TimelineSegment {
  /** Arrays a second; null where nothing is counted in arrays, or nothing is done yet. */
  ratePerSecond: number | null;
  /** What is left at this rate; null when the stage is not under way or its rate is not known. */
  leftMs: number | null;
  attempts: number;
  /** Attempts that failed and were followed by another, or were the last. */
  failedAttempts: number;
}

/** Stages whose work is arrays; notify has but one thing to do. */
const IN_ARRAYS = new Set(['ingest', 'predict', 'publish']);

export function prepareStages(run: RunView, attempts: readonly AttemptView[], nowMs: number): StageFigures[] {
  return prepareTimeline(run, nowMs).map((segment) => {
    const { stage, state, done, total, durationMs } = segment;
    const own = attempts.filter((attempt) => attempt.stage === stage);
    const counted = IN_ARRAYS.has(stage) && done > 0 && durationMs !== null && durationMs > 0;
    const ratePerSecond = counted ? done / (durationMs / 1000) : null;
    const open = state === 'running' && ratePerSecond !== null && total >= done;
    return {
      ...segment,
      ratePerSecond,
      leftMs: open ? ((total - done) / ratePerSecond) * 1000 : null,
      attempts: own.length,
      failedAttempts: own.filter(({ outcome }) => outcome === 'failed').length,
    };
  });
}
