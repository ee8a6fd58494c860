import { CONDITIONS } from '#domain/conditions.ts';
import { type BackendName, isNativeAvailable } from '#models/classifier/backend.ts';
import { createClassifier } from '#models/classifier/classifier.ts';
import { NETWORKS } from '#models/classifier/networks.ts';
import { IMAGE_PIXELS } from '#models/classifier/preprocessing.ts';
import { createSeededRandom } from '#models/classifier/seeded-random.ts';
import { trainNetwork } from '#models/classifier/train-network.ts';
import { loadBundledModel } from '#server/services/models/load-model.ts';
import { median, millisecondsOfAsync } from './clock.ts';

const IMAGES = 256;
const print = (line: string) => process.stdout.write(`${line}\n`);

/** Images a second and thread of each backend: judged by the bundled network, and trained on. How far their softmax differs. */
export async function benchClassifier({ rounds }: { rounds: number }, signal: AbortSignal): Promise<void> {
  const model = await loadBundledModel();
  const random = createSeededRandom(1);
  const images = Uint8Array.from({ length: IMAGES * IMAGE_PIXELS }, () => Math.floor(256 * random()));
  const native = await isNativeAvailable();
  if (!native) print('native TensorFlow: skipped, @tensorflow/tfjs-node is not installed or does not load');
  const backends: BackendName[] = [...(native ? (['node'] as const) : []), 'wasm', 'cpu'];
  const timesMs = new Map(backends.map((backend): [BackendName, number[]] => [backend, []]));
  const answers: Float32Array[] = [];
  for (let round = -1; round < rounds; round++) {
    for (const backend of backends) {
      signal.throwIfAborted();
      const classifier = await createClassifier({ ...model, backend });
      // Plain JavaScript takes seconds for what the others do in one turn.
      const count = backend === 'cpu' ? IMAGES / 8 : IMAGES;
      const part = images.subarray(0, count * IMAGE_PIXELS);
      const timeMs = await millisecondsOfAsync(async () => {
        const answer = await classifier.classify(part, count);
        if (round < 0) answers.push(answer);
      });
      classifier.dispose();
      if (round >= 0) timesMs.get(backend)?.push(timeMs / count);
    }
  }
  print(`images a second, one thread, median of ${rounds} turns`);
  for (const [backend, own] of timesMs)
    print(`  ${backend.padEnd(6)} ${(1000 / median(own)).toFixed(0).padStart(7)} judged`);
  for (const backend of backends.filter((name) => name !== 'cpu')) {
    print(`  ${backend.padEnd(6)} ${(await trainingRate(backend, images)).toFixed(0).padStart(7)} trained on`);
  }
  print(`largest difference of their softmax ${largestDifference(answers).toExponential(1)}`);
}

async function trainingRate(backend: BackendName, images: Uint8Array): Promise<number> {
  const labels = Uint8Array.from({ length: IMAGES }, (_, index) => index % CONDITIONS.length);
  const validation = { images: images.subarray(0, 6 * IMAGE_PIXELS), labels: labels.subarray(0, 6) };
  const endsMs: number[] = [];
  const options = { images, labels, validation, layout: NETWORKS.lenet5, epochs: 3, seed: 1, backend };
  await trainNetwork({
    ...options,
    onEpoch: () => {
      endsMs.push(performance.now());
    },
  });
  // The first epoch warms the compilers up.
  const [first = 0, , last = 0] = endsMs;
  return (2000 * IMAGES) / (last - first);
}

function largestDifference(answers: readonly Float32Array[]): number {
  const [first = new Float32Array(), ...others] = answers;
  const shortest = Math.min(...answers.map(({ length }) => length));
  return Math.max(
    ...others.flatMap((other) =>
      Array.from(other.subarray(0, shortest), (value, i) => Math.abs(value - (first[i] ?? 0))),
    ),
  );
}
