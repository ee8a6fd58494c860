import { describe, expect, it } from 'vitest';
import { prepareDuration } from '#components/charts/prepare-duration.ts';
import { BAR_HEIGHT, prepareGantt } from '#components/charts/prepare-gantt.ts';
import { prepareStages } from '#components/charts/prepare-stages.ts';
import { prepareDiagram } from '#components/charts/run-diagram.ts';
import { timeTicks } from '#components/charts/time-ticks.ts';
import type { AttemptView } from '#domain/run-shards.ts';
import type { RunView, StageView } from '#domain/views.ts';

const START_MS = Date.parse('2026-11-24T01:14:00Z');
const at = (seconds: number) => new Date(START_MS + seconds * 1000).toISOString();

const attempt = (partition: number, worker: string, from: number, to: number | null, rest = {}): AttemptView => ({
  stage: 'ingest',
  partition,
  fence: 1,
  attempt: 1,
  worker,
  startedAt: at(from),
  endedAt: to === null ? null : at(to),
  outcome: to === null ? null : 'succeeded',
  error: null,
  ...rest,
});

const STAGES = ['ingest', 'predict', 'publish', 'notify'] as const;

function runWith(states: readonly StageView['state'][], rest: Partial<RunView> = {}): RunView {
  return {
    id: 'x',
    day: '2026-11-23',
    trigger: 'command',
    requestedBy: 'test',
    note: null,
    state: 'running',
    current: false,
    fromStage: 'ingest',
    errorCode: null,
    modelVersion: null,
    arrays: null,
    readingsReceived: null,
    readingsExpected: null,
    error: null,
    requestedAt: at(0),
    startedAt: at(0),
    endedAt: null,
    stages: STAGES.map((name, index) => ({
      name,
      state: states[index] ?? 'pending',
      done: states[index] === 'running' ? 30 : 0,
      total: 120,
      startedAt: states[index] === 'pending' || states[index] === 'skipped' ? null : at(index),
      endedAt: states[index] === 'running' ? null : at(index + 1),
      error: null,
    })),
    ...rest,
  };
}

describe('the timeline of shards', () => {
  const options = { nowMs: START_MS + 10_000, width: 1000, utcOffsetMinutes: 60 };

  it('gives each worker lanes of its own, and what it does at the same time different ones', () => {
    const { workers, height } = prepareGantt(
      [attempt(0, 'a', 0, 4), attempt(1, 'b', 0, 6), attempt(2, 'a', 2, 6), attempt(3, 'a', 4, 8)],
      options,
    );
    expect(workers.map(({ name }) => name)).toEqual(['a', 'b']);
    const [first, second, third] = workers[0]?.bars ?? [];
    expect(second?.y).toBeGreaterThan(first?.y ?? Number.NaN);
    // The first lane is free again when the third begins.
    expect(third?.y).toBe(first?.y);
    expect(workers[1]?.y).toBeGreaterThanOrEqual((workers[0]?.y ?? 0) + (workers[0]?.height ?? 0));
    expect(height).toBeGreaterThanOrEqual((workers[1]?.bars[0]?.y ?? 0) + BAR_HEIGHT);
  });

  it('shows retries as bars of their own, and draws what goes on up to now', () => {
    const failed = attempt(0, 'a', 0, 2, { outcome: 'failed', error: 'gone' });
    const again = attempt(0, 'a', 5, null, { fence: 2, attempt: 2 });
    const bars = prepareGantt([failed, again], options).workers[0]?.bars;
    expect(bars).toMatchObject([
      { outcome: 'failed', x: 0, width: 199, durationMs: 2000 },
      { outcome: 'running', x: 500, width: 499, durationMs: 5000 },
    ]);
  });

  it('keeps every bar inside, wide enough to be seen, also of no time and of clocks that disagree', () => {
    const odd = [attempt(0, 'a', 0, 0), attempt(1, 'a', 10, 10), attempt(2, 'a', 8, null)];
    const { workers } = prepareGantt(odd, { ...options, nowMs: START_MS + 3000 });
    for (const { x, width } of workers.flatMap(({ bars }) => bars)) {
      expect(width).toBeGreaterThanOrEqual(3);
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x + width).toBeLessThanOrEqual(1000);
    }
    expect(prepareGantt([], options).workers).toEqual([]);
  });

  it('is marked at round times of the plant', () => {
    const { ticks } = prepareGantt([attempt(0, 'a', 0, 10)], options);
    expect(ticks.slice(0, 2)).toMatchObject([
      { label: '02:14:01', x: 100 },
      { label: '02:14:02', x: 200 },
    ]);
    expect(timeTicks(START_MS, START_MS + 600, 60, 6).map(({ label }) => label)).toContain('02:14:00.1');
    expect(timeTicks(START_MS, START_MS + 40 * 3_600_000, 330, 8).length).toBeLessThanOrEqual(9);
  });
});

