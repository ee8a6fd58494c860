import type { FindingView } from '#domain/commissioning.ts';
import type { FindingRow } from '#server/stores/commissioning.ts';

/** A finding as the console shows it. */
export function findingViewOf({
  id,
  state,
  finding,
  firstSeenAt,
  lastSeenAt,
  decidedAt,
  decidedBy,
}: FindingRow): FindingView {
  return {
    ...finding,
    id,
    state,
    firstSeenAt: firstSeenAt.toISOString(),
    lastSeenAt: lastSeenAt.toISOString(),
    decidedAt: decidedAt?.toISOString() ?? null,
    decidedBy,
  };
}
