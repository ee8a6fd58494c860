import type { Calibration } from '#domain/calibration.ts';
import { CONDITIONS } from '#domain/conditions.ts';
import type { KerasNetwork } from '#domain/keras-network.ts';

export interface ImportedModelFacts {
  name: string;
  importedFrom: { file: string; sha256: string };
  keras: KerasNetwork;
  conditions: readonly string[];
  logits: boolean;
  calibration: Calibration;
  calibrated: boolean;
}

/** What a user must know before trusting a model that was imported, as Markdown. */
export function importedModelCard(facts: ImportedModelFacts): string {
  const { importedFrom, keras, conditions, logits, calibration, calibrated } = facts;
  const layers = keras.layers.map(({ className }) => className).join(', ');
  const order = `${conditions}` === `${CONDITIONS}` ? 'as here' : `${conditions.join(', ')}; put into our order`;
  const origin = calibrated ? 'given at the import' : 'none was given: these are cautious stand-ins';
  return `# ${facts.name}: a Keras network

Written by \`npm run model -- import\`.

- **From** \`${importedFrom.file}\`, SHA-256 \`${importedFrom.sha256}\`.
- **Layers**: ${layers}${logits ? '; softmax added to its logits' : ''}.
- **Input**: 64 x 64 x 4 image of an array-day, made with the \`preprocessing.json\` given at the import.
- **Output**: probabilities of ${CONDITIONS.join(', ')}; order in the file: ${order}.
- **Calibration**: softmax temperature ${calibration.temperature.toFixed(3)}; below a confidence of ${calibration.threshold.toFixed(3)} the verdict is \`uncertain\`; ${origin}.

## Limits
It has not been measured here. Whether its preprocessing is the one it was trained with cannot be seen from the file: with
another one its verdicts are worthless. Evaluate it before you rely on it.
`;
}
