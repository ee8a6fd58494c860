import { windowMinutesOf } from '#domain/live-windows.ts';
import { plantDayOf, plantDayStartMs, shiftPlantDay } from '#domain/plant-day.ts';
import { runOnSharedThread } from '#jobs/process/thread-pool.ts';
import { HeliographError, messageOf } from '#server/errors.ts';
import { openGroupConsumer } from '#server/gateways/kafka/group-consumer.ts';
import { kafkaSettings } from '#server/gateways/kafka/kafka-settings.ts';
import { createReadingDecoder } from '#server/gateways/readings/reading-decoder.ts';
import { log } from '#server/log.ts';
import type { SystemContext } from '#server/services/context.ts';
import { getPlantWithArrays } from '#server/services/plants/get-plant-with-arrays.ts';
import { databaseNowMs } from '#server/stores/database.ts';
import { isWindowClosed } from '#server/stores/live-parts.ts';
import { savePulse } from '#server/stores/live-pulses.ts';
import { advanceWindows } from './advance-windows.ts';
import { LivePartition, type PartitionOptions, slotsOf } from './live-partition.ts';
import { pulseOf } from './pulse-of.ts';
import { repeated } from './repeated.ts';

const SKETCH_TASK = new URL('./sketch-task.ts', import.meta.url);
const JUDGE_TASK = new URL('./judge-task.ts', import.meta.url);
const ADVANCE_EVERY_MS = 2000;
const PULSE_EVERY_MS = 10_000;

export interface Live {
  /** Aborted when reading has ended by itself: begin anew. */
  crashed: AbortSignal;
  stop(): Promise<void>;
}

/**
 * Reads the plant's topics as a member of a consumer group and closes, judges and publishes windows of the day so far, until stopped.
 * Members share the partitions; what one leaves another takes over from its snapshot. Null where live windows are off.
 * @param options `firstDay` is where a partition without a snapshot begins; default the plant's present day
 */
