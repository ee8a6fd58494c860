import { mkdir, writeFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RunShards } from '#domain/run-shards.ts';
import type { RunEventView, RunView } from '#domain/views.ts';
import { workRun } from '#jobs/pipeline/run-day.ts';
import { ensureSimulatedDay } from '#jobs/simulator/simulate-day.ts';
import { type Principal, systemPrincipal } from '#server/auth/principal.ts';
import { HeliographError } from '#server/errors.ts';
import { openObjectStore } from '#server/gateways/objects/open-object-store.ts';
import { scadaRoot } from '#server/gateways/readings/open-readings-source.ts';
import { scadaDayFolder, scadaFile } from '#server/gateways/readings/scada-files.ts';
import { openEventStream } from '#server/http/event-stream.ts';
import { openSystem } from '#server/services/context.ts';
import { registerDemoPlant } from '#server/services/plants/register-demo-plant.ts';
import { cancelRun } from '#server/services/runs/cancel-run.ts';
import { claimShard } from '#server/services/runs/claim-shard.ts';
import { completeShard } from '#server/services/runs/complete-shard.ts';
import { failShard } from '#server/services/runs/fail-shard.ts';
import { getRun } from '#server/services/runs/get-run.ts';
import { listRunEvents } from '#server/services/runs/list-run-events.ts';
import { listRunFiles } from '#server/services/runs/list-run-files.ts';
import { listRunShards } from '#server/services/runs/list-run-shards.ts';
import { listRuns } from '#server/services/runs/list-runs.ts';
import { previewBackfill } from '#server/services/runs/preview-backfill.ts';
import { releaseShard } from '#server/services/runs/release-shard.ts';
import { requestRun } from '#server/services/runs/request-run.ts';
import { MAX_OF_ONE, MAX_WATCHERS } from '#server/services/runs/watch-places.ts';
import { watchRun } from '#server/services/runs/watch-run.ts';
import { contextOf } from '#tests/context.ts';
import { givenFreshPlant } from '#tests/integration/setup/fresh-plant.ts';

const OPERATOR = systemPrincipal('test');
const DAY = '2026-06-21';
const IDLE = ['2026-06-10', '2026-06-11', '2026-06-12', '2026-04-13'];

givenFreshPlant();

beforeAll(async () => {
  await registerDemoPlant(openSystem(), { arrays: 2 });
  await ensureSimulatedDay({ plantId: 'demo', day: DAY, onProgress: () => undefined });
  // What is in them, no test of claims needs.
  for (const day of IDLE) {
    await mkdir(scadaDayFolder(scadaRoot(), 'demo', day), { recursive: true });
    await writeFile(scadaFile(scadaRoot(), 'demo', day, 0), '');
  }
});

async function claimed(runId: string, worker: string) {
  const claim = await claimShard(openSystem(), { runId, stage: 'ingest', partition: 0 }, worker);
  if (!claim) throw new Error('nothing to claim');
  return claim;
}

/** Watches a run to its end and gives all that was told. */
async function watched(runId: string, afterLine = 0n) {
  const told = { runs: [] as RunView[], shards: [] as RunShards[], lines: [] as RunEventView[] };
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  await watchRun(
    await contextOf(OPERATOR),
    { runId, afterLine },
    {
      onRun: (view) => void told.runs.push(view),
      onShards: (shards) => void told.shards.push(shards),
      onLog: (lines) => void told.lines.push(...lines),
      onEnd: (reason) => (reason === undefined ? resolve() : reject(new Error(reason))),
    },
  );
  await promise;
  return told;
}

describe('the attempts of a shard', () => {
  it('are kept one by one, with their worker and how each ended', async () => {
    const { id } = await requestRun(await contextOf(OPERATOR), { day: IDLE[0] ?? '' });
    await failShard(openSystem(), await claimed(id, 'first'), new HeliographError('storage', 'the bucket is gone'), {
      waitMs: 0,
    });
    await releaseShard(openSystem(), await claimed(id, 'second'));
    const third = await claimed(id, 'third');
    expect((await listRunShards(await contextOf(), { runId: id })).attempts.at(-1)).toMatchObject({
      outcome: null,
      endedAt: null,
    });
    await completeShard(openSystem(), third, { arrays: 2, result: {} });
    const { attempts } = await listRunShards(await contextOf(), { runId: id });
    expect(attempts).toMatchObject([
      { worker: 'first', attempt: 1, fence: 1, outcome: 'failed', error: 'the bucket is gone' },
      { worker: 'second', attempt: 2, fence: 2, outcome: 'handed_back', error: null },
      { worker: 'third', attempt: 2, fence: 3, outcome: 'succeeded', error: null },
      ...attempts.slice(3),
    ]);
    for (const { startedAt, endedAt } of attempts.slice(0, 3)) expect((endedAt ?? '') >= startedAt).toBe(true);
  });

  it('that go on when the run is cancelled end with it', async () => {
    const { id } = await requestRun(await contextOf(OPERATOR), { day: IDLE[1] ?? '' });
    await claimed(id, 'a-worker');
    await cancelRun(await contextOf(OPERATOR), { runId: id });
    expect((await listRunShards(await contextOf(), { runId: id })).attempts).toMatchObject([{ outcome: 'cancelled' }]);
  });
});

