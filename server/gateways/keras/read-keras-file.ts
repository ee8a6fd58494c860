import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { KERAS_LIMITS, type KerasNetwork } from '#domain/keras-network.ts';
import { HeliographError, messageOf } from '#server/errors.ts';
import type { KerasAnswer } from '#server/gateways/keras/keras-worker.ts';

const TIME_LIMIT_MS = 20_000;

/**
 * Reads a Keras model from a file that may come from anywhere: in a thread of its own, which is ended when a crafted
 * file keeps it busy. Throws a HeliographError ('model') that names the file and what is wrong with it.
 */
export async function readKerasFile(file: string): Promise<{ network: KerasNetwork; sha256: string }> {
  const refuse = (reason: string) => new HeliographError('model', `${path.basename(file)} is refused: ${reason}`);
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    const { size } = await stat(file);
    if (size > KERAS_LIMITS.fileBytes) throw refuse(`it has ${size} bytes; at most ${KERAS_LIMITS.fileBytes} are read`);
    bytes = new Uint8Array(await readFile(file));
  } catch (error) {
    if (error instanceof HeliographError) throw error;
    throw new HeliographError('invalid_input', `cannot read ${file}: ${messageOf(error)}`, { cause: error });
  }
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const answer = await askThread(bytes);
  if ('refused' in answer) throw refuse(answer.refused);
  return { network: answer.network, sha256 };
}

async function askThread(bytes: Uint8Array): Promise<KerasAnswer> {
  const worker = new Worker(new URL('./keras-worker.ts', import.meta.url), {
    workerData: { bytes },
    resourceLimits: { maxOldGenerationSizeMb: 1024 },
  });
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<KerasAnswer>((resolve) => {
      timer = setTimeout(() => resolve({ refused: `it is not read within ${TIME_LIMIT_MS / 1000} s` }), TIME_LIMIT_MS);
      worker.once('message', resolve);
      worker.once('error', (error) => resolve({ refused: `reading it failed: ${messageOf(error)}` }));
      worker.once('exit', () => resolve({ refused: 'reading it ended without a result' }));
    });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
