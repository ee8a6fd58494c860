import type { z } from 'zod';
import { type Principal, requireAction } from '#server/auth/principal.ts';
import { type FaultView, resolveSchema } from '#server/domain/faults.ts';
import { changeFault } from '#server/services/faults/change-faults.ts';
import { parseInput } from '#server/services/parse-input.ts';

/** Closes a case with a cause. A later day that shows the fault makes it regressed. */
export async function resolveFault(actor: Principal, input: z.input<typeof resolveSchema>): Promise<FaultView> {
  requireAction(actor, 'faults.triage');
  const { faultId, version, ...resolution } = parseInput(resolveSchema, input);
  return changeFault(actor, { action: 'resolve', ...resolution }, { id: faultId, version });
}
