import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { modelMetricsSchema } from '#domain/model-metrics.ts';
import { runCommand } from '#jobs/process/command.ts';
import { systemPrincipal } from '#server/auth/principal.ts';
import { adoptSetting } from '#server/env.ts';
import { HeliographError } from '#server/errors.ts';
import { loadBundledModel } from '#server/services/models/load-model.ts';
import { recordFigures } from '#server/services/models/record-figures.ts';
import { evaluateModel } from './evaluate-model.ts';
import { modelCard } from './model-card.ts';
import { evaluateCommand } from './options.ts';
import { plotsOf } from './plots.ts';

await runCommand(evaluateCommand, async (options) => {
  adoptSetting('HELIOGRAPH_MODEL', options.model);
  const model = await loadBundledModel();
  const { training } = model.metrics;
  if (!training)
    throw new HeliographError('model', `${options.model}/metrics.json does not say what the model was trained on`);
  const evaluation = await evaluateModel({ options, model, training });

  const metrics = modelMetricsSchema.parse({ training, evaluation });
  const texts = {
    'metrics.json': `${JSON.stringify(metrics, null, 1)}\n`,
    'card.md': modelCard(training, evaluation),
    ...plotsOf(evaluation),
  };
  if (options.out === options.model) {
    await recordFigures({ principal: systemPrincipal('npm run evaluate') }, { version: model.version, files: texts });
  } else await writeAll(options.out, texts);
  for (const { name, mostProbable, baseline } of evaluation.sets) {
    const figures = `macro-F1 ${mostProbable.macroF1.toFixed(4)}  baseline ${baseline.macroF1.toFixed(4)}`;
    process.stdout.write(`${name.padEnd(16)} ${figures}\n`);
  }
  process.stdout.write(`metrics.json, card.md and plots are in ${options.out}\n`);
});

async function writeAll(folder: string, texts: Record<string, string>): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [name, text] of Object.entries(texts)) await writeFile(path.join(folder, name), text);
}
