import { expect, it } from 'vitest';
import { prepareTimeline } from '#components/charts/run-timeline.ts';
import type { RunView, StageView } from '#domain/views.ts';

const at = (seconds: number) => new Date(1_790_000_000_000 + seconds * 1000).toISOString();
const stage = (name: StageView['name'], rest: Partial<StageView>): StageView => ({
  name,
  state: 'pending',
  done: 0,
  total: 0,
  startedAt: null,
  endedAt: null,
  error: null,
  ...rest,
});
const run = (stages: StageView[]): RunView => ({
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
  stages,
});

it('the four stages fill the bar, the longest is the widest', () => {
  const segments = prepareTimeline(
    run([
      stage('ingest', { state: 'succeeded', startedAt: at(0), endedAt: at(9) }),
      stage('predict', { state: 'running', startedAt: at(9), done: 3, total: 8 }),
    ]),
    Date.parse(at(10)),
  );
  expect(segments.map(({ stage: name }) => name)).toEqual(['ingest', 'predict', 'publish', 'notify']);
  expect(segments.reduce((sum, { width }) => sum + width, 0)).toBeCloseTo(1, 9);
  expect(segments[0]?.width).toBeGreaterThan(segments[1]?.width ?? 1);
  expect(segments.map(({ durationMs }) => durationMs)).toEqual([9000, 1000, null, null]);
  expect(segments.map(({ progress }) => progress)).toEqual([1, 3 / 8, 0, 0]);
});

it('a run that has not begun shows four equal stages that wait', () => {
  const segments = prepareTimeline(run([]), 0);
  expect(segments.map(({ width, state }) => [width, state])).toEqual(Array(4).fill([0.25, 'pending']));
});

it('a clock behind the server gives no negative duration', () => {
  const segments = prepareTimeline(run([stage('ingest', { state: 'running', startedAt: at(5) })]), Date.parse(at(1)));
  expect(segments[0]?.durationMs).toBe(0);
});
