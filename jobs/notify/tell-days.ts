import { log } from '#server/log.ts';

/** Tells that a day has no result though its deadline has passed. */
export async function tellDidNotRun(input: { plantId: string; day: string; deadline: Date }): Promise<void> {
  log.error({ plantId: input.plantId, day: input.day, deadline: input.deadline }, 'the plant day did not run in time');
}

/** Tells in one message which missed days are run after a downtime. */
export async function tellCaughtUp(input: { plantId: string; days: readonly string[] }): Promise<void> {
  log.warn(input, 'missed plant days are run, oldest first');
}
