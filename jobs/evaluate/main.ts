import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { runCommand } from '#jobs/command.ts';
import { type ModelMetrics, modelMetricsSchema } from '#server/domain/model-metrics.ts';
import { adoptSetting } from '#server/env.ts';
import { HeliographError } from '#server/errors.ts';
import { loadModelFiles } from '#server/gateways/model/load-model-files.ts';
import { loadModelMetrics } from '#server/gateways/model/load-model-metrics.ts';
import { evaluateModel } from './evaluate-model.ts';
import { modelCard } from './model-card.ts';
import { HELP, readEvaluateOptions } from './options.ts';
import { plotsOf } from './plots.ts';

await runCommand('evaluate', async () => {
  const options = readEvaluateOptions();
  if (!options) {
    process.stdout.write(HELP);
    return;
  }
  adoptSetting('HELIOGRAPH_MODEL', options.model);
  const model = await loadModelFiles();
  const recorded = await loadModelMetrics();
  if (!recorded)
    throw new HeliographError('model', `${options.model} has no metrics.json that says what it was trained on`);
  const { training } = recorded;
  const evaluation = await evaluateModel({ options, model, training });

  const metrics = modelMetricsSchema.parse({ training, evaluation } satisfies ModelMetrics);
  const write = (name: string, text: string) => writeFile(path.join(options.out, name), text);
  await mkdir(path.join(options.out, 'plots'), { recursive: true });
  await write('metrics.json', `${JSON.stringify(metrics, null, 1)}\n`);
  await write('card.md', modelCard(metrics.training, evaluation));
  for (const [name, svg] of Object.entries(plotsOf(evaluation))) await write(path.join('plots', name), svg);
  for (const { name, mostProbable, baseline } of evaluation.sets) {
    const figures = `macro-F1 ${mostProbable.macroF1.toFixed(4)}  baseline ${baseline.macroF1.toFixed(4)}`;
    process.stdout.write(`${name.padEnd(16)} ${figures}\n`);
  }
  process.stdout.write(`metrics.json, card.md and plots are in ${options.out}\n`);
});
