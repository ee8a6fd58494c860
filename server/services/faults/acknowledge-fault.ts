import type { z } from 'zod';
import { type Principal, requireAction } from '#server/auth/principal.ts';
import { acknowledgeSchema, type FaultView } from '#server/domain/faults.ts';
import { changeFault } from '#server/services/faults/change-faults.ts';
import { parseInput } from '#server/services/parse-input.ts';

/** Says that somebody has the fault in hand. */
export async function acknowledgeFault(actor: Principal, input: z.input<typeof acknowledgeSchema>): Promise<FaultView> {
  requireAction(actor, 'faults.triage');
  const { faultId, version } = parseInput(acknowledgeSchema, input);
  return changeFault(actor, { action: 'acknowledge' }, { id: faultId, version });
}
