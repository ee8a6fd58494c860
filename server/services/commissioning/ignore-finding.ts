import type { FindingView } from '#domain/commissioning.ts';
import { requireAction } from '#server/auth/principal.ts';
import { findingViewOf } from '#server/services/commissioning/finding-view.ts';
import { openFinding } from '#server/services/commissioning/open-finding.ts';
import type { ServiceContext } from '#server/services/context.ts';
import { appendAudit } from '#server/stores/audit.ts';
import { decideFinding } from '#server/stores/commissioning.ts';
import { inTransaction } from '#server/stores/database.ts';

/** Keeps a finding out of sight, in later checks too: what is registered is right. Throws `not_found`, or `conflict` when it is not open. */
export async function ignoreFinding(context: ServiceContext, input: { findingId: string }): Promise<FindingView> {
  const { plant, principal, now } = context;
  requireAction(principal, 'commissioning.decide');
  return inTransaction(context.db, async (db) => {
    const row = await openFinding(db, plant.id, input);
    const { kind, deviceIds, text } = row.finding;
    const decision = { state: 'ignored', by: principal.name, at: now() } as const;
    await decideFinding(db, row.id, decision);
    await appendAudit(db, {
      actor: principal,
      action: 'commissioning.decide: ignore',
      target: { kind: 'finding', id: row.id },
      before: { state: row.state },
      after: { state: decision.state, kind, arrays: deviceIds.join(' '), text },
    });
    return findingViewOf({ ...row, state: decision.state, decidedBy: decision.by, decidedAt: decision.at });
  });
}
