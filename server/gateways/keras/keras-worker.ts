import { parentPort, workerData } from 'node:worker_threads';
import { HeliographError, messageOf } from '#server/errors.ts';
import { parseKeras } from '#server/gateways/keras/parse-keras.ts';

/** What the thread answers: the model, or why the file is none. */
export type KerasAnswer = { network: Awaited<ReturnType<typeof parseKeras>> } | { refused: string };

async function answer(): Promise<KerasAnswer> {
  try {
    return { network: await parseKeras(workerData.bytes) };
  } catch (error) {
    return { refused: error instanceof HeliographError ? error.message : `it cannot be read: ${messageOf(error)}` };
  }
}

parentPort?.postMessage(await answer());
