import { benchApi } from '#jobs/lab/bench/api/api.ts';
import { benchDoors } from '#jobs/lab/bench/doors/doors.ts';
import { benchUi } from '#jobs/lab/bench/ui/ui.ts';
import { runCommand } from '#jobs/process/command.ts';
import { benchAvro } from './avro.ts';
import { benchClassifier } from './classifier.ts';
import { benchIngest } from './ingest.ts';
import { HELP, readBenchOptions } from './options.ts';
import { benchOriginal } from './original.ts';
import { benchParquet } from './parquet.ts';
import { benchPlant } from './plant.ts';
import { benchSoak } from './soak.ts';
import { benchWavelet } from './wavelet.ts';

await runCommand('bench', async (signal) => {
  const options = readBenchOptions();
  if (!options) process.stdout.write(HELP);
  else if (options.subject === 'classifier') await benchClassifier(options, signal);
  else if (options.subject === 'parquet') await benchParquet(options, signal);
  else if (options.subject === 'ingest') await benchIngest(options, signal);
  else if (options.subject === 'plant') await benchPlant(options, signal);
  else if (options.subject === 'original') await benchOriginal(options, signal);
  else if (options.subject === 'soak') await benchSoak(options, signal);
  else if (options.subject === 'api') await benchApi(options, signal);
  else if (options.subject === 'doors') await benchDoors(options, signal);
  else if (options.subject === 'ui') await benchUi(options, signal);
  else if (options.subject === 'avro') benchAvro(options.rounds, signal);
  else await benchWavelet(options, signal);
});
