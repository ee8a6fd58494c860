import process from 'node:process';
import { runCommand } from '#jobs/process/command.ts';
import { progressBar } from '#jobs/process/progress.ts';
import { maximumPowerOf } from '#models/photovoltaic/built-array.ts';
import { simulateCommand } from './options.ts';
import { simulatePlant } from './simulate-plant.ts';

await runCommand(simulateCommand, async (options, { signal }) => {
  const bar = progressBar('simulate');
  const startedMs = performance.now();
  const { files, arrayDays } = await simulatePlant(options, bar.update, signal).finally(bar.stop);
  const seconds = (performance.now() - startedMs) / 1000;
  const { voltage, current } = maximumPowerOf(options.array);
  const { modulesInSeries, strings } = options.array;
  process.stdout.write(
    `${arrayDays} array-days in ${files} files and truth.ndjson are in ${options.out}\n` +
      `${seconds.toFixed(1)} s, ${(arrayDays / seconds).toFixed(1)} array-days/s\n` +
      `nameplate: --modules-in-series ${modulesInSeries} --strings ${strings}` +
      ` --v-mp ${voltage.toFixed(1)} --i-mp ${current.toFixed(2)}\n`,
  );
});
