import process from 'node:process';
import { runDay } from '#jobs/pipeline/run-day.ts';
import { stageBars } from '#jobs/pipeline/stage-bars.ts';
import { systemPrincipal } from '#server/auth/principal.ts';
import { readManifest } from '#server/gateways/manifest/manifest-file.ts';
import { openContext } from '#server/services/context.ts';
import { getRun } from '#server/services/runs/get-run.ts';
import type { RunSettings } from './options.ts';
import { stageTable, whereMessagesWent } from './show.ts';
import { watchStageMemory } from './stage-memory.ts';

/** Runs a day with a bar a stage, and prints what its stages took. */
export async function runOneDay(day: string, settings: RunSettings, signal: AbortSignal): Promise<void> {
  const context = await openContext(systemPrincipal('command line'));
  const plantId = context.plant.id;
  const bars = stageBars();
  const memory = watchStageMemory();
  try {
    const { runId } = await runDay({
      plantId,
      day,
      ...settings,
      trigger: 'command',
      requestedBy: 'command line',
      signal,
      onProgress: (progress) => {
        bars.onProgress(progress);
        memory.onProgress(progress);
      },
    });
    bars.stop();
    const run = await getRun(context, { runId });
    process.stdout.write(`${stageTable(run, memory.peakBytes)}\n`);
    if (run.counts) process.stdout.write(`${whereMessagesWent(run.counts)}\n`);
    process.stdout.write(`gold has the SHA-256 ${await goldDigest(plantId, day, runId)}\n`);
    process.stdout.write(`${day} is published by run ${runId}\n`);
  } finally {
    bars.stop();
    memory.stop();
  }
}

async function goldDigest(plantId: string, day: string, runId: string): Promise<string> {
  const { files } = await readManifest({ plantId, day, runId });
  return files.find(({ bucket, partition }) => bucket === 'gold' && partition === null)?.sha256 ?? 'none';
}
