import type { z } from 'zod';
import { changeFaultSchema, type FaultView } from '#domain/faults.ts';
import { requireAction } from '#server/auth/principal.ts';
import { HeliographError } from '#server/errors.ts';
import type { ServiceContext } from '#server/services/context.ts';
import { changeFaults } from '#server/services/faults/change-faults.ts';
import { parseInput } from '#server/services/parse-input.ts';
import { todayOf } from '#server/services/plants/today-and-tariff.ts';
import { getFaultRow } from '#server/stores/fault-rows.ts';

/** Does one thing to one fault; throws `not_found`, or `conflict` that says who was first or why it cannot be. */
export async function changeFault(
  context: ServiceContext,
  input: z.input<typeof changeFaultSchema>,
): Promise<FaultView> {
  requireAction(context.principal, 'faults.triage');
  const { faultId, version, change } = parseInput(changeFaultSchema, input);
  const { changed, refused } = await changeFaults(context, change, [{ id: faultId, version }]);
  const [view] = changed;
  if (view) return view;
  await getFaultRow(context.db, context.plant.id, todayOf(context), faultId);
  throw new HeliographError('conflict', refused[0]?.reason ?? `fault ${faultId} was not changed`);
}
