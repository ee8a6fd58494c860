import { type ChildProcess, fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, expect, inject, it, vi } from 'vitest';
import { livePrefix } from '#domain/object-keys.ts';
import { type Live, runLive } from '#jobs/pipeline/live/run-live.ts';
import { closeSharedThreads } from '#jobs/process/thread-pool.ts';
import { adoptSetting, childEnvironment } from '#server/env.ts';
import { openObjectStore } from '#server/gateways/objects/open-object-store.ts';
import { openSystem } from '#server/services/context.ts';
import { database } from '#server/stores/database.ts';
import { givenFreshPlant } from '#tests/integration/setup/fresh-plant.ts';
import { WAIT_MS } from '#tests/limits.ts';
import { describeWithKafka } from './given-kafka.ts';
import { messageOf, sendAll, simulatedDay } from './simulated-day.ts';
import { freshTopic, givenClient } from './topics.ts';

const DAY = '2026-06-21';
const HOUR = 3_600_000;
/** Of the day, in hours: the last window that the readings close. */
const UNTIL = 11;

describeWithKafka('live windows', ({ servers }) => {
  givenFreshPlant();
  const { admin, producer } = givenClient({ servers });
  let startMs = 0;
  const lives: Live[] = [];
  const children = new Set<ChildProcess>();

  beforeAll(async () => {
    const day = await simulatedDay(DAY, 5);
    startMs = day.startMs;
    // One partition of four has nothing of the plant, ever.
    const topic = await freshTopic(admin, { partitions: 4 });
    adoptSetting('KAFKA_SERVERS', servers.plain);
    adoptSetting('KAFKA_TOPICS', topic);
    adoptSetting('HELIOGRAPH_LIVE', '1h');
    adoptSetting('HELIOGRAPH_LIVE_IDLE_SECONDS', '2');
    const known = day.readings.filter(({ timestamp }) => timestamp < startMs + (UNTIL + 0.1) * HOUR);
    await sendAll(
      producer,
      topic,
      known.map((reading) => messageOf(reading)),
    );
    await sendAll(producer, topic, [{ key: 'X', value: 'no reading' }]);
  });
  beforeEach(async () => {
    const db = database();
    await db.liveChange.deleteMany();
    await db.alarm.deleteMany();
    await db.liveArray.deleteMany();
    await db.liveWindow.deleteMany();
    await db.livePart.deleteMany();
    for (const bucket of ['silver', 'gold'] as const) await openObjectStore(bucket).removeAll(livePrefix('demo', DAY));
  });
  afterAll(async () => {
    await Promise.all(lives.splice(0).map((live) => live.stop()));
    for (const child of children) child.kill('SIGKILL');
    await closeSharedThreads();
  });

  async function start(): Promise<Live> {
    const live = await runLive(openSystem(), 'demo', { firstDay: DAY });
    if (!live) throw new Error('live windows are off');
    lives.push(live);
    return live;
  }
  const stop = async (live: Live) => {
    lives.splice(lives.indexOf(live), 1);
    await live.stop();
  };
  const published = async () =>
    (await database().liveWindow.findMany({ orderBy: { endAt: 'asc' } })).map(({ endAt }) => endAt);
  const untilPublished = (windows: number) =>
    vi.waitUntil(async () => (await published()).length >= windows, { timeout: WAIT_MS, interval: 100 });

  /** What the windows said: SHA-256 of each gold file, and of what the index holds of them. */
  async function said(): Promise<Record<string, string>> {
    const store = openObjectStore('gold');
    const digests: Record<string, string> = {};
    for (const key of await store.list(livePrefix('demo', DAY))) {
      digests[key] = createHash('sha256')
        .update(await store.get(key))
        .digest('hex');
    }
    for (const { endAt, codes, confidence } of await database().liveWindow.findMany()) {
      digests[endAt.toISOString()] = createHash('sha256').update(codes).update(confidence).digest('hex');
    }
    return digests;
  }

  /** The same in a process of its own, which is killed when the test has ended. */
  function startChild(): ChildProcess {
    const child = fork(fileURLToPath(new URL('./live-child.ts', import.meta.url)), [DAY], {
      // None of those of the test's own process.
      execArgv: [],
      env: childEnvironment({ LOG_LEVEL: 'silent' }),
      stdio: 'ignore',
    });
    children.add(child);
    return child;
  }

  let undisturbed: Record<string, string> = {};

  it('are published one after the other for every array that reported, though a partition has nothing', async () => {
    await start();
    await untilPublished(UNTIL);
    const ends = await published();
    expect(ends.map((end) => (end.getTime() - startMs) / HOUR)).toEqual(
      Array.from({ length: UNTIL }, (_, hour) => hour + 1),
    );
    const last = await database().liveWindow.findFirstOrThrow({ orderBy: { endAt: 'desc' } });
    expect(last.arrays).toBe(5);
    const arrays = await database().liveArray.findMany();
    expect(arrays.some(({ condition }) => condition !== null)).toBe(true);
    const changes = await database().liveChange.findMany({ where: { kind: 'window_published' } });
    expect(changes).toHaveLength(UNTIL);
    undisturbed = await said();
    await Promise.all(lives.splice(0).map((live) => live.stop()));
  });

  it('say the same, none twice and none missing, when workers come, go and share the partitions', async () => {
    let first = await start();
    await untilPublished(1);
    const second = await start();
    await untilPublished(3);
    await stop(first);
    await untilPublished(5);
    first = await start();
    await untilPublished(7);
    await stop(second);
    await stop(first);
    await start();
    await untilPublished(UNTIL);
    expect(await said()).toEqual(undisturbed);
    const changes = await database().liveChange.findMany({ where: { kind: 'window_published' } });
    expect(changes).toHaveLength(UNTIL);
    await Promise.all(lives.splice(0).map((live) => live.stop()));
  });

  it('say the same, none twice and none missing, when workers are killed at any moment', async () => {
    const kills = inject('kills');
    for (let kill = 0; kill < kills; kill++) {
      const child = startChild();
      const before = (await published()).length;
      const parts = await database().livePart.count();
      // By turns when a window was published, and when a partition has closed one that is not.
      await vi.waitUntil(
        async () =>
          kill % 2 === 0
            ? (await published()).length > before
            : (await database().livePart.count()) > parts || (await published()).length >= UNTIL,
        { timeout: WAIT_MS, interval: 20 },
      );
      child.kill('SIGKILL');
    }
    startChild();
    await untilPublished(UNTIL);
    expect(await said()).toEqual(undisturbed);
    const changes = await database().liveChange.findMany({ where: { kind: 'window_published' } });
    expect(changes).toHaveLength(UNTIL);
  });
});
