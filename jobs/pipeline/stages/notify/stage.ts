import { defineStage } from '#jobs/pipeline/stage.ts';
import { findRunPlace } from '#server/services/runs/find-run-place.ts';
import { noteRun } from '#server/services/runs/note-run.ts';
import { notify as rules } from '#server/services/runs/stages/notify.ts';
import { notifyOutcome } from './notify-outcome.ts';

/** Tells how the run came out. */
export const notify = defineStage({
  ...rules,
  run: async ({ services, shard: { runId } }) => {
    const { day, error, catchUpId } = await findRunPlace(services, runId);
    if (catchUpId === null) await notifyOutcome(services, { runId, day, error });
    else {
      const message = 'told of together with the other missed days';
      await noteRun(services, runId, { level: 'info', stage: 'notify', message });
    }
    return { arrays: 1, result: {} };
  },
});
