import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { runCommand } from '#jobs/command.ts';
import { progressBar } from '#jobs/progress.ts';
import { IMAGE_SHAPE } from '#models/classifier/preprocessing.ts';
import { trainLenet5 } from '#models/classifier/train-lenet5.ts';
import { CONDITIONS } from '#server/domain/conditions.ts';
import { writeModelFolder } from '#server/gateways/model/model-folder.ts';
import { datasetOf, fitOnTrainingDays } from './dataset.ts';
import type { Split } from './definition.ts';
import { calibrate, evaluate } from './evaluate.ts';
import { modelCard } from './model-card.ts';
import { HELP, readTrainOptions } from './options.ts';

await runCommand('train', async () => {
  const options = readTrainOptions();
  if (!options) {
    process.stdout.write(HELP);
    return;
  }
  const { seed, epochs, batchSize, learningRate } = options;
  const simulatorHash = await hashOfFolder('models/photovoltaic');
  const preprocessing = await withBar('preprocessing', (onProgress) => fitOnTrainingDays(seed, onProgress));
  const preprocessingJson = `${JSON.stringify(preprocessing, null, 1)}\n`;
  const split = (name: Split, days: number) =>
    withBar(name, (onProgress) => datasetOf({ seed, split: name, days, preprocessingJson, simulatorHash }, onProgress));
  const train = await split('train', options.trainDays);
  const validation = await split('validation', options.validationDays);
  const test = await split('test', options.testDays);

  const startedMs = performance.now();
  const { network, history, best, backend } = await trainLenet5({
    ...train,
    validation,
    epochs,
    batchSize,
    learningRate,
    seed,
    onEpoch: ({ epoch, loss, validationMacroF1 }) => {
      const seconds = ((performance.now() - startedMs) / 1000).toFixed(0);
      const figures = `loss ${loss.toFixed(4)}  validation macro-F1 ${validationMacroF1.toFixed(4)}`;
      process.stdout.write(`epoch ${epoch}/${epochs}  ${figures}  ${seconds} s\n`);
    },
  });
  const calibration = await calibrate(network, validation);
  const evaluation = await evaluate(network, test, calibration);

  const record = {
    conditions: CONDITIONS,
    options: { ...options, out: undefined },
    backend,
    best,
    history,
    calibration,
    test: evaluation,
  };
  await writeModelFolder(options.out, {
    name: 'lenet5',
    source: 'trained',
    importedFrom: null,
    created: new Date(),
    conditions: [...CONDITIONS],
    inputShape: [...IMAGE_SHAPE],
    files: {
      'preprocessing.json': preprocessingJson,
      'model.json': network.topologyJson,
      'weights.bin': network.weights,
      'calibration.json': `${JSON.stringify(calibration, null, 1)}\n`,
      'metrics.json': `${JSON.stringify(record, null, 1)}\n`,
      'card.md': modelCard(options, evaluation, calibration),
    },
  });
  process.stdout.write(`test macro-F1 ${evaluation.macroF1.toFixed(4)}; the model is in ${options.out}\n`);
});

async function withBar<Result>(
  name: string,
  work: (onProgress: (done: number, total: number) => void) => Promise<Result>,
) {
  const bar = progressBar(name);
  try {
    return await work(bar.update);
  } finally {
    bar.stop();
  }
}

/** Another simulator gives other days: the cache must not mix them. */
async function hashOfFolder(folder: string): Promise<string> {
  const hash = createHash('sha256');
  for (const name of (await readdir(folder)).filter((file) => file.endsWith('.ts')).sort()) {
    hash.update(await readFile(path.join(folder, name)));
  }
  return hash.digest('hex');
}
