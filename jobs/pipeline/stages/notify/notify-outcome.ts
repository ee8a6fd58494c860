import { log } from '#server/log.ts';
import type { SystemContext } from '#server/services/context.ts';
import { notifyRun } from '#server/services/notifications/notify-run.ts';
import { noteRun } from '#server/services/runs/note-run.ts';

/**
 * Tells the outcome of a run on every channel of the settings, and notes in its log what did not arrive. A failure to
 * tell is none of the run: this never throws for it.
 */
export async function notifyOutcome(
  services: SystemContext,
  outcome: { runId: string; day: string; error: string | null },
): Promise<void> {
  const { runId, day, error } = outcome;
  const stage = 'notify';
  try {
    if (error === null)
      await noteRun(services, runId, { level: 'info', stage, message: `the result of ${day} is shown to operators` });
    const deliveries = await notifyRun(services, runId, error);
    const lost = deliveries.filter(({ outcome: ended }) => ended !== 'delivered');
    for (const { channel, attempt, detail } of lost) {
      const tries = `${attempt} ${attempt === 1 ? 'attempt' : 'attempts'}`;
      await noteRun(services, runId, {
        level: 'warning',
        stage,
        message: `${channel} was not notified in ${tries}: ${detail}`,
      });
    }
  } catch (failure) {
    log.error({ err: failure, runId }, 'run notification failed');
  }
}
