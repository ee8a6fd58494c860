import process from 'node:process';
import { runCommand } from '#jobs/process/command.ts';
import { openDatabase } from '#jobs/process/database/open-database.ts';
import { systemPrincipal } from '#server/auth/principal.ts';
import { HeliographError } from '#server/errors.ts';
import { log } from '#server/log.ts';
import { openInstallation } from '#server/services/context.ts';
import { forgetAnswers } from '#server/services/housekeeping/forget-answers.ts';
import { planRemovals } from '#server/services/housekeeping/plan-removals.ts';
import type { PlannedRemoval } from '#server/services/housekeeping/planned-removal.ts';
import { removeObjects } from '#server/services/housekeeping/remove-objects.ts';
import { closeDatabase } from '#server/stores/database.ts';
import { housekeepingCommand } from './options.ts';

await runCommand(housekeepingCommand, async (dryRun, { signal }) => {
  log.level = 'silent';
  const connection = await openDatabase();
  try {
    await removeExpired(dryRun, signal);
  } finally {
    await closeDatabase();
    await connection.stop();
  }
});

async function removeExpired(dryRun: boolean, signal: AbortSignal): Promise<void> {
  const context = openInstallation(systemPrincipal('npm run housekeeping'));
  const { removals, leftAlone } = await planRemovals(context);
  for (const { plantId, day, why } of leftAlone) process.stdout.write(`${plantId} ${day} left alone: ${why}\n`);
  const expired: PlannedRemoval[] = [];
  for (const removal of removals) {
    if (signal.aborted) throw new HeliographError('cancelled', 'stopped; the next housekeeping goes on');
    const removed = dryRun || (await removeObjects(context, removal));
    if (removed) expired.push(removal);
    process.stdout.write(`${lineOf(removal)}${removed ? '' : ', left alone: a run of the day began'}\n`);
  }
  if (!dryRun) await forgetAnswers(context);
  const objects = expired.reduce((sum, { keys }) => sum + keys.length, 0);
  const bytes = expired.reduce((sum, removal) => sum + removal.bytes, 0);
  process.stdout.write(`${objectsText(objects)}, ${sizeText(bytes)}${dryRun ? ' would go' : ' gone'}\n`);
}

function lineOf({ plantId, day, runId, bucket, keys, bytes, reason }: PlannedRemoval): string {
  return `${plantId} ${day} ${bucket.padEnd(6)} run ${runId}  ${objectsText(keys.length)}, ${sizeText(bytes)} (${reason})`;
}

function objectsText(count: number): string {
  return `${count} ${count === 1 ? 'object' : 'objects'}`;
}

function sizeText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const power = Math.min(4, Math.floor(Math.log10(bytes) / 3));
  return `${(bytes / 1000 ** power).toFixed(1)} ${['B', 'kB', 'MB', 'GB', 'TB'][power]}`;
}
