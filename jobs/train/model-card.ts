import { CONDITION_LABELS, CONDITIONS } from '#server/domain/conditions.ts';
import type { Calibration, Evaluation } from './evaluate.ts';
import type { TrainOptions } from './options.ts';

const percent = (share: number) => `${(share * 100).toFixed(1)} %`;

/** What a user must know before trusting the weights, as Markdown. */
export function modelCard(options: TrainOptions, evaluation: Evaluation, calibration: Calibration): string {
  const labels = CONDITIONS.map((condition) => CONDITION_LABELS[condition]);
  const confusion = evaluation.confusion.map((row, index) => `| ${labels[index]} | ${row.join(' | ')} |`);
  const figures = evaluation.perCondition.map(
    ({ condition, precision, recall, f1, support }) =>
      `| ${CONDITION_LABELS[condition]} | ${precision.toFixed(3)} | ${recall.toFixed(3)} | ${f1.toFixed(3)} | ${support} |`,
  );
  return `# LeNet-5 on wavelet scalograms of PV arrays

Written by \`npm run train\`; the figures are those of \`metrics.json\`.

- **Input**: 64 x 64 x 4 image of an array-day (scale, time bin, channel), made with \`preprocessing.json\`.
- **Output**: probabilities of ${CONDITIONS.join(', ')}.
- **Trained on** ${options.trainDays} simulated array-days of the default array (5 modules x 3 strings), balanced over the
  six conditions; epoch and calibration chosen on ${options.validationDays} others; figures below from ${options.testDays} more. No two of
  the three sets share a day's weather. Seed ${options.seed}.
- **Calibration**: softmax temperature ${calibration.temperature.toFixed(3)}; below a confidence of ${calibration.threshold.toFixed(3)} the verdict is \`uncertain\`.

Macro-F1 **${evaluation.macroF1.toFixed(3)}**, accuracy ${percent(evaluation.accuracy)} when it must always answer. With the threshold it gives a verdict on
${percent(evaluation.verdictShare)} of the array-days; of these ${percent(evaluation.accuracyOfVerdicts)} are right, of the faults it names ${percent(evaluation.faultPrecisionOfVerdicts)}.

| Condition | Precision | Recall | F1 | Array-days |
|---|---|---|---|---|
${figures.join('\n')}

Rows are the truth, columns the most probable condition:

| | ${labels.join(' | ')} |
|---|${labels.map(() => '---|').join('')}
${confusion.join('\n')}

## Limits
Everything it knows comes from a simulator (\`models/photovoltaic\`), none of it from the field. It has seen one array
layout, one fault at a time, and no sensor failures beyond those listed there. Conditions are balanced in training, while
faults are rare in a plant: expect more false alarms than the precision above suggests.
`;
}