describe('a run that is watched', () => {
  it('is told to two watchers from its request to its end, whole, from the line each has', async () => {
    const { id } = await requestRun(await contextOf(OPERATOR), { day: DAY });
    const [firstLine] = (await getRun(await contextOf(), { runId: id })).events;
    const [, all, rest] = await Promise.all([
      workRun(id, { requestedBy: 'test' }),
      watched(id),
      watched(id, BigInt(firstLine?.id ?? 0)),
    ]);
    expect(all.runs.at(-1)).toMatchObject({ state: 'succeeded', current: true });
    expect(all.lines).toEqual((await getRun(await contextOf(), { runId: id })).events);
    expect(rest.lines).toEqual(all.lines.slice(1));
    expect(all.shards.at(-1)).toEqual(await listRunShards(await contextOf(), { runId: id }));
    const names = all.shards.at(-1)?.attempts.map(({ stage, outcome }) => `${stage} ${outcome}`);
    expect(names).toEqual(['ingest succeeded', 'predict succeeded', 'publish succeeded', 'notify succeeded']);
  });
});

describe('watching', () => {
  const ignore = { onRun: () => undefined, onShards: () => undefined, onLog: () => undefined, onEnd: () => undefined };

  it('a run that has ended tells all of it and ends at once', async () => {
    const { id } = (await listRuns(await contextOf(), { day: DAY })).runs[0] ?? { id: '' };
    const told = await watched(id);
    expect(told).toMatchObject({ runs: [{ state: 'succeeded' }], shards: [{}] });
    expect(told.lines).toEqual((await getRun(await contextOf(), { runId: id })).events);
  });

  const person = (n: number): Principal => ({ ...OPERATOR, id: `person ${n}` });
  const watch = async (actor: Principal, runId: string) =>
    watchRun(await contextOf(actor), { runId, afterLine: 0n }, ignore);
  const outcomesOf = async (asked: Promise<() => void>[]) => {
    const settled = await Promise.allSettled(asked);
    const codes = settled.map((one) => (one.status === 'fulfilled' ? 'open' : one.reason.code));
    return { codes, stops: settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : [])) };
  };

  it('of one person has a cap, whose pages and tokens come all at once and count together', async () => {
    const { id } = await requestRun(await contextOf(OPERATOR), { day: IDLE[2] ?? '' });
    const ways: Principal[] = [
      person(0),
      { ...person(1), personId: 'person 0' },
      { ...person(2), personId: 'person 0' },
    ];
    const many = Array.from({ length: 3 * MAX_OF_ONE }, (_, n) => watch(ways[n % 3] ?? person(0), id));
    const { codes, stops } = await outcomesOf(many);
    expect(codes.filter((code) => code === 'open')).toHaveLength(MAX_OF_ONE);
    expect(codes.filter((code) => code === 'rate_limited')).toHaveLength(2 * MAX_OF_ONE);
    const other = await watch(person(9), id);
    stops[0]?.();
    stops[0]?.();
    stops[0] = await watch(person(0), id);
    await expect(watch(person(0), id)).rejects.toMatchObject({ code: 'rate_limited' });
    for (const stop of [...stops, other]) stop();
    await cancelRun(await contextOf(OPERATOR), { runId: id });
  });

  it('has an end for all, and who was refused holds no place', async () => {
    const nobody = '01a20dd1-0000-755c-8227-6df8e99da152';
    const none = await outcomesOf(Array.from({ length: 3 * MAX_OF_ONE }, () => watch(person(0), nobody)));
    expect(none.stops).toHaveLength(0);
    const { id } = await requestRun(await contextOf(OPERATOR), { day: IDLE[3] ?? '' });
    const many = Array.from({ length: MAX_WATCHERS + 50 }, (_, n) => watch(person(n), id));
    const { codes, stops } = await outcomesOf(many);
    expect(codes.filter((code) => code === 'open')).toHaveLength(MAX_WATCHERS);
    expect(codes.filter((code) => code === 'busy')).toHaveLength(50);
    for (const stop of stops) stop();
    (await watch(person(0), id))();
    await cancelRun(await contextOf(OPERATOR), { runId: id });
  });
});

