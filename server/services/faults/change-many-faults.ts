import type { z } from 'zod';
import { type BulkResult, bulkSchema } from '#domain/faults.ts';
import { type Principal, requireAction } from '#server/auth/principal.ts';
import { changeFaults } from '#server/services/faults/change-faults.ts';
import { parseInput } from '#server/services/parse-input.ts';

/** Does one thing to many cases. Those that somebody else changed first are left alone and named; the others are done. */
export async function changeManyFaults(actor: Principal, input: z.input<typeof bulkSchema>): Promise<BulkResult> {
  requireAction(actor, 'faults.triage');
  const { change, faults } = parseInput(bulkSchema, input);
  return changeFaults(actor, change, faults);
}
