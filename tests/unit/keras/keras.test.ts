import { describe, expect, it } from 'vitest';
import { CONDITIONS } from '#domain/conditions.ts';
import { createClassifier } from '#models/classifier/classifier.ts';
import { convertKeras } from '#models/keras/convert.ts';
import { readKerasFile } from '#server/gateways/keras/read-keras-file.ts';
import { goldenAnswers, goldenFile, goldenImages } from './golden-keras.ts';

async function answersOf(file: string, options: { conditions?: readonly string[]; logits?: boolean } = {}) {
  const { network } = await readKerasFile(goldenFile(file));
  const files = convertKeras(network, { conditions: CONDITIONS, logits: false, ...options });
  const classifier = await createClassifier({ ...files, backend: 'wasm' });
  const probabilities = await classifier.classify(goldenImages(), 4);
  classifier.dispose();
  return probabilities;
}

const expectedOf = (file: string) => goldenAnswers[file]?.flat() ?? [];
const softmax = (logits: number[]) => {
  const powers = logits.map((logit) => Math.exp(logit - Math.max(...logits)));
  return powers.map((power) => power / powers.reduce((sum, value) => sum + value, 0));
};

function expectClose(found: Float32Array, expected: readonly number[]) {
  expect(found).toHaveLength(24);
  expect(Math.max(...found.map((value, i) => Math.abs(value - (expected[i] ?? Number.NaN))))).toBeLessThan(1e-5);
}

describe('a Keras model as a LayersModel', () => {
  it.each(Object.keys(goldenAnswers).filter((file) => !file.startsWith('logits')))(
    'gives the softmax of Keras itself within 1e-5: %s',
    async (file) => {
      expectClose(await answersOf(file), expectedOf(file));
    },
  );

  it('gets a softmax when its outputs are logits and the user says so', async () => {
    const file = 'logits-keras3.keras';
    expectClose(await answersOf(file, { logits: true }), (goldenAnswers[file] ?? []).flatMap(softmax));
  });

  it('answers in our order of conditions when its own is another', async () => {
    const file = 'normed-keras3.keras';
    const conditions = ['arc_fault', 'normal', 'line_line', 'partial_shading', 'open_circuit', 'line_ground'];
    const reordered = (goldenAnswers[file] ?? []).flatMap((row) =>
      CONDITIONS.map((name) => row[conditions.indexOf(name)]),
    );
    expectClose(await answersOf(file, { conditions }), reordered as number[]);
  });
});
