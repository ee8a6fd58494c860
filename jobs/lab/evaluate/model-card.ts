import { CONDITION_LABELS, CONDITIONS } from '#domain/conditions.ts';
import type { EvaluatedSet, Evaluation } from '#domain/evaluation.ts';
import type { TrainingRecord } from '#domain/model-metrics.ts';
import { cutDaysSection } from './cut-days-section.ts';
import { fieldSection, realSection } from './field-section.ts';
import { markdownTable, perThousand, rangeOf, shareText } from './markdown.ts';
import { sliceTable } from './slice-table.ts';

const LABELS = CONDITIONS.map((condition) => CONDITION_LABELS[condition]);
const figure = (value: number) => value.toFixed(3);

/** What a user must know before trusting the model, as Markdown: every figure of the evaluation, limits, how to reproduce. */
export function modelCard(training: TrainingRecord, evaluation: Evaluation): string {
  const { sets } = evaluation;
  const { field, real, cutDays } = evaluation;
  return [
    introduction(training, evaluation),
    ...(field ? [fieldSection(field)] : []),
    ...(real ? [realSection(real)] : []),
    '# The simulator of the training',
    '',
    summary(sets),
    ...(cutDays ? [cutDaysSection(cutDays)] : []),
    ...sets.map(setSection),
    limits(evaluation),
  ].join('\n');
}

function introduction(training: TrainingRecord, evaluation: Evaluation): string {
  const { calibration, modelVersion, days, stressDays, seed, baseline, training: trained } = evaluation;
  return `# LeNet-5 on wavelet scalograms of PV arrays

\`${modelVersion}\`. Written by \`npm run evaluate\`; the figures are those of \`metrics.json\`.

- **Input**: 64 x 64 x 4 image of an array-day (scale, time bin, channel), made with \`preprocessing.json\`.
- **Output**: probabilities of ${CONDITIONS.join(', ')}.
- **Trained on** ${trained.days} simulated array-days, seed ${training.seed}, skies ${trained.skies.join(', ')}; its own record is under \`training\` in \`metrics.json\`.
- **Calibration**: softmax temperature ${figure(calibration.temperature)}; a fault is named from a confidence of ${figure(calibration.threshold)},
  normal from ${figure(calibration.normalThreshold)}; below, the verdict is \`uncertain\`. An image unlike the training days is \`unfamiliar\`.
- **Evaluated on** ${days} fresh array-days (standard and natural set) and ${stressDays} of each stress set, seed ${seed}: no
  weather and no array of the training is among them. All went through the pipeline's own grid, coverage, gap filling and image.
- **Baseline**: ${baseline.name} (${baseline.features.length} of them, \`models/baseline\`), trained on the same ${baseline.days} array-days.
  The trees are ours: the random forest of ml-random-forest 2.1 takes time quadratic in the rows, too slow for this many.

Shares in brackets are 95 % intervals (Wilson). Macro-F1 and ECE are of the most probable condition, before the threshold;
false alarms, fault precision and abstention are of the verdicts after it. ECE has 15 bins. "Either counts": a verdict that cannot tell
two faults apart names both, and is taken as right where one of them is true.
`;
}

function summary(sets: readonly EvaluatedSet[]): string {
  const rows = sets.map(({ title, days, mostProbable, baseline, verdicts, reliability }) => [
    title,
    days,
    `**${figure(mostProbable.macroF1)}**`,
    figure(baseline.macroF1),
    figure(verdicts.macroF1),
    figure(verdicts.macroF1OfEither ?? verdicts.macroF1),
    perThousand(verdicts.falseAlarms),
    shareText(verdicts.faultPrecision),
    shareText(verdicts.abstention),
    shareText(verdicts.abstentionOfNormal),
    figure(reliability.expectedCalibrationError),
  ]);
  const head = [
    'Set',
    'Array-days',
    'Macro-F1',
    'Baseline',
    'Of verdicts',
    'either counts',
    'False alarms per 1,000 normal',
    'Fault precision',
    'Abstention',
    'of healthy',
    'ECE',
  ];
  return `## All sets\n\n${markdownTable(head, rows)}
![Macro-F1 by set](plot-macro-f1.svg)
`;
}

