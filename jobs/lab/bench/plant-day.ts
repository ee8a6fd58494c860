import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type KafkaBroker, startKafka } from '#jobs/dev/kafka/broker.ts';
import { allotConditions, parseConditionShares } from '#jobs/lab/simulate/condition-shares.ts';
import { withBar } from '#jobs/process/progress.ts';
import { ensureSimulatedDay } from '#jobs/simulator/simulate-day.ts';
import { adoptSetting, dataPath } from '#server/env.ts';
import { scadaRoot } from '#server/gateways/readings/open-readings-source.ts';
import { scadaDayFolder } from '#server/gateways/readings/scada-files.ts';
import { BENCH_DAY, publishDay } from './ingest-topic.ts';

/** The readings of a whole plant's day as Avro files, kept between benches: simulating them takes longest by far. */
export async function ensurePlantDay(plantId: string, arrays: number, day: string, signal: AbortSignal) {
  const shares = parseConditionShares('natural');
  await withBar('simulate', (onProgress) =>
    ensureSimulatedDay({
      plantId,
      day,
      conditions: allotConditions(shares, arrays, `bench ${arrays} ${day}`),
      onProgress,
      signal,
    }),
  );
  const folder = scadaDayFolder(scadaRoot(), plantId, day);
  return { folder, bytes: await folderBytes(folder) };
}

/** A broker with the day in its topic of 24 partitions, as `npm run produce` loads it; its data are kept as well. */
export async function ensureTopic(dayFolder: string, signal: AbortSignal): Promise<KafkaBroker & { bytes: number }> {
  const folder = dataPath('kafka');
  const loaded = dataPath('kafka-loaded.json');
  if (!existsSync(loaded)) await rm(folder, { recursive: true, force: true });
  // Its log is of a past day: nothing of it may be removed as too old.
  const broker = await startKafka({ folder });
  adoptSetting('KAFKA_SERVERS', broker.servers.plain);
  const topic = 'bench.plant';
  adoptSetting('KAFKA_TOPICS', topic);
  try {
    if (!existsSync(loaded)) {
      const { readings, milliseconds } = await publishDay(dayFolder, topic, 24, signal);
      await writeFile(loaded, JSON.stringify({ day: BENCH_DAY, readings, milliseconds }));
    }
    const { readings, milliseconds } = JSON.parse(await readFile(loaded, 'utf8'));
    process.stdout.write(`${readings} readings were published at ${Math.round((readings / milliseconds) * 1000)}/s\n`);
    return { ...broker, bytes: await folderBytes(path.join(folder, 'log'), /^bench\.plant-/) };
  } catch (error) {
    await broker.stop();
    throw error;
  }
}

/** Bytes of the files in a folder, and of those in its folders with a name like `within`. */
async function folderBytes(folder: string, within?: RegExp): Promise<number> {
  await mkdir(folder, { recursive: true });
  let bytes = 0;
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const place = path.join(folder, entry.name);
    if (entry.isDirectory() && within?.test(entry.name)) bytes += await folderBytes(place);
    else if (entry.isFile() && !within && /\.(avro|log)$/.test(entry.name)) bytes += (await stat(place)).size;
  }
  return bytes;
}
