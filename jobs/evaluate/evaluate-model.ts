import { datasetOf } from '#jobs/dataset/dataset.ts';
import { type Scenario, scenarioOf, scenarioSchema } from '#jobs/dataset/scenario.ts';
import { withBar } from '#jobs/progress.ts';
import { DAY_FEATURES } from '#models/baseline/day-features.ts';
import { createClassifier } from '#models/classifier/classifier.ts';
import { SKY_REGIMES } from '#models/photovoltaic/weather.ts';
import type { EvaluatedSet, Evaluation } from '#server/domain/evaluation.ts';
import type { TrainingRecord } from '#server/domain/model-metrics.ts';
import { HeliographError } from '#server/errors.ts';
import type { ModelFiles } from '#server/gateways/model/load-model-files.ts';
import { BASELINE_NAME, trainBaseline } from './baseline.ts';
import { evaluateSet } from './evaluate-set.ts';
import type { EvaluateOptions } from './options.ts';
import { testSetsOf, unseenSkiesOf } from './sets.ts';

/** Everything that is found out about a model; the same options and model give the same figures. */
export async function evaluateModel(input: {
  options: EvaluateOptions;
  model: ModelFiles;
  training: TrainingRecord;
}): Promise<Evaluation> {
  const { options, model, training } = input;
  const { seed: trainingSeed, trainDays } = training.options;
  if (options.seed === trainingSeed) {
    throw new HeliographError('invalid_input', `--seed ${options.seed} is that of the training: take another one`);
  }
  const trained = scenarioOfTraining(training);
  const skies = trained.skies ?? [...SKY_REGIMES];
  const unseenSkies = unseenSkiesOf(skies);
  const sets = testSetsOf(options.sets, unseenSkies);
  if (sets.length === 0) {
    throw new HeliographError('invalid_input', `--sets ${options.sets.join(',')}: training left out no sky`);
  }
  const { preprocessingJson, temperature, threshold } = model;
  const trainingDays = await withBar('training days', (onProgress) =>
    datasetOf(
      { scenario: trained, seed: trainingSeed, split: 'train', days: trainDays, preprocessingJson },
      onProgress,
    ),
  );
  const trees = await withBar('baseline', async (onProgress) => trainBaseline(trainingDays, onProgress));
  const classifier = await createClassifier(model);
  const evaluated: EvaluatedSet[] = [];
  try {
    for (const set of sets) {
      const { scenario, size } = set;
      const days = size === 'full' ? options.days : options.stressDays;
      const dataset = await withBar(scenario.name, (onProgress) =>
        datasetOf({ scenario, seed: options.seed, split: 'test', days, preprocessingJson }, onProgress),
      );
      const judge = (onProgress: (done: number, total: number) => void) =>
        evaluateSet({ set, dataset, classifier, model, trees, onProgress });
      evaluated.push(await withBar('judging', judge));
    }
  } finally {
    classifier.dispose();
  }
  return {
    version: 1,
    modelVersion: model.version,
    seed: options.seed,
    days: options.days,
    stressDays: options.stressDays,
    calibration: { temperature, threshold },
    training: { seed: trainingSeed, days: trainDays, skies },
    unseenSkies,
    baseline: { name: BASELINE_NAME, days: trainDays, features: [...DAY_FEATURES] },
    sets: evaluated,
  };
}

/** What the model was trained on; a record without a scenario is of the days that training takes by default. */
function scenarioOfTraining({ scenario }: TrainingRecord): Scenario {
  if (!scenario) return scenarioOf({ name: 'training' });
  const parsed = scenarioSchema.safeParse(scenario);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new HeliographError('model', `metrics.json: training.scenario.${issue?.path.join('.')}: ${issue?.message}`);
}