function setSection(set: EvaluatedSet, index: number): string {
  const { title, days, asked, mostProbable, verdicts, baseline, reliability, slices } = set;
  const conditions = mostProbable.perCondition.map(({ condition, precision, recall, f1, support }, row) => [
    CONDITION_LABELS[condition],
    ...[precision, recall, f1].map(figure),
    figure(baseline.perCondition[row]?.f1 ?? 0),
    ...[verdicts.perCondition[row]?.precision, verdicts.perCondition[row]?.recall].map((value) => figure(value ?? 0)),
    support,
  ]);
  const reasons = Object.entries(verdicts.reasons).map(([reason, count]) => `${count} ${reason}`);
  const bins = reliability.bins.filter(({ count }) => count > 0);
  const drawings = index === 0 ? '\n![Confusion](plot-confusion.svg) ![Reliability](plot-reliability.svg)\n' : '';
  return `## ${title}

${days} array-days; the network was asked about ${asked}. Most probable condition: macro-F1 ${figure(mostProbable.macroF1)}, accuracy
${rangeOf(mostProbable.accuracy)}, false alarms per 1,000 normal ${perThousand(mostProbable.falseAlarms)}. Baseline: macro-F1 ${figure(baseline.macroF1)}, accuracy
${rangeOf(baseline.accuracy)}, false alarms ${perThousand(baseline.falseAlarms)}, ECE ${figure(baseline.expectedCalibrationError)}.
Verdicts: macro-F1 ${figure(verdicts.macroF1)}, accuracy ${rangeOf(verdicts.accuracy)}, precision of faults ${rangeOf(verdicts.faultPrecision)},
faults found ${rangeOf(verdicts.faultsFound)}, false alarms per 1,000 normal ${perThousand(verdicts.falseAlarms)}.
No verdict: ${rangeOf(verdicts.abstention)} of all, ${rangeOf(verdicts.abstentionOfNormal)} of the healthy (${reasons.join(', ') || 'none'}).
${drawings}
${markdownTable(['Condition', 'Precision', 'Recall', 'F1', 'F1 of baseline', 'Precision of verdicts', 'Recall of verdicts', 'Array-days'], conditions)}
Rows the truth, columns the most probable condition:

${markdownTable(
  ['', ...LABELS],
  mostProbable.confusion.map((row, condition) => [LABELS[condition] ?? '', ...row]),
)}
Rows the truth, columns the verdict:

${markdownTable(
  ['', ...LABELS, 'No verdict'],
  verdicts.confusion.map((row, condition) => [LABELS[condition] ?? '', ...row]),
)}
Stated confidence and what came true, ECE ${figure(reliability.expectedCalibrationError)}:

${markdownTable(
  ['Confidence', 'Array-days', 'Mean confidence', 'Right'],
  bins.map(({ from, to, count, confidence, accuracy }) => [
    `${from.toFixed(2)} to ${to.toFixed(2)}`,
    count,
    figure(confidence ?? 0),
    figure(accuracy ?? 0),
  ]),
)}
${sliceTable('Fault takes', slices.severity)}
${sliceTable('Onset', slices.onset)}
${sliceTable('Sky', slices.sky)}
${sliceTable('Coverage', slices.coverage)}`;
}

function limits({ seed, days, stressDays, unseenSkies, training, sets, field }: Evaluation): string {
  const skies =
    unseenSkies.length === 0
      ? 'Training saw every sky the simulator has, so there is no set of a sky left out of training.'
      : `Training left out the skies ${unseenSkies.join(', ')}; the set of them tells what that costs.`;
  const names = sets.map(({ name }) => name).join(',');
  const fieldWords = field
    ? ` \\\n      --field-days ${field.core.faultDaysPerCondition} --kind-days ${field.kinds[0]?.days ?? 0}`
    : '';
  return `## Limits

Everything it knows comes from a simulator (\`models/photovoltaic\`). The independent one is written by the same house from the same
physics: it guards against a network that has learnt its simulator, not against what both leave out. No real day has a label. ${skies}
The natural set holds few faults: its figures of single faults are rough, its false alarms are what a plant would see.

## Reproduce

    npm run train -- --seed ${training.seed}
    npm run evaluate -- --days ${days} --stress-days ${stressDays} --seed ${seed} --sets ${names}${fieldWords}

The same seed and sources give the same bytes.
`;
}
