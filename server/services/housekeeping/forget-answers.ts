import type { SystemContext } from '#server/services/context.ts';
import { deleteOldKeys } from '#server/stores/idempotency.ts';

/** Forgets what requests with an Idempotency-Key were answered, once a repeat is no longer promised the same. */
export function forgetAnswers({ db, now }: SystemContext): Promise<number> {
  return deleteOldKeys(db, now().getTime());
}
