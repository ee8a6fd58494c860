import { database } from '#server/stores/database.ts';
import { deleteOldKeys } from '#server/stores/idempotency.ts';

/** Forgets what requests with an Idempotency-Key were answered, once a repeat is no longer promised the same. */
export function forgetAnswers(nowMs: number): Promise<number> {
  return deleteOldKeys(database(), nowMs);
}
