import type { z } from 'zod';
import { changeFaultSchema, type FaultView } from '#domain/faults.ts';
import { type Principal, requireAction } from '#server/auth/principal.ts';
import { HeliographError } from '#server/errors.ts';
import { changeFaults } from '#server/services/faults/change-faults.ts';
import { plantContext } from '#server/services/faults/plant-context.ts';
import { parseInput } from '#server/services/parse-input.ts';
import { database } from '#server/stores/database.ts';
import { getFaultRow } from '#server/stores/fault-rows.ts';

/** Does one thing to one case; throws `not_found`, or `conflict` that says who was first or why it cannot be. */
export async function changeFault(actor: Principal, input: z.input<typeof changeFaultSchema>): Promise<FaultView> {
  requireAction(actor, 'faults.triage');
  const { faultId, version, change } = parseInput(changeFaultSchema, input);
  const { changed, refused } = await changeFaults(actor, change, [{ id: faultId, version }]);
  const [view] = changed;
  if (view) return view;
  const { plant, today } = await plantContext(database());
  await getFaultRow(database(), plant.id, today, faultId);
  throw new HeliographError('conflict', refused[0]?.reason ?? `fault ${faultId} was not changed`);
}
