import process from 'node:process';
import { runCommand } from '#jobs/command.ts';
import { datasetOf, fitOnTrainingDays } from '#jobs/dataset/dataset.ts';
import type { Split } from '#jobs/dataset/definition.ts';
import { scenarioOf } from '#jobs/dataset/scenario.ts';
import { withBar } from '#jobs/progress.ts';
import { IMAGE_SHAPE } from '#models/classifier/preprocessing.ts';
import { type LabelledImages, trainLenet5 } from '#models/classifier/train-lenet5.ts';
import { CONDITIONS } from '#server/domain/conditions.ts';
import { writeModelFolder } from '#server/gateways/model/model-folder.ts';
import { calibrate, evaluate } from './evaluate.ts';
import { modelCard } from './model-card.ts';
import { HELP, readTrainOptions } from './options.ts';

/** What the network is trained on; its record tells it, so that evaluation can train a baseline on the same days. */
const SCENARIO = scenarioOf({ name: 'training' });

await runCommand('train', async () => {
  const options = readTrainOptions();
  if (!options) {
    process.stdout.write(HELP);
    return;
  }
  const { seed, epochs, batchSize, learningRate } = options;
  const preprocessing = await withBar('preprocessing', (onProgress) => fitOnTrainingDays(SCENARIO, seed, onProgress));
  const preprocessingJson = `${JSON.stringify(preprocessing, null, 1)}\n`;
  const split = async (name: Split, days: number): Promise<LabelledImages> => {
    const options = { scenario: SCENARIO, seed, split: name, days, preprocessingJson };
    const { labels, readImages } = await withBar(name, (onProgress) => datasetOf(options, onProgress));
    return { labels, images: await readImages(0, days) };
  };
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
    scenario: SCENARIO,
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
      'metrics.json': `${JSON.stringify({ training: record }, null, 1)}\n`,
      'card.md': modelCard(options, evaluation, calibration),
    },
  });
  process.stdout.write(`test macro-F1 ${evaluation.macroF1.toFixed(4)}; the model is in ${options.out}\n`);
});
