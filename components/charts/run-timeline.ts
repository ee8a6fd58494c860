import { STAGES, type StageName } from '#domain/run.ts';
import type { StageState } from '#domain/state-machine.ts';
import type { RunView } from '#domain/views.ts';

export interface TimelineSegment {
  stage: StageName;
  state: StageState;
  /** Part of the bar's width, 0..1; all segments together make 1. */
  width: number;
  /** Part of the stage's work that is done, 0..1. */
  progress: number;
  done: number;
  total: number;
  durationMs: number | null;
  error: string | null;
}

/** Every stage keeps at least this part of the bar, so that its name can be read. */
const MIN_WIDTH = 0.16;

/** A run as a bar of its four stages, as wide as they took; equal widths until anything has begun. */
export function prepareTimeline(run: RunView, nowMs: number): TimelineSegment[] {
  const segments = STAGES.map((name) => {
    const stage = run.stages.find((candidate) => candidate.name === name);
    const state: StageState = stage?.state ?? 'pending';
    const [done, total] = [stage?.done ?? 0, stage?.total ?? 0];
    return {
      stage: name,
      state,
      done,
      total,
      progress: state === 'succeeded' ? 1 : total > 0 ? Math.min(1, done / total) : 0,
      durationMs: durationOf(stage?.startedAt ?? null, stage?.endedAt ?? run.endedAt, nowMs),
      error: stage?.error ?? null,
    };
  });
  const whole = segments.reduce((sum, { durationMs }) => sum + (durationMs ?? 0), 0);
  const spare = 1 - MIN_WIDTH * segments.length;
  return segments.map((segment) => ({
    ...segment,
    width: whole > 0 ? MIN_WIDTH + (spare * (segment.durationMs ?? 0)) / whole : 1 / segments.length,
  }));
}

/** From start to end, or to now while it goes on; null before the start. */
export function durationOf(startedAt: string | null, endedAt: string | null, nowMs: number): number | null {
  if (startedAt === null) return null;
  return Math.max(0, (endedAt === null ? nowMs : Date.parse(endedAt)) - Date.parse(startedAt));
}
