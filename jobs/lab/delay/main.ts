import { writeFile } from 'node:fs/promises';
import process from 'node:process';
import { CONDITIONS } from '#domain/conditions.ts';
import { SLOT_SECONDS } from '#domain/plant-day.ts';
import { runCommand } from '#jobs/process/command.ts';
import { runOnThreads } from '#jobs/process/thread-pool.ts';
import { loadBundledModel } from '#server/services/models/load-model.ts';
import { delayFigures, falseAlarms } from './delay-figures.ts';
import type { DelayGroup, DelayRecord } from './group-task.ts';
import { delayCommand } from './options.ts';

const TASK = new URL('./group-task.ts', import.meta.url);
const FAULTS = CONDITIONS.filter((condition) => condition !== 'normal');
const MOST_WINDOWS = 6;

await runCommand(delayCommand, async (options) => {
  const { topologyJson, weights, calibration, preprocessingJson } = await loadBundledModel();
  const model = { topologyJson, weights, calibration, preprocessingJson };
  const groups = Math.ceil(options.days / FAULTS.length);
  const payloads = Array.from({ length: groups }, (_, index): DelayGroup => {
    const seed = `delay ${options.seed} ${index}`;
    const windowSlots = (options.minutes * 60) / SLOT_SECONDS;
    return { seed, healthy: options.healthy, withPast: index % 2 === 0, windowSlots, model };
  });
  const records = (
    await runOnThreads<DelayGroup, DelayRecord[]>({ task: TASK, payloads, onProgress: () => undefined })
  ).flat();
  if (options.out) await writeFile(options.out, JSON.stringify(records));
  process.stdout.write(report(records, options.withdrawAfter).join('\n'));
});

/** The curve over the windows that an alarm takes; an arc is alarmed by as many here. */
function report(records: readonly DelayRecord[], withdrawAfter: number): string[] {
  const lines: string[] = [];
  for (let windows = 1; windows <= MOST_WINDOWS; windows++) {
    const rule = { raiseAfter: windows, raiseArcAfter: windows, withdrawAfter };
    const { days, alarmed } = falseAlarms(records, rule);
    const rate = days > 0 ? ((1000 * alarmed) / days).toFixed(1) : '-';
    lines.push(`${windows} windows: ${alarmed} of ${days} healthy array-days alarmed (${rate} per 1,000)`);
    for (const condition of FAULTS) {
      const of = delayFigures(condition, records, rule);
      const minutes = (value: number | null) => (value === null ? '-' : value.toFixed(0));
      lines.push(
        `  ${condition.padEnd(16)} ${of.found} of ${of.days} found, median ${minutes(of.medianMinutes)} min, ` +
          `90 % ${minutes(of.ninetiethMinutes)} min; ${of.wrong} days with an alarm of another fault or before it; ` +
          `onset off by ${minutes(of.onsetErrorMinutes)} min, within its uncertainty ${of.onsetCovered?.toFixed(2) ?? '-'}`,
      );
    }
  }
  const judged = records.filter(({ windows }) => windows.length > 0);
  const agreed = judged.filter(({ last, night }) => last === night).length;
  lines.push(`the last window in daylight says what the whole day says: ${agreed} of ${judged.length}`, '');
  return lines;
}
