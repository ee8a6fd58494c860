import process from 'node:process';
import { parentPort, workerData } from 'node:worker_threads';
import type { NetworkFiles } from '#models/classifier/artifacts.ts';
import { createClassifier } from '#models/classifier/classifier.ts';

const { network, images } = workerData as { network: NetworkFiles; images: Uint8Array };
const classifier = await createClassifier({ ...network, backend: 'wasm' });
parentPort?.postMessage({
  probabilities: await classifier.classify(images, 10),
  listeners: [process.listenerCount('uncaughtException'), process.listenerCount('unhandledRejection')],
});
