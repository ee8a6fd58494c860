import type { FindingView, Proposal } from '#domain/commissioning.ts';
import { nameplateSchema } from '#domain/nameplate.ts';
import { type Principal, requireAction } from '#server/auth/principal.ts';
import { HeliographError } from '#server/errors.ts';
import { findingViewOf } from '#server/services/commissioning/finding-view.ts';
import { openFinding } from '#server/services/commissioning/open-finding.ts';
import type { ServiceContext } from '#server/services/context.ts';
import { parseInput } from '#server/services/parse-input.ts';
import type { ArrayRow } from '#server/stores/arrays.ts';
import { appendAudit } from '#server/stores/audit.ts';
import { decideFinding } from '#server/stores/commissioning.ts';
import { type Database, inTransaction } from '#server/stores/database.ts';
import {
  exchangeArrays,
  findRegisteredArray,
  type RegisteredArray,
  updateNameplate,
} from '#server/stores/registered-arrays.ts';

/**
 * Puts what a finding proposes into the registry, with an audit entry for each array, or nothing of it.
 * @throws `not_found`; `conflict` when it is decided already, proposes nothing, or the registry has changed since the check
 */
export async function applyFinding(context: ServiceContext, input: { findingId: string }): Promise<FindingView> {
  const { plant, principal, now } = context;
  requireAction(principal, 'commissioning.decide');
  return inTransaction(context.db, async (db) => {
    const row = await openFinding(db, plant.id, input);
    const { proposal } = row.finding;
    if (!proposal) {
      throw new HeliographError('conflict', 'nothing in the registry would put this right: its advice says what would');
    }
    await applyProposal(db, plant.id, principal, proposal);
    const decision = { state: 'applied', by: principal.name, at: now() } as const;
    await decideFinding(db, row.id, decision);
    return findingViewOf({ ...row, state: decision.state, decidedBy: decision.by, decidedAt: decision.at });
  });
}

async function applyProposal(db: Database, plantId: string, actor: Principal, proposal: Proposal): Promise<void> {
  if (proposal.change === 'exchange') {
    const [one, other] = await Promise.all(proposal.deviceIds.map((deviceId) => registered(db, plantId, deviceId)));
    if (!one || !other) return;
    await exchangeArrays(db, plantId, one, other);
    await auditArray(db, actor, one, { ...other, deviceId: one.deviceId });
    await auditArray(db, actor, other, { ...one, deviceId: other.deviceId });
    return;
  }
  for (const { deviceId, from, to } of proposal.arrays) {
    const array = await registered(db, plantId, deviceId);
    const { modulesInSeries, strings, vMp, iMp, module } = array.nameplate;
    if (Object.entries(from).some(([figure, value]) => ({ modulesInSeries, strings, vMp, iMp })[figure] !== value)) {
      throw new HeliographError(
        'conflict',
        `what is registered of ${deviceId} has changed since the check: check again`,
      );
    }
    const nameplate = parseInput(nameplateSchema, { ...to, ...(module && { module }) });
    await updateNameplate(db, plantId, deviceId, nameplate);
    await auditArray(db, actor, array, { ...array, nameplate });
  }
}

async function registered(db: Database, plantId: string, deviceId: string): Promise<RegisteredArray> {
  const array = await findRegisteredArray(db, plantId, deviceId);
  if (array?.inServiceTo !== null) {
    throw new HeliographError('conflict', `${deviceId} is not registered any more: check again`);
  }
  return array;
}

function auditArray(db: Database, actor: Principal, before: ArrayRow, after: ArrayRow): Promise<void> {
  return appendAudit(db, {
    actor,
    action: 'commissioning.decide: apply',
    target: { kind: 'array', id: before.deviceId },
    before: wordsOf(before),
    after: wordsOf(after),
  });
}

function wordsOf({ row, column, nameplate }: ArrayRow) {
  const { modulesInSeries, strings, vMp, iMp, module } = nameplate;
  return { row, column, modulesInSeries, strings, vMp, iMp, ...(module && { module: module.name }) };
}
