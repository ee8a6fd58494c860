import type { z } from 'zod';
import { type Principal, requireAction } from '#server/auth/principal.ts';
import { type FaultView, snoozeSchema } from '#server/domain/faults.ts';
import { changeFault } from '#server/services/faults/change-faults.ts';
import { parseInput } from '#server/services/parse-input.ts';

/** Puts a case aside until a day of the plant's calendar, or until the fault is worse than now. */
export async function snoozeFault(actor: Principal, input: z.input<typeof snoozeSchema>): Promise<FaultView> {
  requireAction(actor, 'faults.triage');
  const { faultId, version, until } = parseInput(snoozeSchema, input);
  return changeFault(actor, { action: 'snooze', until }, { id: faultId, version });
}
