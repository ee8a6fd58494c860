import { type CellKind, countKinds, isFault } from '#components/charts/cell-kinds.ts';
import { NO_VERDICT_REASONS, type NoVerdictReason } from '#server/domain/verdict.ts';
import type { PlantDayView } from '#server/domain/views.ts';

export interface DaySummary {
  counts: Record<CellKind, number>;
  arrays: number;
  withVerdict: number;
  faults: number;
  /** Readings received of those a complete day has, 0..1; null when unknown. */
  readingShare: number | null;
  /** Arrays without a verdict, by reason. */
  reasons: Record<NoVerdictReason, number>;
  /** The result is there, and every array was judged: an honest "uncertain" is an answer, missing data is not. */
  complete: boolean;
}

const known = new WeakMap<PlantDayView, DaySummary>();

/** The day in figures; several parts of the page ask, and 10,000 cells are counted once. */
export function summarizeDay(view: PlantDayView): DaySummary {
  const summary = known.get(view) ?? count(view);
  known.set(view, summary);
  return summary;
}

function count(view: PlantDayView): DaySummary {
  const counts = countKinds(view.cells);
  const arrays = view.cells.length;
  const withVerdict = arrays - counts.no_verdict - counts.missing;
  const faults = (Object.keys(counts) as CellKind[]).filter(isFault).reduce((sum, kind) => sum + counts[kind], 0);
  const { readingsReceived, readingsExpected } = view.run ?? { readingsReceived: null, readingsExpected: null };
  const known = readingsReceived !== null && readingsExpected !== null && readingsExpected > 0;
  const reasons = countReasons(view);
  return {
    counts,
    reasons,
    arrays,
    withVerdict,
    faults,
    readingShare: known ? readingsReceived / readingsExpected : null,
    complete: view.run !== null && counts.no_verdict === reasons.uncertain && counts.missing === 0,
  };
}

function countReasons({ cells }: PlantDayView): Record<NoVerdictReason, number> {
  const reasons = Object.fromEntries(NO_VERDICT_REASONS.map((reason) => [reason, 0])) as Record<
    NoVerdictReason,
    number
  >;
  for (const { reason } of cells) if (reason !== null) reasons[reason] += 1;
  return reasons;
}
