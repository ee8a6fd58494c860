import { HeliographError } from '#server/errors.ts';
import type { NetworkFiles } from './artifacts.ts';
import { createClassifier } from './classifier.ts';
import { IMAGE_PIXELS } from './preprocessing.ts';

const PROBES = 4;
/** What backends may differ by, and what a row may miss 1 by. */
const TOLERANCE = 1e-4;

/**
 * Runs four images (black, white, a gradient, noise) through a network on two backends. Throws a HeliographError
 * ('model') when an answer is not a distribution over the six conditions, or when the backends differ by more than 1e-4.
 * @returns the largest difference between the backends' probabilities
 */
export async function probeNetwork(network: NetworkFiles): Promise<number> {
  const wasm = await answersOn('wasm', network);
  const cpu = await answersOn('cpu', network);
  for (const [backend, answers] of [
    ['wasm', wasm],
    ['cpu', cpu],
  ] as const)
    checkDistributions(backend, answers);
  const difference = Math.max(...wasm.map((value, i) => Math.abs(value - (cpu[i] as number))));
  if (difference <= TOLERANCE) return difference;
  throw new HeliographError('model', `its answers on wasm and cpu differ by ${difference.toExponential(1)}`);
}

async function answersOn(backend: 'wasm' | 'cpu', network: NetworkFiles): Promise<Float32Array> {
  const classifier = await createClassifier({ ...network, backend });
  try {
    return await classifier.classify(probeImages(), PROBES);
  } finally {
    classifier.dispose();
  }
}

function probeImages(): Uint8Array {
  const images = new Uint8Array(PROBES * IMAGE_PIXELS);
  for (let i = 0; i < IMAGE_PIXELS; i++) {
    images[IMAGE_PIXELS + i] = 255;
    images[2 * IMAGE_PIXELS + i] = Math.floor((256 * i) / IMAGE_PIXELS);
    // Knuth's multiplicative hash of the index: noise enough.
    images[3 * IMAGE_PIXELS + i] = Math.imul(i, 2654435761) >>> 24;
  }
  return images;
}

function checkDistributions(backend: string, answers: Float32Array): void {
  const classes = answers.length / PROBES;
  for (let row = 0; row < PROBES; row++) {
    const answer = [...answers.subarray(row * classes, (row + 1) * classes)];
    if (!answer.every(Number.isFinite)) {
      throw new HeliographError('model', `on ${backend} it answers a probe image with what is not a finite number`);
    }
    const sum = answer.reduce((total, value) => total + value, 0);
    if (answer.some((value) => value < 0 || value > 1) || Math.abs(sum - 1) > TOLERANCE) {
      throw new HeliographError(
        'model',
        `on ${backend} its six answers are no probabilities: they sum to ${sum.toFixed(4)}`,
      );
    }
  }
}
