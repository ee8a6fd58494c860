import { isWithinUncertainty } from '#domain/energy.ts';
import { type FaultView, faultViewSchema } from '#domain/faults.ts';
import type { FaultRow } from '#server/stores/fault-rows.ts';

/** A fault as the API answers it. */
export function faultViewOf(row: FaultRow): FaultView {
  const { noLongerSeen, firstDay, sinceDay, lastDay, cause, state } = row;
  return faultViewSchema.parse({
    ...row,
    withinUncertainty: isWithinUncertainty({ lossKwh: row.lossKwh, uncertaintyKwh: row.lossUncertaintyKwh }),
    firstSeen: firstDay,
    since: sinceDay,
    lastSeen: lastDay,
    snoozedUntil: state === 'snoozed' ? row.snoozedUntil : null,
    cause: state !== 'resolved' ? null : noLongerSeen ? 'no_longer_seen' : cause,
  });
}
