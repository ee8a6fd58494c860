import { HeliographError, messageOf } from '#server/errors.ts';
import { requireConditionalWrites } from '#server/gateways/objects/conditional-writes.ts';
import { log } from '#server/log.ts';

/**
 * Refuses, before any work, an object store in which two workers could both commit a run (`invalid_input`). One that is
 * away for now is asked again when a run commits.
 */
export async function refuseUnfitStore(plantId: string): Promise<void> {
  try {
    await requireConditionalWrites(plantId);
  } catch (error) {
    if (error instanceof HeliographError && error.code === 'invalid_input') throw error;
    log.warn({ error: messageOf(error) }, 'object store probe failed');
  }
}