export async function runLive(
  services: SystemContext,
  plantId: string,
  options: { firstDay?: string } = {},
): Promise<Live | null> {
  const { settings, db } = services;
  const windowMinutes = windowMinutesOf(settings.HELIOGRAPH_LIVE);
  if (windowMinutes === null) return null;
  const kafka = kafkaSettings(settings);
  if (!kafka) throw new HeliographError('invalid_input', 'HELIOGRAPH_LIVE needs KAFKA_SERVERS: files have no present');
  const { topics } = kafka;
  const { plant, arrays } = await getPlantWithArrays(services, plantId);
  const today = plantDayOf(await databaseNowMs(db), plant.utcOffsetMinutes);
  const firstDay = options.firstDay ?? today;
  const nameplates = new Map(arrays.map(({ deviceId, nameplate }) => [deviceId, nameplate]));
  const { consumer, admin } = openGroupConsumer(kafka, `heliograph-live-${plantId}`);
  const stopping = new AbortController();
  const onThread = <Payload>(task: URL, payload: Payload, name: string) =>
    runOnSharedThread(task, payload, { name, signal: stopping.signal, onProgress: () => undefined });
  await admin.connect();
  const partitionCounts = await Promise.all(topics.map(async (topic) => (await admin.fetchTopicOffsets(topic)).length));
  const partitionOptions: PartitionOptions = {
    db,
    utcOffsetMinutes: plant.utcOffsetMinutes,
    windowSlots: slotsOf(windowMinutes),
    latenessMs: settings.HELIOGRAPH_LIVE_LATENESS_SECONDS * 1000,
    nameplates,
    decoder: createReadingDecoder(settings, plant.utcOffsetMinutes),
    partitions: partitionCounts.reduce((sum, count) => sum + count, 0),
    sketch: (closed) => onThread(SKETCH_TASK, closed, closed.sketchKey),
  };

  const open = new Map<string, Promise<LivePartition>>();
  /** One thing at a time is done with a partition. */
  const busy = new Map<string, Promise<unknown>>();
  const keyOf = (topic: string, partition: number) => `${topic} ${partition}`;
  const inTurn = async <Result>(key: string, work: () => Promise<Result>): Promise<Result> => {
    const turn = (busy.get(key) ?? Promise.resolve()).catch(() => undefined).then(work);
    busy.set(
      key,
      turn.catch(() => undefined),
    );
    return turn;
  };
  const partitionOf = (topic: string, partition: number): Promise<LivePartition> => {
    const key = keyOf(topic, partition);
    const known = open.get(key);
    if (known) return known;
    const startMs = plantDayStartMs(firstDay, plant.utcOffsetMinutes);
    const opened = LivePartition.open({ plantId, topic, partition }, partitionOptions, {
      day: firstDay,
      isKept: (day) => day >= shiftPlantDay(firstDay, -1),
      firstOffset: async () => {
        const offsets = await admin.fetchTopicOffsetsByTimestamp(topic, startMs);
        return Number(offsets.find((one) => one.partition === partition)?.offset ?? 0);
      },
    });
    open.set(key, opened);
    opened.catch(() => open.delete(key));
    return opened;
  };

  let advancing: Promise<unknown> | undefined;
  const advance = () => {
    advancing ??= advanceWindows(services, {
      plantId,
      windowMinutes,
      topics,
      judge: (payload) => onThread(JUDGE_TASK, payload, payload.goldKey),
    })
      .catch((error: unknown) => {
        if (!stopping.signal.aborted) log.warn({ plantId, error: messageOf(error) }, 'live windows not advanced');
      })
      .finally(() => {
        advancing = undefined;
      });
    return advancing;
  };

  /** A partition that has nothing more closes what the others have closed: it holds no window back. */
  const closeIdle = async () => {
    for (const [key, opened] of open) {
      const partition = await opened.catch(() => null);
      if (!partition || performance.now() - partition.heardAtMs < settings.HELIOGRAPH_LIVE_IDLE_SECONDS * 1000)
        continue;
      const { topic, partition: number } = partition.place;
      if (!(await isWindowClosed(db, plantId, new Date(partition.day.nextEndMs)))) continue;
      const ends = await admin.fetchTopicOffsets(topic);
      const end = Number(ends.find((one) => one.partition === number)?.high ?? Number.POSITIVE_INFINITY);
      await inTurn(key, async () => {
        if (open.get(key) !== opened || partition.offset < end || stopping.signal.aborted) return;
        await partition.closeWindow().catch((error: unknown) => {
          open.delete(key);
          throw error;
        });
      });
    }
  };

  const pulse = async () => {
    for (const opened of open.values()) {
      const partition = await opened.catch(() => null);
      if (partition) await savePulse(db, partition.place, pulseOf(partition.day, nameplates));
    }
  };

  consumer.on(consumer.events.GROUP_JOIN, ({ payload: { memberAssignment } }) => {
    const assigned = new Set(
      Object.entries(memberAssignment).flatMap(([topic, numbers]) => numbers.map((number) => keyOf(topic, number))),
    );
    for (const key of open.keys()) open.delete(key);
    for (const [topic, numbers] of Object.entries(memberAssignment)) {
      // Opened now: one without a message must be known, too, or it would hold the windows back.
      for (const number of numbers) partitionOf(topic, number).catch(() => undefined);
    }
    log.info({ plantId, partitions: [...assigned] }, 'live partitions assigned');
  });
  const crash = new AbortController();
  consumer.on(consumer.events.CRASH, ({ payload: { error, restart } }) => {
    log.warn({ plantId, error: messageOf(error), restart }, 'live reading failed');
    if (!restart) crash.abort();
  });
  await consumer.connect();
  for (const topic of topics) await consumer.subscribe({ topic, fromBeginning: true });
  await consumer.run({
    autoCommit: false,
    eachBatchAutoResolve: false,
    partitionsConsumedConcurrently: 4,
    eachBatch: async ({ batch, resolveOffset, heartbeat, isRunning, isStale }) => {
      const { topic, partition: number } = batch;
      const partition = await partitionOf(topic, number);
      if (!partition.isSought) {
        partition.isSought = true;
        consumer.seek({ topic, partition: number, offset: `${partition.offset}` });
        return;
      }
      if (!isRunning() || isStale()) return;
      const messages = batch.messages.map(({ offset, key, value }) => ({ offset: Number(offset), key, value }));
      const beats = setInterval(() => void heartbeat().catch(() => undefined), 3000);
      try {
        await inTurn(keyOf(topic, number), () => partition.take(messages, async () => void advance()));
      } catch (error) {
        // Between two windows it may stand anywhere: it is taken up again from its snapshot.
        open.delete(keyOf(topic, number));
        throw error;
      } finally {
        clearInterval(beats);
      }
      resolveOffset(batch.lastOffset());
    },
  });
  const timers = [
    repeated(ADVANCE_EVERY_MS, async () => {
      await closeIdle();
      await advance();
    }),
    repeated(PULSE_EVERY_MS, pulse),
  ];
  return {
    crashed: crash.signal,
    stop: async () => {
      stopping.abort();
      await Promise.all(timers.map((timer) => timer.stop()));
      await consumer.disconnect();
      await advancing;
      await admin.disconnect();
    },
  };
}
