import type { Calibration } from '#domain/calibration.ts';
import { CONDITIONS } from '#domain/conditions.ts';
import type { Metrics } from '#models/classifier/metrics.ts';
import type { TrainingSettings } from './settings.ts';

/** What is known of a model straight after its training, as Markdown; `npm run evaluate` writes the full card. */
export function trainedModelCard(
  { settings, backend, test }: { settings: TrainingSettings; backend: string; test: Metrics },
  { temperature, threshold, normalThreshold = threshold, familiarity }: Calibration,
): string {
  const sets = settings.sets.map(
    ({ scenario, trainDays, validationDays }) => `| ${scenario.name} | ${trainDays} | ${validationDays} |`,
  );
  return `# ${settings.network} on wavelet scalograms of PV arrays

Written by \`npm run train\`; the figures are those of \`metrics.json\`. Not evaluated yet: \`npm run evaluate\`.

- **Input**: 64 x 64 x 4 image of an array-day (scale, time bin, channel), made with \`preprocessing.json\`.
- **Output**: probabilities of ${CONDITIONS.join(', ')}.
- **Trained** with seed ${settings.seed} on the ${backend} backend.
- **Calibration**: softmax temperature ${temperature.toFixed(3)}; a fault is named from a confidence of ${threshold.toFixed(3)},
  normal from ${normalThreshold.toFixed(3)}; below, the verdict is \`uncertain\`.
- **Familiar**: ${familiarity ? 'an image unlike those it was trained on is `unfamiliar`' : 'trained on too few days to tell what is: it judges every image'}.
- On ${settings.testDays} more days of the first set: macro-F1 ${test.macroF1.toFixed(3)}, accuracy ${test.accuracy.toFixed(3)}.

| Set | Training days | Validation days |
|---|---|---|
${sets.join('\n')}
`;
}
