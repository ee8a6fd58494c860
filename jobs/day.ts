import process from 'node:process';
import { parseOptions, runCommand } from '#jobs/command.ts';
import { stageBars } from '#jobs/progress.ts';
import { runDay } from '#jobs/run-day.ts';
import { watchStageMemory } from '#jobs/stage-memory.ts';
import { openDatabase } from '#jobs/start/database.ts';
import { isPlantDay } from '#server/domain/plant-day.ts';
import { ingestedReadings, readMessages, type ShardCounts } from '#server/domain/reading-counts.ts';
import type { StageName } from '#server/domain/run.ts';
import type { RunDetail } from '#server/domain/views.ts';
import { readSettings } from '#server/env.ts';
import { HeliographError } from '#server/errors.ts';
import { readManifest } from '#server/gateways/manifest/manifest-file.ts';
import { log } from '#server/log.ts';
import { getRun } from '#server/services/runs/get-run.ts';
import { closeDatabase } from '#server/stores/database.ts';

const HELP = `npm run day -- --day YYYY-MM-DD [--note TEXT]
  Runs the pipeline for one plant day and publishes its result in place of the day's present one.
`;

await runCommand('day', async (signal) => {
  const { values } = parseOptions({
    day: { type: 'string' },
    note: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  const { day, note } = values;
  if (day === undefined) throw new HeliographError('invalid_input', '--day YYYY-MM-DD is missing');
  if (!isPlantDay(day)) throw new HeliographError('invalid_input', `--day must be a date YYYY-MM-DD, not "${day}"`);
  // The terminal shows bars and one line at the end; the process log is for servers.
  log.level = 'silent';
  const connection = await openDatabase();
  const plantId = readSettings().HELIOGRAPH_PLANT;
  const bars = stageBars();
  const memory = watchStageMemory();
  try {
    const { runId } = await runDay({
      plantId,
      day,
      ...(note === undefined ? {} : { note }),
      trigger: 'command',
      requestedBy: 'command line',
      signal,
      onProgress: (progress) => {
        bars.onProgress(progress);
        memory.onProgress(progress);
      },
    });
    bars.stop();
    const run = await getRun({ runId });
    process.stdout.write(`${stageTable(run, memory.peakBytes)}\n`);
    if (run.counts) process.stdout.write(`${whereMessagesWent(run.counts)}\n`);
    process.stdout.write(`gold has the SHA-256 ${await goldDigest(plantId, day, runId)}\n`);
    process.stdout.write(`${day} is published by run ${runId}\n`);
  } finally {
    bars.stop();
    memory.stop();
    await closeDatabase();
    await connection.stop();
  }
});

/** Every message that was read, by what became of it. */
function whereMessagesWent(counts: ShardCounts): string {
  const { duplicates, outsideDay, unregistered, quarantined } = counts;
  const parts = [
    `${ingestedReadings(counts)} ingested`,
    `${duplicates} duplicates`,
    `${outsideDay} out of day`,
    `${unregistered} of unregistered devices`,
    `${quarantined} quarantined`,
  ];
  return `${readMessages(counts)} messages read: ${parts.join(', ')}`;
}

async function goldDigest(plantId: string, day: string, runId: string): Promise<string> {
  const { files } = await readManifest({ plantId, day, runId });
  return files.find(({ bucket, partition }) => bucket === 'gold' && partition === null)?.sha256 ?? 'none';
}

/** What each stage took: seconds, and the peak of resident memory while it ran. */
function stageTable({ stages }: RunDetail, peakBytes: (stage: StageName) => number | null): string {
  const lines = stages.map(({ name, startedAt, endedAt }) => {
    const seconds = startedAt && endedAt ? (Date.parse(endedAt) - Date.parse(startedAt)) / 1000 : 0;
    const peak = peakBytes(name);
    const memory = peak === null ? '-' : `${Math.round(peak / 2 ** 20)} MiB`;
    return `${name.padEnd(8)} ${seconds.toFixed(1).padStart(8)} s ${memory.padStart(10)}`;
  });
  return ['stage        time   peak memory', ...lines].join('\n');
}