describe('a stream of events', () => {
  it('is text that a browser takes apart, and ends when its client goes', async () => {
    const client = new AbortController();
    const closed = Promise.withResolvers<void>();
    const request = new Request('http://localhost/', { signal: client.signal });
    const stream = openEventStream(request, closed.resolve);
    stream.send('log', [{ message: 'a\nb' }], '7');
    expect(stream.response.headers.get('content-type')).toBe('text/event-stream');
    const text = stream.response.text();
    client.abort();
    await closed.promise;
    stream.send('log', 'too late');
    expect(await text).toBe('retry: 2000\n\nid: 7\nevent: log\ndata: [{"message":"a\\nb"}]\n\n');
  });

  it('lets go of a client that reads too slowly', async () => {
    const closed = Promise.withResolvers<void>();
    const stream = openEventStream(new Request('http://localhost/'), closed.resolve);
    for (let sent = 0; sent < 3; sent++) stream.send('log', 'x'.repeat(512 * 1024));
    await closed.promise;
  });
});

describe('the history of runs', () => {
  it('is filtered by days, state, trigger and model, and says how long runs usually take', async () => {
    const idsOf = async (filter: Parameters<typeof listRuns>[1]) =>
      (await listRuns(await contextOf(), filter)).runs.map(({ id }) => id);
    const { runs, usual } = await listRuns(await contextOf());
    const done = runs.find(({ state }) => state === 'succeeded');
    expect(done?.faults).toBeGreaterThanOrEqual(0);
    expect(usual).toMatchObject([{ fromStage: 'ingest', runs: 1 }]);
    expect(await idsOf({ from: '2026-06-11', to: '2026-06-12' })).toEqual(
      runs.filter(({ day }) => day === IDLE[1] || day === IDLE[2]).map(({ id }) => id),
    );
    expect(await idsOf({ state: 'cancelled,succeeded', from: '2026-06-12' })).toHaveLength(2);
    expect(await idsOf({ trigger: 'schedule' })).toEqual([]);
    expect(await idsOf({ model: done?.modelVersion ?? '' })).toHaveLength(runs.length);
    expect(await idsOf({ model: 'nobody-0' })).toEqual([]);
    await expect(listRuns(await contextOf(), { state: 'bored' })).rejects.toThrow('state must be some of queued');
  });

  it('comes page by page', async () => {
    const { runs } = await listRuns(await contextOf());
    const first = await listRuns(await contextOf(), { limit: 2 });
    const second = await listRuns(await contextOf(), { limit: 200, cursor: first.nextCursor ?? '' });
    expect([...first.runs, ...second.runs]).toEqual(runs);
    expect(second.nextCursor).toBeNull();
  });
});

describe('a run that has ended', () => {
  it('lists its log page by page, and what is worth a look alone', async () => {
    const { id, events } = await getRun(await contextOf(), {
      runId: (await listRuns(await contextOf(), { day: IDLE[0] ?? '' })).runs[0]?.id ?? '',
    });
    const first = await listRunEvents(await contextOf(), { runId: id, limit: 1 });
    const rest = await listRunEvents(await contextOf(), { runId: id, cursor: first.nextCursor ?? '' });
    expect([...first.events, ...rest.events]).toEqual(events);
    const { events: wrong } = await listRunEvents(await contextOf(), { runId: id, level: 'warning' });
    expect(wrong).toEqual(events.filter(({ level }) => level !== 'info'));
    expect(wrong.length).toBeGreaterThan(0);
  });

  it('names the files it wrote with their sizes and digests; one that published nothing has none', async () => {
    const { id } = (await listRuns(await contextOf(), { day: DAY })).runs[0] ?? { id: '' };
    const { files } = await listRunFiles(await contextOf(), { runId: id });
    expect(files.map(({ bucket, content }) => `${bucket} ${content ?? ''}`.trimEnd())).toEqual([
      'gold',
      'gold',
      'silver scalograms',
      'silver',
      'silver sketch',
    ]);
    for (const { bucket, key, bytes, kept } of files) {
      expect(kept).toBe(true);
      expect(await openObjectStore(bucket).sizeOf(key)).toBe(bytes);
    }
    const other = (await listRuns(await contextOf(), { day: IDLE[0] ?? '' })).runs[0]?.id ?? '';
    expect(await listRunFiles(await contextOf(), { runId: other })).toEqual({ committed: false, files: [] });
  });
});

it('a back-fill says of every day what it would do, and does nothing', async () => {
  const range = { from: '2026-06-20', to: DAY, only: ['missing' as const, 'failed' as const] };
  const shown = (await listRuns(await contextOf(), { day: DAY, limit: 1 })).runs[0]?.id ?? '';
  const before = (await listRuns(await contextOf())).runs.length;
  expect((await previewBackfill(await contextOf(), range)).days).toEqual([
    { day: '2026-06-20', outcome: 'cannot', reason: 'there are no readings of 2026-06-20 to ingest', replaces: null },
    { day: DAY, outcome: 'unwanted', reason: 'it has a result', replaces: null },
  ]);
  expect((await previewBackfill(await contextOf(), { ...range, only: [] })).days.at(-1)).toEqual({
    day: DAY,
    outcome: 'run',
    reason: null,
    replaces: shown,
  });
  expect((await listRuns(await contextOf())).runs).toHaveLength(before);
});
