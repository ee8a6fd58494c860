import process from 'node:process';
import { progressBar } from '#jobs/process/progress.ts';
import { type TrainingOptions, type TrainingResult, trainNetwork } from '#models/classifier/train-network.ts';
import { HeliographError } from '#server/errors.ts';

/** Trains with a bar for each epoch and a line of figures after it; an interrupt ends it there, to be taken up again. */
export async function trainWithBar(options: TrainingOptions, signal: AbortSignal): Promise<TrainingResult> {
  const startedMs = performance.now();
  const first = (options.state?.history.length ?? 0) + 1;
  let bar = progressBar(`epoch ${first}`);
  const stop = () => bar.stop();
  try {
    return await trainNetwork({
      ...options,
      onProgress: (done, total) => {
        bar.update(done, total);
        if (signal.aborted) throw interrupted();
      },
      onEpoch: async (result, state) => {
        stop();
        const { epoch, loss, validationMacroF1 } = result;
        const seconds = ((performance.now() - startedMs) / 1000).toFixed(0);
        const figures = `loss ${loss.toFixed(4)}  validation macro-F1 ${validationMacroF1.toFixed(4)}`;
        process.stdout.write(`epoch ${epoch}/${options.epochs}  ${figures}  ${seconds} s\n`);
        await options.onEpoch?.(result, state);
        bar = progressBar(`epoch ${epoch + 1}`);
      },
    });
  } finally {
    stop();
  }
}

const interrupted = () => new HeliographError('cancelled', 'interrupted; --resume goes on from the last whole epoch');
