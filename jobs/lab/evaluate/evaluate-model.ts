import type { CutHour, EvaluatedSet, Evaluation, FieldEvaluation, RealEvaluation } from '#domain/evaluation.ts';
import type { TrainingRecord } from '#domain/model-metrics.ts';
import { datasetOf } from '#jobs/lab/dataset/dataset.ts';
import type { DayRecord } from '#jobs/lab/dataset/definition.ts';
import { type Scenario, scenarioSchema } from '#jobs/lab/dataset/scenario.ts';
import { withBar } from '#jobs/process/progress.ts';
import { DAY_FEATURES } from '#models/baseline/day-features.ts';
import { createClassifier } from '#models/classifier/classifier.ts';
import { SKY_REGIMES } from '#models/photovoltaic/weather-day.ts';
import { HeliographError } from '#server/errors.ts';
import type { LoadedModel } from '#server/services/models/check-model.ts';
import { BASELINE_NAME, trainBaseline } from './baseline.ts';
import { evaluateCutDays } from './evaluate-cut-days.ts';
import { evaluateField } from './evaluate-field.ts';
import { evaluateReal } from './evaluate-real.ts';
import { evaluateSet } from './evaluate-set.ts';
import type { EvaluateOptions } from './options.ts';
import { testSetsOf, unseenSkiesOf } from './sets.ts';

/** Everything that is found out about a model; the same options and model give the same figures. */
export async function evaluateModel(input: {
  options: EvaluateOptions;
  model: LoadedModel;
  training: TrainingRecord;
}): Promise<Evaluation> {
  const { options, model, training } = input;
  const trainingSeed = training.seed;
  if (options.seed === trainingSeed) {
    throw new HeliographError('invalid_input', `--seed ${options.seed} is that of the training: take another one`);
  }
  const trained = training.sets.map(({ scenario, days }) => ({ scenario: parsedScenario(scenario), days }));
  const trainDays = trained.reduce((sum, { days }) => sum + days, 0);
  const skies = SKY_REGIMES.filter((sky) => trained.some(({ scenario }) => scenario.skies?.includes(sky) ?? true));
  const unseenSkies = unseenSkiesOf(skies);
  const sets = testSetsOf(options.sets, unseenSkies);
  if (sets.length === 0) {
    throw new HeliographError('invalid_input', `--sets ${options.sets.join(',')}: training left out no sky`);
  }
  const { preprocessingJson, calibration } = model;
  const { temperature, threshold, normalThreshold = threshold } = calibration;
  const records: DayRecord[] = [];
  for (const { scenario, days } of trained) {
    const set = { scenario, seed: trainingSeed, split: 'train', days, preprocessingJson } as const;
    const bar = `training ${scenario.name}`;
    records.push(...(await withBar(bar, (onProgress) => datasetOf(set, onProgress))).records);
  }
  const trees = await withBar('baseline', async (onProgress) => trainBaseline(records, onProgress));
  const classifier = await createClassifier(model);
  const evaluated: EvaluatedSet[] = [];
  let field: FieldEvaluation;
  let real: RealEvaluation;
  let cutDays: CutHour[];
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
    field = await withBar('field', (onProgress) => evaluateField(options.field, model, classifier, onProgress));
    real = await evaluateReal(model, classifier);
    const cut = { days: options.stressDays, seed: options.seed };
    cutDays = await withBar('cut days', (onProgress) => evaluateCutDays(cut, model, classifier, onProgress));
  } finally {
    classifier.dispose();
  }
  return {
    version: 1,
    field,
    real,
    cutDays,
    modelVersion: model.version,
    seed: options.seed,
    days: options.days,
    stressDays: options.stressDays,
    calibration: { temperature, threshold, normalThreshold },
    training: { seed: trainingSeed, days: trainDays, skies },
    unseenSkies,
    baseline: { name: BASELINE_NAME, days: trainDays, features: [...DAY_FEATURES] },
    sets: evaluated,
  };
}

function parsedScenario(scenario: unknown): Scenario {
  const parsed = scenarioSchema.safeParse(scenario);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new HeliographError('model', `metrics.json: training.sets.${issue?.path.join('.')}: ${issue?.message}`);
}
