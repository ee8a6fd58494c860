import { runCommand } from '#jobs/command.ts';
import { HELP, readBenchOptions } from './options.ts';
import { benchWavelet } from './wavelet.ts';

await runCommand('bench', async (signal) => {
  const options = readBenchOptions();
  if (options) await benchWavelet(options, signal);
  else process.stdout.write(HELP);
});
