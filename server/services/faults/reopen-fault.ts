import type { z } from 'zod';
import { type Principal, requireAction } from '#server/auth/principal.ts';
import { type FaultView, reopenSchema } from '#server/domain/faults.ts';
import { changeFault } from '#server/services/faults/change-faults.ts';
import { parseInput } from '#server/services/parse-input.ts';

/** Takes back what was decided of a case: it waits for somebody again. */
export async function reopenFault(actor: Principal, input: z.input<typeof reopenSchema>): Promise<FaultView> {
  requireAction(actor, 'faults.triage');
  const { faultId, version } = parseInput(reopenSchema, input);
  return changeFault(actor, { action: 'reopen' }, { id: faultId, version });
}
