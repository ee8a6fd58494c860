import { CONDITION_LABELS, CONDITIONS } from '#domain/conditions.ts';
import type { FieldEvaluation, FieldKindFigures, RealEvaluation } from '#domain/evaluation.ts';
import { markdownTable, perThousand, rangeOf } from './markdown.ts';
import { sliceTable } from './slice-table.ts';

const figure = (value: number) => value.toFixed(3);
const CONTEXT_WORDS: Record<FieldKindFigures['context'], string> = {
  nameplate: 'alone',
  peers: 'among others',
  history: 'with 7 days before',
};

/** The second simulator, as Markdown: what stands first in the card, since nothing was trained or calibrated on it. */
export function fieldSection({ core, kinds, seed }: FieldEvaluation): string {
  const labels = CONDITIONS.map((condition) => CONDITION_LABELS[condition]);
  return `## Independent simulator

Written apart from the one of the training (\`jobs/lab/evaluate/field\`: another circuit solver, sky, converter and sensors); an import rule
keeps it out of training and calibration. ${core.faultDaysPerCondition} ordinary days of each fault and ${core.healthyDays} healthy ones, each array alone, seed ${seed}.

| | |
|---|---|
| Macro-F1 of the verdicts given | **${figure(core.macroF1Given)}** |
${core.macroF1GivenOfEither === undefined ? '' : `| The same, a verdict that names two taken as right where either is | ${figure(core.macroF1GivenOfEither)} |\n`}| Macro-F1 over all array-days, no verdict taken as wrong | **${figure(core.macroF1All)}** |
| Macro-F1 of the most probable condition | ${figure(core.macroF1MostProbable)} |
| Verdicts given | ${rangeOf(core.given)} |
| False alarms per 1,000 healthy array-days | ${perThousand(core.falseAlarms)} |

Rows the truth, columns the verdict:

${markdownTable(
  ['', ...labels, 'No verdict'],
  core.confusion.map((row, condition) => [labels[condition] ?? '', ...row]),
)}
${sliceTable('Fault takes', core.slices.severity)}
${sliceTable('Sky', core.slices.sky)}
### Unusual days

Healthy but for the kinds that name a fault. "Alone": by nameplate; "among others": five healthy arrays under the same sky.

${markdownTable(
  ['Kind', 'Meaning', 'Looked at', 'Array-days', 'Right', 'Named wrongly', 'No verdict'],
  kinds.map(({ name, meaning, context, days, right, wrong, reasons }) => [
    name,
    meaning,
    CONTEXT_WORDS[context],
    days,
    right,
    wrong,
    Object.entries(reasons)
      .map(([reason, count]) => `${count} ${reason}`)
      .join(', '),
  ]),
)}`;
}

/** The measured days, as Markdown. */
export function realSection(real: RealEvaluation): string {
  return `## Real days

Nobody knows what is true of them; what the model says is told, not scored.

${markdownTable(
  ['Plant', 'Source', 'Array-days', 'Verdicts'],
  real.map(({ name, source, arrayDays, verdicts }) => [
    name,
    source,
    arrayDays,
    Object.entries(verdicts)
      .map(([outcome, count]) => `${count} ${outcome}`)
      .join(', '),
  ]),
)}`;
}
