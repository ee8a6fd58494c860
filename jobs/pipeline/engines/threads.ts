import type { Engine } from '#jobs/pipeline/engine.ts';
import { closeSharedThreads, runOnSharedThread, threadCount } from '#jobs/process/thread-pool.ts';

/** Does shards on the threads of this process. */
export function threadsEngine(): Engine {
  return {
    shardsAtOnce: threadCount(),
    runStage: (stage, shards, signal) =>
      Promise.allSettled(
        shards.map((shard) =>
          stage.run({
            ...shard,
            runTask: (task, payload, options) => runOnSharedThread(task, payload, { ...options, signal }),
          }),
        ),
      ),
    close: closeSharedThreads,
  };
}
