import process from 'node:process';
import { CONDITIONS } from '#domain/conditions.ts';
import { runCommand } from '#jobs/process/command.ts';
import { NETWORKS } from '#models/classifier/networks.ts';
import { IMAGE_SHAPE } from '#models/classifier/preprocessing.ts';
import { HeliographError } from '#server/errors.ts';
import { writeModelFolder } from '#server/gateways/model/model-folder.ts';
import { calibrate, testNetwork } from './calibrate.ts';
import { checkpointOf } from './checkpoint.ts';
import { trainCommand } from './options.ts';
import { trainWithBar } from './train-with-bar.ts';
import { trainedModelCard } from './trained-model-card.ts';
import { loadDays } from './training-days.ts';

await runCommand(trainCommand, async (options, { signal }) => {
  const { settings, resume, out } = options;
  const { seed, sets, testDays } = settings;
  const [standard] = sets;
  if (!standard) throw new HeliographError('invalid_input', 'the settings need a set');
  const preprocessingJson = `${JSON.stringify(settings.preprocessing, null, 1)}\n`;
  const trainSets = sets.map(({ scenario, trainDays }) => ({ scenario, days: trainDays }));
  const validationSets = sets.map(({ scenario, validationDays }) => ({ scenario, days: validationDays }));
  const train = await loadDays(trainSets, { seed, split: 'train', preprocessingJson });
  const validation = await loadDays(validationSets, { seed, split: 'validation', preprocessingJson });
  const testSets = [{ scenario: standard.scenario, days: testDays }];
  const test = await loadDays(testSets, { seed, split: 'test', preprocessingJson });

  const checkpoint = checkpointOf(settings, preprocessingJson);
  const state = resume ? await checkpoint.read() : null;
  if (resume && !state) throw new HeliographError('not_found', `there is no ${checkpoint.file} to go on from`);
  const { epochs, batchSize, learningRate, dropout, shiftBins, patience } = settings;
  const { network, history, best, backend } = await trainWithBar(
    {
      ...train,
      layout: NETWORKS[settings.network],
      validation,
      ...{ seed, epochs, batchSize, learningRate, dropout, shiftBins, patience },
      ...(state && { state }),
      onEpoch: (_, after) => checkpoint.write(after),
    },
    signal,
  );
  const calibration = await calibrate({
    network,
    training: train,
    validation,
    settings,
  });
  const record = {
    seed,
    sets: trainSets,
    settings,
    backend,
    best,
    history,
    test: await testNetwork(network, test),
  };
  const { version } = await writeModelFolder(out, {
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
      'calibration.json': `${JSON.stringify(calibration)}\n`,
      'metrics.json': `${JSON.stringify({ training: record }, null, 1)}\n`,
      'card.md': trainedModelCard(record, calibration),
    },
  });
  await checkpoint.remove();
  process.stdout.write(`${version}: test macro-F1 ${record.test.macroF1.toFixed(4)}; the model is in ${out}\n`);
});
