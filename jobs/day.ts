import process from 'node:process';
import { parseOptions, runCommand } from '#jobs/command.ts';
import { stageBars } from '#jobs/progress.ts';
import { runDay } from '#jobs/run-day.ts';
import { watchStageMemory } from '#jobs/stage-memory.ts';
import { openDatabase } from '#jobs/start/database.ts';
import { isPlantDay } from '#server/domain/plant-day.ts';
import type { StageName } from '#server/domain/run.ts';
import type { RunDetail } from '#server/domain/views.ts';
import { readSettings } from '#server/env.ts';
import { HeliographError } from '#server/errors.ts';
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
  const bars = stageBars();
  const memory = watchStageMemory();
  try {
    const { runId } = await runDay({
      plantId: readSettings().HELIOGRAPH_PLANT,
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
    process.stdout.write(`${stageTable(await getRun({ runId }), memory.peakBytes)}\n`);
    process.stdout.write(`${day} is published by run ${runId}\n`);
  } finally {
    bars.stop();
    memory.stop();
    await closeDatabase();
    await connection.stop();
  }
});

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