describe('the stages in figures', () => {
  it('have a rate and a time left while they are under way', () => {
    const stages = prepareStages(runWith(['running']), [], START_MS + 10_000);
    expect(stages[0]).toMatchObject({ ratePerSecond: 3, leftMs: 30_000 });
    expect(stages[1]).toMatchObject({ ratePerSecond: null, leftMs: null });
  });

  it('count the attempts that failed, of their own shards alone', () => {
    const attempts = [attempt(0, 'a', 0, 1, { outcome: 'failed' }), attempt(0, 'a', 2, 3, { fence: 2 })];
    const [ingest, predict] = prepareStages(runWith(['succeeded', 'running']), attempts, START_MS);
    expect(ingest).toMatchObject({ attempts: 2, failedAttempts: 1 });
    expect(predict).toMatchObject({ attempts: 0, failedAttempts: 0 });
  });
});

describe('the diagram of states', () => {
  const diagramOf = (run: RunView, width = 1200) => prepareDiagram(run, prepareStages(run, [], START_MS), width);
  const tonesOf = (run: RunView) => Object.fromEntries(diagramOf(run).nodes.map(({ id, tone }) => [id, tone]));
  const takenOf = (run: RunView) => diagramOf(run).edges.flatMap(({ taken, tone }) => (taken ? [tone] : []));

  it('shows where a live run is and what may still come', () => {
    const run = runWith(['succeeded', 'running']);
    expect(tonesOf(run)).toMatchObject({ queued: 'done', ingest: 'done', predict: 'live', publish: 'idle' });
    expect(tonesOf(run)).toMatchObject({ succeeded: 'idle', failed: 'idle', cancelled: 'idle' });
    expect(takenOf(run)).toEqual(['forward', 'forward']);
  });

  it('leads a failure through notify, which tells it, to its end', () => {
    const run = runWith(['failed', 'skipped', 'skipped', 'succeeded'], { state: 'failed', error: 'gone' });
    expect(tonesOf(run)).toMatchObject({ ingest: 'bad', predict: 'skipped', notify: 'done', failed: 'bad' });
    expect(tonesOf(run)).toMatchObject({ succeeded: 'skipped', cancelled: 'skipped' });
    expect(takenOf(run)).toEqual(['failure', 'failure', 'forward']);
  });

  it('ends a cancelled run where it was, also one that never began', () => {
    const run = runWith(['succeeded', 'cancelled', 'skipped', 'skipped'], { state: 'cancelled' });
    expect(tonesOf(run)).toMatchObject({ predict: 'stopped', notify: 'skipped', cancelled: 'stopped' });
    expect(takenOf(run)).toEqual(['cancel', 'forward', 'forward']);
    const never = runWith(['skipped', 'skipped', 'skipped', 'skipped'], { state: 'cancelled', startedAt: null });
    expect(takenOf(never)).toEqual(['cancel']);
  });

  it('counts ingest as passed in a run that took the silver of another', () => {
    const run = runWith(['skipped', 'running'], { fromStage: 'predict' });
    expect(takenOf(run)).toEqual(['forward', 'forward']);
  });

  it.each([320, 700, 1200, 3000])('keeps its boxes inside and apart at a width of %d', (width) => {
    const { nodes, height } = diagramOf(runWith(['running']), width);
    for (const a of nodes) {
      expect(a.x).toBeGreaterThanOrEqual(0);
      expect(a.x + a.width).toBeLessThanOrEqual(width);
      expect(a.y + a.height).toBeLessThanOrEqual(height);
      for (const b of nodes) {
        if (a === b) continue;
        const apart = a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
        expect(apart, `${a.id} and ${b.id}`).toBe(true);
      }
    }
  });
});

describe('a duration beside the usual one', () => {
  const usual = { fromStage: 'ingest', runs: 10, p50Ms: 1000, p90Ms: 2000 } as const;

  it('is slow beyond nine of ten, and stays inside its bar', () => {
    expect(prepareDuration(1400, usual)).toEqual({ filled: 0.5, p50: 1 / 2.8, p90: 1 / 1.4, slow: false });
    expect(prepareDuration(60_000, usual)).toMatchObject({ filled: 1, slow: true });
  });

  it('is compared with nothing while hardly any run has succeeded', () => {
    expect(prepareDuration(1400, undefined)).toBeNull();
    expect(prepareDuration(1400, { ...usual, runs: 2 })).toBeNull();
  });
});
