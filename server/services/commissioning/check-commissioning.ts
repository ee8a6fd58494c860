import type { z } from 'zod';
import { type CheckResult, checkRequestSchema } from '#domain/commissioning.ts';
import { checkPlant } from '#models/operation/commissioning/check-plant.ts';
import { requireAction } from '#server/auth/principal.ts';
import { HeliographError } from '#server/errors.ts';
import { readMeasuredPlant } from '#server/services/commissioning/read-measured-plant.ts';
import type { ServiceContext } from '#server/services/context.ts';
import { parseInput } from '#server/services/parse-input.ts';
import { appendAudit } from '#server/stores/audit.ts';
import { countFindings, lockCommissioning, saveCheck, saveFindings } from '#server/stores/commissioning.ts';
import { inTransaction } from '#server/stores/database.ts';

/** More arrays than this take the console too long: the command has its process to itself. */
const MAX_WITHIN_A_REQUEST = 1000;

/**
 * Holds what is registered of the context's plant against its last published days, and keeps what it finds.
 * @param input `days` 1 to 7, default 3; `withinRequest` for a caller who waits
 * @throws `no_data` without a published day whose series are kept, `conflict` for a plant that a request cannot wait for
 */
export async function checkCommissioning(
  context: ServiceContext,
  input: z.input<typeof checkRequestSchema>,
  { withinRequest = false }: { withinRequest?: boolean } = {},
): Promise<CheckResult> {
  const { plant, principal, now } = context;
  requireAction(principal, 'commissioning.check');
  const { days } = parseInput(checkRequestSchema, input);
  if (withinRequest && plant.arrayCount > MAX_WITHIN_A_REQUEST) {
    const arrays = `a plant of ${plant.arrayCount} arrays takes minutes to check`;
    throw new HeliographError('conflict', `${arrays}: npm run plant -- check does it, and the findings are shown here`);
  }
  const measured = await readMeasuredPlant(context, days);
  const findings = checkPlant(measured);
  const checked = { days: measured.days.map(({ day }) => day), arrays: measured.arrays.length };
  return inTransaction(context.db, async (db) => {
    await lockCommissioning(db, plant.id);
    const at = now();
    const gone = await saveFindings(db, plant.id, findings, at);
    await saveCheck(db, plant.id, { at, ...checked });
    const counts = await countFindings(db, plant.id);
    const result = { ...checked, open: counts.get('open') ?? 0, ignored: counts.get('ignored') ?? 0, gone };
    await appendAudit(db, {
      actor: principal,
      action: 'commissioning.check',
      target: { kind: 'plant', id: plant.id },
      before: null,
      after: { ...result, days: checked.days.join(' ') },
    });
    return result;
  });
}
