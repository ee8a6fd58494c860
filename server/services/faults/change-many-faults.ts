import type { z } from 'zod';
import { type BulkResult, bulkSchema } from '#domain/faults.ts';
import { requireAction } from '#server/auth/principal.ts';
import type { ServiceContext } from '#server/services/context.ts';
import { changeFaults } from '#server/services/faults/change-faults.ts';
import { parseInput } from '#server/services/parse-input.ts';

/** Does one thing to many faults. Those that somebody else changed first are left alone and named; the others are done. */
export async function changeManyFaults(
  context: ServiceContext,
  input: z.input<typeof bulkSchema>,
): Promise<BulkResult> {
  requireAction(context.principal, 'faults.triage');
  const { change, faults } = parseInput(bulkSchema, input);
  return changeFaults(context, change, faults);
}
