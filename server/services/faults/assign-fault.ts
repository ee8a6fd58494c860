import type { z } from 'zod';
import { type Principal, requireAction } from '#server/auth/principal.ts';
import { assignSchema, type FaultView } from '#server/domain/faults.ts';
import { changeFault } from '#server/services/faults/change-faults.ts';
import { parseInput } from '#server/services/parse-input.ts';

/** Gives a case to somebody by name, or to nobody. */
export async function assignFault(actor: Principal, input: z.input<typeof assignSchema>): Promise<FaultView> {
  requireAction(actor, 'faults.triage');
  const { faultId, version, assignee } = parseInput(assignSchema, input);
  return changeFault(actor, { action: 'assign', assignee }, { id: faultId, version });
}
