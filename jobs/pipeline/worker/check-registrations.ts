import { execFile } from 'node:child_process';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { checkResultSchema } from '#domain/commissioning.ts';
import { childEnvironment } from '#server/env.ts';
import { messageOf } from '#server/errors.ts';
import { log } from '#server/log.ts';
import type { SystemContext } from '#server/services/context.ts';
import { claimDueCheck } from '#server/stores/commissioning.ts';

const LOOK_EVERY_MS = 600_000;
const RULE = { firstAfterDays: 3, everyDays: 30, leaseSeconds: 6 * 3600 };
const COMMAND = fileURLToPath(new URL('../../commands/plant/main.ts', import.meta.url));

/**
 * Holds what is registered of each plant against its days once three of them are published, and every 30 days from then on: what
 * changes slowly, or was changed, is found without anybody asking. The check has a process of its own, since it computes for minutes.
 */
export function checkRegistrations(context: SystemContext, everyMs = LOOK_EVERY_MS): { stop: () => Promise<void> } {
  const control = new AbortController();
  let running: Promise<void> | undefined;
  const look = () => {
    running ??= checkDue(context, control.signal).finally(() => {
      running = undefined;
    });
  };
  look();
  const timer = setInterval(look, everyMs);
  return {
    stop: async () => {
      clearInterval(timer);
      control.abort();
      await running;
    },
  };
}

/** Checks the plants that are due, one after another; what goes wrong is tried again when its lease is over. */
async function checkDue({ db }: SystemContext, signal: AbortSignal): Promise<void> {
  try {
    for (;;) {
      const plantId = signal.aborted ? null : await claimDueCheck(db, RULE);
      if (plantId === null) return;
      log.info({ plantId }, 'registration check started');
      const words = [COMMAND, 'check', '--plant', plantId, '--json'];
      const { stdout } = await promisify(execFile)(process.execPath, words, {
        env: childEnvironment(),
        signal,
        maxBuffer: 2 ** 28,
      });
      const { open, gone } = checkResultSchema.parse(JSON.parse(stdout));
      log.info({ plantId, open, gone }, 'registration checked');
    }
  } catch (error) {
    if (!signal.aborted) log.warn({ error: messageOf(error) }, 'registration check failed');
  }
}
