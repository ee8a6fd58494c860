import { type TimeTick, timeTicks } from '#components/charts/time-ticks.ts';
import type { AttemptOutcome, AttemptView } from '#domain/run-shards.ts';

/** An attempt at a shard, in CSS pixels. */
export interface GanttBar {
  attempt: AttemptView;
  outcome: AttemptOutcome | 'running';
  x: number;
  y: number;
  width: number;
  durationMs: number;
}

/** A worker with its attempts in lanes, so that those it does at the same time are below each other. */
export interface GanttWorker {
  name: string;
  /** Where its name stands; its lanes follow below. */
  y: number;
  height: number;
  bars: GanttBar[];
}

export interface Gantt {
  workers: GanttWorker[];
  /** Only where the whole label has room. */
  ticks: (TimeTick & { x: number })[];
  width: number;
  height: number;
}

export const BAR_HEIGHT = 18;
export const NAME_HEIGHT = 22;
export const AXIS_HEIGHT = 24;
const LANE = BAR_HEIGHT + 4;
const WORKER_GAP = 8;
/** Also an attempt of no time at all is to be seen, and hit. */
const LEAST_WIDTH = 3;
/** Room that the label of a tick takes. */
const TICK_WIDTH = 78;

/**
 * Lays out the attempts of a run by worker along time: workers in the order they began, every attempt a bar of its own,
 * those that go on up to now.
 * @param width CSS pixels
 */
export function prepareGantt(
  attempts: readonly AttemptView[],
  options: { nowMs: number; width: number; utcOffsetMinutes: number },
): Gantt {
  const { nowMs, width, utcOffsetMinutes } = options;
  const spans = attempts.map((attempt) => {
    const startMs = Date.parse(attempt.startedAt);
    // A clock behind the server's must not make a bar run backwards.
    return { attempt, startMs, endMs: Math.max(startMs, attempt.endedAt ? Date.parse(attempt.endedAt) : nowMs) };
  });
  const firstMs = Math.min(...spans.map(({ startMs }) => startMs));
  const lastMs = Math.max(...spans.map(({ endMs }) => endMs), firstMs + 1);
  if (spans.length === 0) return { workers: [], ticks: [], width, height: 0 };
  const scale = (ms: number) => ((ms - firstMs) / (lastMs - firstMs)) * width;
  const workers: GanttWorker[] = [];
  let y = AXIS_HEIGHT;
  for (const [name, own] of Map.groupBy(spans, ({ attempt }) => attempt.worker)) {
    const laneEnds: number[] = [];
    const bars = own.map(({ attempt, startMs, endMs }): GanttBar => {
      const free = laneEnds.findIndex((end) => end <= startMs);
      const lane = free === -1 ? laneEnds.length : free;
      laneEnds[lane] = endMs;
      const x = Math.min(scale(startMs), width - LEAST_WIDTH);
      return {
        attempt,
        outcome: attempt.outcome ?? 'running',
        x,
        y: y + NAME_HEIGHT + lane * LANE,
        width: Math.max(LEAST_WIDTH, scale(endMs) - x - 1),
        durationMs: endMs - startMs,
      };
    });
    const height = NAME_HEIGHT + laneEnds.length * LANE;
    workers.push({ name, y, height, bars });
    y += height + WORKER_GAP;
  }
  const ticks = timeTicks(firstMs, lastMs, utcOffsetMinutes, Math.max(1, Math.floor(width / TICK_WIDTH)));
  const placed = ticks
    .map((tick) => ({ ...tick, x: scale(tick.atMs) }))
    .filter(({ x }) => x >= TICK_WIDTH / 2 && x <= width - TICK_WIDTH / 2);
  return { workers, ticks: placed, width, height: y - WORKER_GAP };
}
