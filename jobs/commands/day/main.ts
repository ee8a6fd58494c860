import process from 'node:process';
import { daysOf } from '#domain/day-range.ts';
import { runCommand } from '#jobs/process/command.ts';
import { openDatabase } from '#jobs/process/database/open-database.ts';
import { systemPrincipal } from '#server/auth/principal.ts';
import { messageOf } from '#server/errors.ts';
import { closeJobQueue } from '#server/gateways/queue/job-queue.ts';
import { log } from '#server/log.ts';
import { openContext } from '#server/services/context.ts';
import { cancelRun } from '#server/services/runs/cancel-run.ts';
import { previewRerun } from '#server/services/runs/preview-rerun.ts';
import { closeDatabase } from '#server/stores/database.ts';
import { runOneDay } from './one-day.ts';
import { type DayCommand, dayCommand } from './options.ts';
import { runRange } from './range.ts';
import { previewText } from './show.ts';

await runCommand(dayCommand, async (command, { signal }) => {
  // The terminal shows bars and one line at the end; the process log is for servers.
  log.level = 'silent';
  const connection = await openDatabase();
  try {
    await execute(command, signal);
  } finally {
    await closeJobQueue();
    await closeDatabase();
    await connection.stop();
  }
});

async function execute(command: DayCommand, signal: AbortSignal): Promise<void> {
  const context = await openContext(systemPrincipal('command line'));
  if (command.do === 'cancel') {
    const { runId, day } = command;
    const run = await cancelRun(context, { runId, ...(day === undefined ? {} : { day }) });
    process.stdout.write(`run ${run.id} of ${run.day} is cancelled\n`);
    return;
  }
  const { settings } = command;
  if (command.preview) {
    const days = command.do === 'day' ? [command.day] : daysOf(command.range);
    for (const day of days) {
      const text = await previewRerun(context, { day, ...settings }).then(previewText, (error: unknown) => {
        if (command.do === 'day') throw error;
        return `${day}: ${messageOf(error)}`;
      });
      process.stdout.write(`${text}\n`);
    }
    return;
  }
  if (command.do === 'day') await runOneDay(command.day, settings, signal);
  else await runRange(command, signal);
}
